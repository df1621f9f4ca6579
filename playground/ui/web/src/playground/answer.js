// What the server answers of a run (playground/server/live_network.py), read.

import { unpacked } from "../drawing/packed.js";
import { sceneOf } from "../timesteps/scene.js";

/** @import { Scene } from "../timesteps/scene.js" */

/** A held-out example: what it says, or is; the timesteps that matter. @typedef {{label: string, truth: string, pixels?: Table, series?: Float32Array, marks?: number[]}} Example */
/** Numbers (rows, columns). @typedef {{rows: number, columns: number, values: Float32Array}} Table */
/** Where numbers are in an answer. @typedef {{at: number, shape: number[]}} Put */
/** @typedef {{position: number[], loss: number[], accuracy?: number[]}} Curve */
/** @typedef {{epoch: number, loss: number, val_loss: number, accuracy?: number, val_accuracy?: number, seconds?: number}} Epoch */
/** Of each example: P(class) or a number; whether it is right, null: neither; what is said; of all symbols asked for how many are right, and how many there are. @typedef {{prediction: Table, right: (boolean | null)[], said: string[], symbols?: [number, number]}} Rows */
/** How many timesteps behind the last that is read stands what is said; whether an example has one class; of numbers how far a guess is off that knows nothing, and which that is. @typedef {{ahead: number, classifies?: boolean, naive?: string, guess?: string}} Task */

/**
 * Of what has not changed since, nothing is said.
 * @typedef {object} Answer
 * @property {string} state
 * @property {string} [reason]
 * @property {number} [epoch]
 * @property {number} [step] over the run
 * @property {number} [steps_per_epoch]
 * @property {number} [epochs_in_all]
 * @property {number | null} [learning_rate]
 * @property {number | null} [pace] examples per second
 * @property {number | null} [speed] batches per second at most; null: as many as the machine can
 * @property {number | null} [queue] place, from 1
 * @property {Curve & {from: number, stride?: number}} [curve]
 * @property {Epoch[]} [by_epoch]
 * @property {number} [at] step of the weights
 * @property {number} [moments] of a recording
 * @property {Rows} [rows]
 * @property {Example[]} [examples]
 * @property {Task} [task]
 * @property {Scene} [scene]
 * @property {import("../timesteps/links.js").Links} [links]
 * @property {Table} [running] P(class) after each timestep
 * @property {string[]} [running_names] of the classes
 * @property {import("./side.js").Cell | null} [cell] the arithmetic that was asked for; null: there is no such cell
 * @property {string} [sentence]
 * @property {string} [gone] there is no such example, and the first is read
 * @property {string} [error]
 */

/**
 * @param {Uint8Array} bytes
 * @returns {Answer}
 */
export function answerOf(bytes) {
  const [header, take] = unpacked(bytes), { picture, pixels, series, rows, running, links, ...answer } = header;
  const numbers = (/** @type {Put} */ { at, shape }) => take(at, shape.reduce((all, each) => all * each, 1));
  /** @type {(put: Put) => Table} */
  const table = (put) => ({ rows: put.shape[0], columns: put.shape[1], values: numbers(put) });
  if (rows) answer.rows = { ...rows, prediction: table(rows.prediction) };
  if (running) answer.running = table(running);
  if (links) answer.links = linksOf(links, numbers);
  if (picture) answer.scene = sceneOf(bytesOf(numbers(picture)));
  answer.examples?.forEach((/** @type {Example} */ example, /** @type {number} */ place) => {
    if (pixels) example.pixels = { rows: pixels.shape[1], columns: pixels.shape[2], values: one(numbers(pixels), place, pixels.shape) };
    if (series) example.series = one(numbers(series), place, series.shape);
  });
  return answer;
}

/**
 * The numbers of one example.
 * @param {Float32Array} numbers
 * @param {number} place
 * @param {number[]} shape
 */
function one(numbers, place, [count]) {
  const each = numbers.length / count;
  return numbers.subarray(place * each, (place + 1) * each);
}

/**
 * Links with their numbers.
 * @param {any} links
 * @param {(put: Put) => Float32Array} numbers
 * @returns {import("../timesteps/links.js").Links}
 */
function linksOf({ blocks, recurrent, inputs, outputs }, numbers) {
  const taken = (/** @type {Put} */ put) => ({ shape: put.shape, values: numbers(put) });
  return {
    blocks, recurrent: taken(recurrent),
    inputs: inputs && { names: inputs.names, kernel: taken(inputs.kernel), values: taken(inputs.values) },
    outputs: outputs && { names: outputs.names, kernel: taken(outputs.kernel) },
  };
}

/** @param {Float32Array} numbers */
function bytesOf({ buffer, byteOffset, byteLength }) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
