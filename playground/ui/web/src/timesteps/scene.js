// What Python has sent (playground/figures/timesteps.py).

import { framed, unpacked } from "../drawing/packed.js";

/** @import { Scale } from "../drawing/colors.js" */
/** @import { Timesteps } from "../drawing/view.js" */

/**
 * A layer in one direction: the values (timesteps, units) of its main part.
 * @typedef {object} LayerRow
 * @property {string} layer
 * @property {"" | "forward" | "backward" | "encoder" | "decoder"} direction
 * @property {string} title
 * @property {string} part
 * @property {number} lane counted from the lowest
 * @property {string[]} states what is carried from timestep to timestep
 * @property {"each" | "end" | "all" | ""} up which timesteps the layer above reads
 * @property {number} units
 * @property {Scale} scale
 * @property {Float32Array} values
 */
/** @typedef {LayerRow & Timesteps} Row */
/** A gate or state of the chosen row, (timesteps, units). @typedef {{part: string, about: string, gate: boolean, scale: Scale, values: Float32Array}} Part */
/** What is computed behind the end, (units,). @typedef {{title: string, units: number, scale: Scale, values: Float32Array}} Vector */
/** What is said at a column; behind the last: at the end. @typedef {{column: number, short: string, long: string}} Output */
/** The numbers that are read, (columns, names). @typedef {{names: string[], heading: string, scale: Scale, values: Float32Array}} Inputs */

/**
 * @typedef {object} Scene
 * @property {string[]} columns what is read there
 * @property {Row[]} rows from the lowest up
 * @property {number} chosen the row whose parts are drawn
 * @property {Part[]} parts
 * @property {number[]} order of the chosen row's units, from top to bottom
 * @property {Vector[]} vectors
 * @property {Output[]} outputs
 * @property {Inputs} [inputs]
 * @property {boolean} image whether the inputs are one, a row a timestep
 * @property {import("./links.js").Links} [links] the weights of the chosen row, where they are few and there is room
 * @property {number} [dense] pixels that all figures may take together, low and without lines; not said: as high as they are best read
 */
/** What is selected. @typedef {{column: number, part: string, unit: number}} At */
/** What the page has selected, and the number of the choice it knows of. @typedef {{key: string, at: At, count: number}} Start */

/**
 * @param {Uint8Array} bytes
 * @returns {[Start, Scene]}
 */
export function decoded(bytes) {
  const [start, rest] = framed(bytes);
  return [start, sceneOf(rest)];
}

/**
 * @param {Uint8Array} bytes
 * @returns {Scene}
 */
export function sceneOf(bytes) {
  const [scene, take] = unpacked(bytes);
  for (const row of scene.rows) row.values = take(row.at, row.timesteps * row.units);
  for (const vector of scene.vectors) vector.values = take(vector.at, vector.units);
  const chosen = scene.rows[scene.chosen];
  for (const part of scene.parts) part.values = take(part.at, chosen.timesteps * chosen.units);
  if (scene.inputs) scene.inputs.values = take(scene.inputs.at, scene.inputs.names.length * scene.columns.length);
  return scene;
}

/**
 * @param {Scene} scene
 * @param {string} name
 */
export function partOf(scene, name) {
  return /** @type {Part} */ (scene.parts.find((one) => one.part === name));
}

/**
 * Whether a row has a timestep at a column.
 * @param {Timesteps} row
 * @param {number} column
 */
export function within(row, column) {
  return column >= row.start - row.step / 2 && column < row.start + (row.timesteps - 0.5) * row.step;
}

/**
 * What is selected at first: as the page has it, unless it has not heard yet of `own`, chosen here.
 * @param {Scene} scene
 * @param {At} at
 * @param {Record<string, any> | null} own
 * @returns {At}
 */
export function begun(scene, at, own) {
  if (!own) return at;
  const chosen = scene.rows[scene.chosen];
  const here = own.layer === chosen.layer && own.direction === chosen.direction && own.unit < chosen.units;
  const { part, unit } = here && scene.parts.some((one) => one.part === own.part) ? own : at;
  return { part, unit, column: Math.min(own.column, scene.columns.length - 1) };
}
