// What a network says after every word of a text: playground/analysis/running_prediction.py.
// A network that does not read once reads every beginning of the text anew; that is done in pieces, between which one can type.

import { rowOf } from "./matrix.js";

/** @import { EncodedText } from "./encoding.js" */
/** @import { Matrix, Values } from "./matrix.js" */
/** @import { Network, Trace } from "./network.js" */

/**
 * predictions: the probability of each class after each word read; null: not worked out (yet).  before: before the first
 * word.  start: the first word from which all are known.
 * @typedef {object} Course
 * @property {Int32Array} read
 * @property {Trace} trace
 * @property {(number[] | null)[]} predictions
 * @property {number[]} before
 * @property {number} start
 */

/**
 * The probability of every class.
 * @param {Float32Array} output
 */
export function ofClasses(output) {
  return output.length === 1 ? [1 - output[0], output[0]] : [...output];
}

/**
 * A text read once; of a network that does not read once, what `last` knows, and what is said in the end.
 * @param {Network} network
 * @param {EncodedText} encoded
 * @param {Course | null} last of the same network, and of the text before
 * @returns {Course}
 */
export function begun(network, { read }, last = null) {
  const trace = network.trace(network.padded(read)), before = last?.before ?? ofClasses(network.before());
  /** @type {(number[] | null)[]} */
  let predictions;
  if (network.readsOnce) {
    predictions = rowsOf(network.runningOf(trace)).map(ofClasses);
  } else {
    const known = last ? inCommon(read, last.read) : 0;
    predictions = Array.from(read, (_, index) => (index < known ? last?.predictions[index] ?? null : null));
    predictions[read.length - 1] = ofClasses(rowOf(trace.output, 0));
  }
  return { read, trace, predictions, before, start: firstKnown(predictions) };
}

/**
 * Read some more of the beginnings that are missing, the longest first.
 * @param {Network} network
 * @param {Course} course
 * @param {() => boolean} enough whether to stop
 * @returns {Course} start: 0 once there is nothing left to do
 */
export function goneOn(network, course, enough) {
  const predictions = [...course.predictions];
  for (let index = predictions.length - 1; index >= 0 && !enough(); index--) {
    predictions[index] ??= ofClasses(network.prefix(course.read, index + 1));
  }
  return { ...course, predictions, start: firstKnown(predictions) };
}

/** @param {(number[] | null)[]} predictions */
function firstKnown(predictions) {
  return predictions.lastIndexOf(null) + 1;
}

/**
 * What is said after each timestep of numbers; null where the network has to see all of them first.
 * @param {Network} network
 * @param {Trace} trace
 * @returns {Course | null}
 */
export function ofNumbers(network, trace) {
  if (!network.readsNumbersOnce || trace.output.rows !== 1) return null;
  const predictions = rowsOf(network.runningOf(trace)).map((row) => [...row]);
  return { read: new Int32Array(predictions.length), trace, predictions, before: predictions[0], start: 0 };
}

/**
 * The class predicted after each word from `start` on; of two the second from 0.5 on.
 * @param {Pick<Course, "predictions" | "start">} course
 */
export function verdictsOf({ predictions, start }) {
  return predictions.slice(start).map((row) => (row ? (row.length === 2 ? Number(row[1] >= 0.5) : row.indexOf(Math.max(...row))) : -1));
}

/**
 * The class whose probability tells most.
 * @param {Course} course
 */
export function watchedOf(course) {
  return course.before.length === 2 ? 1 : verdictsOf(course).at(-1) ?? 0;
}

/**
 * How much each word moved the probability of the class `watched`; null: not known.
 * @param {Course} course
 * @param {number} watched
 */
export function changesOf({ predictions, before }, watched) {
  return predictions.map((row, index) => {
    const last = index ? predictions[index - 1] : before;
    return row && last ? row[watched] - last[watched] : null;
  });
}

/**
 * Name → the mean over the units of each gate of the last recurrent layer, or of the size of its state where it has none.
 * @param {Network} network
 * @param {Trace} trace
 * @param {{gates: string[], each_word: boolean}} last of that layer; whether its timesteps are what is read
 * @param {number} first timestep that is no padding
 * @param {number} count of timesteps that are none
 * @returns {{name: string, values: number[]}[]}
 */
export function gateMeans(network, trace, last, first, count) {
  if (!last.each_word) return [];
  const layer = network.layers[network.lastRecurrent], parts = trace.layers[layer.name];
  const directions = layer.settings.bidirectional ? ["forward", "backward"] : [""];
  return directions.flatMap((direction) => (last.gates.length ? last.gates : ["hidden"]).map((part) => {
    const { columns, values } = parts[direction ? `${direction}/${part}` : part];
    const size = last.gates.length ? Number : Math.abs;
    const mean = (/** @type {number} */ t) => values.subarray(t * columns, (t + 1) * columns).reduce((sum, one) => sum + size(one), 0) / columns;
    const name = last.gates.length ? part : "size of the state";
    return { name: `${direction} ${name}`.trim(), values: Array.from({ length: count }, (_, t) => mean(first + t)) };
  }));
}

/** @param {Matrix} of */
export function rowsOf(of) {
  return Array.from({ length: of.rows }, (_, row) => rowOf(of, row));
}

/**
 * How many numbers two have in common from the start.
 * @param {Int32Array} one
 * @param {Int32Array} other
 */
export function inCommon(one, other) {
  const shorter = Math.min(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same++;
  return same;
}
