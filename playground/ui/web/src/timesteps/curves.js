// The lines below the unrolled network.

import { max, mean, range } from "d3-array";
import { rounded } from "../drawing/axis.js";

/** @import { Scale } from "../drawing/colors.js" */
/** @import { Part, Scene } from "./scene.js" */

/** @typedef {{name: string, values: Float32Array}} Curve */

/**
 * Every part of one unit, and their scale.
 * @param {Scene} scene
 * @param {number} unit
 * @returns {[Curve[], Scale]}
 */
export function unitCurves(scene, unit) {
  const { timesteps, units } = scene.rows[scene.chosen];
  const of = (/** @type {Part} */ { values }) => Float32Array.from(range(timesteps), (t) => values[t * units + unit]);
  const curves = scene.parts.map((part) => ({ name: part.part, values: of(part) }));
  const most = Math.max(1, rounded(max(curves, ({ values }) => max(values, Math.abs)) ?? 0));
  return [curves, [-most, most]];
}

/**
 * Each gate, mean over all units; without gates, the size of the values.
 * @param {Scene} scene
 * @returns {[Curve[], Scale]}
 */
export function meanCurves(scene) {
  const { timesteps, units } = scene.rows[scene.chosen];
  const gates = scene.parts.filter((part) => part.gate), shown = gates.length ? gates : [scene.parts[0]];
  const size = gates.length ? Number : Math.abs;
  const at = (/** @type {Float32Array} */ values, /** @type {number} */ t) => mean(values.subarray(t * units, (t + 1) * units), size) ?? NaN;
  const curves = shown.map(({ part, values }) => ({ name: part, values: Float32Array.from(range(timesteps), (t) => at(values, t)) }));
  return [curves, gates.length ? [0, 1] : [0, shown[0].scale[1]]];
}
