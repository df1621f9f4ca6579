// What each kind of layer does to one example, with everything that happens on the way: playground/reference/forward.py.

import { _ } from "../drawing/language.js";
import { activated, activation } from "./activations.js";
import { addTimes, matrix, numbers, rowOf, slice, weighted } from "./matrix.js";
import { beside, of, outputs, runDirection, runLayer } from "./recurrent.js";

/** @import { Weights } from "./cells.js" */
/** @import { Ids, Matrix, Values } from "./matrix.js" */
/** @import { Arrays, Clamped, Recurrent } from "./recurrent.js" */

/**
 * A layer in its place, as playground/exporting/page.py writes it down.
 * @typedef {object} Layer
 * @property {string} name
 * @property {string} kind
 * @property {any} settings
 * @property {number[]} output its shape
 * @property {boolean} sequences whether a recurrent layer gives its whole sequence
 */

/**
 * @typedef {object} How
 * @property {boolean[] | null} [read] which timesteps are no padding; null: all
 * @property {Record<string, Clamped>} [clamped] direction → what holds there
 * @property {number[]} [previous] the symbols before, for a network that writes a sequence
 */

/** @typedef {{parts: Arrays, output: Values}} Done */
/** @typedef {(layer: Layer, x: Values, weights: Weights, how: How) => Done} Forward */

/** @type {Forward} */
function embedding({ settings }, x, weights) {
  const { ids } = /** @type {Ids} */ (x), rows = matrix(ids.length, settings.dimensions);
  ids.forEach((id, row) => rowOf(rows, row).set(weights.embeddings.subarray(id * rows.columns, (id + 1) * rows.columns)));
  return { parts: { output: rows }, output: rows };
}

/** @type {Forward} */
function oneHot({ settings }, x) {
  return { parts: {}, output: { ...x, columns: settings.columns } };
}

/** @type {Forward} */
function multiHot({ settings }, x) {
  return { parts: {}, output: { rows: 1, columns: settings.columns, bag: /** @type {Ids} */ (x).ids } };
}

/** @type {Forward} */
function recurrent({ kind, settings, sequences }, x, weights, how) {
  const layer = /** @type {Recurrent} */ ({ ...settings, kind }), parts = runLayer(layer, x, weights, how);
  return { parts, output: outputs(layer, parts, sequences) };
}

/** @type {Forward} */
function dense({ settings }, x, weights) {
  const columns = settings.units, sums = weighted(x, weights.kernel, weights.bias, columns);
  return given({ rows: x.rows, columns, values: activated(settings.activation, sums, columns) });
}

/** @type {Forward} */
function dropout(layer, x) {
  return { parts: {}, output: x };
}

/** Timesteps that are skipped become 0, as in Keras. @type {Forward} */
function masking(layer, x, weights, { read }) {
  const from = numbers(x), to = matrix(from.rows, from.columns);
  for (let row = 0; row < from.rows; row++) if (!read || read[row]) rowOf(to, row).set(rowOf(from, row));
  return { parts: {}, output: to };
}

/** @type {Forward} */
function layerNormalization({ settings }, x, weights) {
  const from = numbers(x), to = matrix(from.rows, from.columns);
  for (let row = 0; row < from.rows; row++) {
    const values = rowOf(from, row), mean = average(values), spread = average(values.map((value) => (value - mean) ** 2));
    rowOf(to, row).set(values.map((value, k) => ((value - mean) / Math.sqrt(spread + settings.epsilon)) * weights.gamma[k] + weights.beta[k]));
  }
  return given(to);
}

/** @type {Forward} */
function conv1d({ settings, output: [timesteps, columns] }, x, weights) {
  const size = weights.kernel.length / settings.kernel_size, sums = new Float64Array(timesteps * columns);
  for (let row = 0; row < timesteps; row++) sums.set(weights.bias, row * columns);
  for (let k = 0; k < settings.kernel_size; k++) {
    addTimes(sums, slice(/** @type {Matrix | Ids} */ (x), k, timesteps), weights.kernel.subarray(k * size, (k + 1) * size), columns);
  }
  return given({ rows: timesteps, columns, values: activated(settings.activation, sums, columns) });
}

/** @type {Forward} */
function maxPooling1d({ settings, output: [timesteps, columns] }, x) {
  const y = matrix(timesteps, columns), size = settings.pool_size, from = numbers(x);
  for (let t = 0; t < timesteps; t++) {
    rowOf(y, t).set(largest(/** @type {Matrix} */ (slice(from, t * size, size))));
  }
  return given(y);
}

/** @type {Forward} */
function globalMaxPooling1d(layer, x) {
  return given({ rows: 1, columns: x.columns, values: largest(numbers(x)) });
}

/** @type {Forward} */
function globalAveragePooling1d(layer, x) {
  const from = numbers(x), sums = new Float64Array(from.columns);
  for (let row = 0; row < from.rows; row++) rowOf(from, row).forEach((value, k) => (sums[k] += value));
  return given({ rows: 1, columns: from.columns, values: Float32Array.from(sums, (sum) => sum / from.rows) });
}

/** @type {Forward} */
function flatten(layer, x) {
  const { values } = numbers(x);
  return { parts: {}, output: { rows: 1, columns: values.length, values } };
}

/** @type {Forward} */
function encoderDecoder({ settings }, x, weights, { clamped = {}, previous = [] }) {
  const { units, symbols } = settings, layer = { kind: settings.cell, units, activation: "tanh" };
  const encoder = runDirection(layer, x, of(weights, "encoder"), { clamped: clamped.encoder });
  const states = Object.keys(encoder).includes("cell") ? ["hidden", "cell"] : ["hidden"];
  const handedOver = states.map((state) => rowOf(encoder[state], -1)), every = settings.handover === "every step";
  /** @type {Values} the symbols before, one-hot */
  let written = { rows: previous.length, columns: symbols + 1, ids: Int32Array.from(previous, (symbol) => symbol + 1) };
  if (every) written = beside(numbers(written), { rows: previous.length, columns: units, values: Float32Array.from(previous.flatMap(() => [...handedOver[0]])) });
  const decoder = runDirection(layer, written, of(weights, "decoder"), { states: every ? null : handedOver, clamped: clamped.decoder });
  const named = (/** @type {string} */ direction, /** @type {Arrays} */ parts) =>
    Object.entries(parts).map(([part, values]) => [`${direction}/${part}`, values]);
  return { parts: Object.fromEntries([...named("encoder", encoder), ...named("decoder", decoder)]), output: decoder.hidden };
}

/**
 * @param {Matrix} output
 * @returns {Done}
 */
function given(output) {
  return { parts: { output }, output };
}

/** @param {Float32Array} values */
function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The largest of each column.
 * @param {Matrix} of
 */
function largest({ rows, columns, values }) {
  const most = values.slice(0, columns);
  for (let at = columns; at < rows * columns; at++) most[at % columns] = Math.max(most[at % columns], values[at]);
  return most;
}

/** Layer kind → what it does. @type {Record<string, Forward>} */
const FORWARD = {
  embedding, one_hot: oneHot, multi_hot: multiHot,
  simple_rnn: recurrent, lstm: recurrent, gru: recurrent, mgu: recurrent, peephole_lstm: recurrent, gru_reset_before: recurrent,
  dense, dropout, masking, layer_normalization: layerNormalization, conv1d, max_pooling1d: maxPooling1d,
  global_max_pooling1d: globalMaxPooling1d, global_average_pooling1d: globalAveragePooling1d, flatten,
  encoder_decoder: encoderDecoder,
};
/** What a layer may be told; any other setting may mean that it computes something else. */
const SETTINGS = new Set([
  "units", "activation", "bidirectional", "go_backwards", "dimensions", "rows", "columns", "filters", "kernel_size", "pool_size", "epsilon", "mask_value",
  "cell", "handover", "answer_length", "symbols", "dropout", "recurrent_dropout", "rate", "trainable", "keeps_timesteps", "recurrent",
]);

/**
 * What a layer does.  Throws an Error with a sentence for one that is not known, or has a setting or an activation that is not.
 * @param {Layer} layer
 */
export function forwardOf({ name, kind, settings }) {
  if (!Object.hasOwn(FORWARD, kind)) throw new Error(_("The layer “{name}” is of the kind “{kind}”, which is not known here; expected {known}. Train the network with one of those to take it along as a page.", { name, kind, known: Object.keys(FORWARD).join(", ") }));
  const unknown = Object.keys(settings).find((one) => !SETTINGS.has(one));
  if (unknown) throw new Error(_("The layer “{name}” has the setting “{setting}”, which is not known here; expected {known}. Train the network without it to take it along as a page.", { name, setting: unknown, known: [...SETTINGS].join(", ") }));
  if (settings.recurrent) activation(settings.activation);  // of one number, so no softmax
  else if ("activation" in settings) activated(settings.activation, new Float64Array(), 1);
  return FORWARD[kind];
}
