// What is under the pointer, and what is said of it.

import { _ } from "../drawing/language.js";
import { called } from "../drawing/names.js";
import { timestepAt } from "../drawing/view.js";
import { written } from "../drawing/numbers.js";
import { boxHeight, laneY } from "./layout.js";
import { partOf, within } from "./scene.js";

/** @import { Curve } from "./curves.js" */
/** @import { Planned } from "./figures.js" */
/** @import { Part, Row, Scene } from "./scene.js" */

/** As far as the figure tells; index: the number of an input. @typedef {{column: number, row?: Row, timestep: number, part?: Part, unit: number, index?: number}} Pointed */

/**
 * @param {Scene} scene
 * @param {Planned} figure
 * @param {number} column
 * @param {number} y pixels in the figure
 * @param {number} height of the figure
 * @returns {Pointed}
 */
export function pointed(scene, { kind, part }, column, y, height) {
  const chosen = scene.rows[scene.chosen], share = y / height;
  /** @type {(row: Row | undefined) => Pointed} */
  const on = (row) => ({ column, row, timestep: row ? timestepAt(row, column) : -1, unit: -1 });
  if (kind === "unrolled") return on(scene.rows.find((row) => Math.abs(laneY(scene, row.lane) - y) < boxHeight(scene) / 2 && within(row, column)));
  if (kind === "inputs") return { ...on(undefined), index: Math.floor(share * (scene.inputs?.names.length ?? 0)) };
  if (kind !== "part") return on(chosen);
  const unit = scene.order[Math.min(Math.floor(share * chosen.units), chosen.units - 1)];
  return { ...on(chosen), part: partOf(scene, part), unit };
}

/**
 * @param {Scene} scene
 * @param {Pointed} found
 * @param {Curve[]} curves of the figure, if it is of curves
 */
export function tipLines({ columns, inputs }, { column, row, timestep, part, unit, index }, curves) {
  const lines = [`t = ${column + 1} · ${columns[column]}`];
  if (row && row.timesteps !== columns.length) lines.push(_("timestep {timestep} of {layer}", { timestep: timestep + 1, layer: row.layer }));
  if (inputs && index !== undefined && index in inputs.names) {
    lines.push(`${inputs.names[index]} ${written(inputs.values[column * inputs.names.length + index], 4)}`);
  } else if (row && part) {
    lines.push(_("unit {unit}", { unit }), `${called(part.part)} ${written(part.values[timestep * row.units + unit], 4)}`);
  } else if (curves.length) {
    for (const { name, values } of curves) lines.push(`${called(name)} ${written(values[timestep], 4)}`);
  } else if (row) {
    const values = row.values.subarray(timestep * row.units, (timestep + 1) * row.units);
    const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => written(value, 4));
    lines.push(_("{layer}: {units} units, from {least} to {most}", { layer: row.title, units: row.units, least, most }));
  }
  return lines;
}
