// The picture over time (src/timesteps) of what the browser's own network has made of an example.

import { _, N_ } from "../drawing/language.js";
import { rowsOf } from "../network/course.js";
import { largestOf } from "../network/network.js";
import { saidWhere } from "./said.js";

/** @import { Matrix } from "../network/matrix.js" */
/** @import { Trace } from "../network/network.js" */
/** @import { Scene } from "../timesteps/scene.js" */
/** @import { Task } from "./said.js" */

/** A part of a row; of: its name in a trace; most: how far its colours reach at least. @typedef {{part: string, of: string, about: string, gate: boolean, most: number}} PartPlan */
/**
 * What playground/figures/described.py says of the picture.
 * @typedef {object} Plan
 * @property {(Omit<import("../timesteps/scene.js").LayerRow, "units" | "scale" | "values"> & {start: number, step: number, parts: PartPlan[]})[]} rows
 * @property {{layer: string, title: string}[]} vectors
 * @property {Task} task
 * @property {string[]} features names of the numbers that are read
 * @property {boolean} image
 */
/** The layer whose parts are drawn. @typedef {{layer: string, direction: string}} Chosen */

const LONGEST = 24, START = N_("⟨start⟩");

/**
 * @param {Plan} plan
 * @param {Trace} trace
 * @param {string[]} labels what is read at each timestep
 * @param {Chosen} chosen
 * @param {Matrix} [numbers] that are read
 * @returns {Scene}
 */
export function sceneOf(plan, trace, labels, chosen, numbers) {
  const { layers, output } = trace, columns = columnsOf(plan.task, output, labels);
  const rows = plan.rows.map(({ parts, ...row }) => {
    const own = parts.find(({ part }) => part === row.part) ?? parts[0], { rows: timesteps, columns: units, values } = layers[row.layer][own.of];
    const start = row.direction === "decoder" ? labels.length : row.start;
    return { ...row, start, timesteps, units, values, scale: scaleOf(own, values) };
  });
  const number = Math.max(0, plan.rows.findIndex((row) => row.layer === chosen.layer && row.direction === chosen.direction));
  const parts = plan.rows[number].parts.map((part) => {
    const { values } = layers[plan.rows[number].layer][part.of];
    return { part: part.part, about: part.about, gate: part.gate, scale: scaleOf(part, values), values };
  });
  const vectors = plan.vectors.map(({ layer, title }) => {
    const { columns: units, values } = layers[layer].output;
    return { title, units, values, scale: symmetric(most(values)) };
  });
  return {
    columns: columns.map(short), rows, chosen: number, parts, vectors, image: plan.image,
    order: Array.from({ length: rows[number].units }, (none, unit) => unit),
    outputs: saidWhere(plan.task, output, columns.length),
    inputs: numbers && { names: plan.features, heading: _("Input, standardised"), values: numbers.values, scale: symmetric(most(numbers.values)) },
  };
}

/**
 * What is read, then what a decoder reads: a start symbol and its own answer.
 * @param {Task} task
 * @param {Matrix} output
 * @param {string[]} labels
 */
function columnsOf({ name, classes }, output, labels) {
  if (name !== "sequence") return labels;
  return [...labels, _(START), ...rowsOf(output).slice(0, -1).map((row) => classes[largestOf(row)])];
}

/**
 * @param {PartPlan} part
 * @param {Float32Array} values
 * @returns {[number, number]}
 */
function scaleOf(part, values) {
  return part.gate ? [0, 1] : symmetric(Math.max(part.most, most(values)));
}

/** @param {Float32Array} values */
function most(values) {
  return values.reduce((largest, value) => (Math.abs(value) > largest ? Math.abs(value) : largest), 0);
}

/**
 * A range around 0 that holds `reach` and ends at 1, 2 or 5 times a power of ten: playground/analysis/scales.py.
 * @param {number} reach
 * @returns {[number, number]}
 */
export function symmetric(reach) {
  const least = Math.max(reach, 1e-3), power = 10 ** (Math.ceil(Math.log10(least)) - 1);
  const high = [1, 2, 5, 10, 20].map((step) => step * power).find((end) => end >= least * (1 - 1e-6)) ?? least;
  return [-Number(high.toPrecision(12)), Number(high.toPrecision(12))];
}

/** @param {string} label */
function short(label) {
  return label.length <= LONGEST ? label : `${label.slice(0, LONGEST - 1)}…`;
}

