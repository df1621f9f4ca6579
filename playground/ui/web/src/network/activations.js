// Activation functions, as Keras and playground/cells/activations.py compute them.

import { _ } from "../drawing/language.js";

/** @param {number} x */
export const sigmoid = (x) => 0.5 * Math.tanh(0.5 * x) + 0.5;

const SELU_SCALE = Math.fround(1.05070098), SELU_ALPHA = Math.fround(1.67326324), LEAK = Math.fround(0.2);

/** @param {number} x */
const elu = (x) => (x > 0 ? x : Math.expm1(x));
/**
 * @param {number} low
 * @param {number} high
 */
const clipped = (low, high) => (/** @type {number} */ x) => Math.min(Math.max(x, low), high);
const unit = clipped(0, 1);

/** Of one number each. @type {Record<string, (x: number) => number>} */
const ACTIVATIONS = {
  tanh: Math.tanh, sigmoid, relu: (x) => Math.max(x, 0), linear: (x) => x, elu,
  selu: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  softsign: (x) => x / (1 + Math.abs(x)),
  exponential: Math.exp,
  hard_sigmoid: (x) => unit(x / 6 + 0.5), hard_tanh: clipped(-1, 1), relu6: clipped(0, 6),
  leaky_relu: (x) => (x > 0 ? x : LEAK * x),
};

/**
 * An activation of one number.  Throws an Error with a sentence for one that is not known.
 * @param {string} name
 */
export function activation(name) {
  if (!Object.hasOwn(ACTIVATIONS, name)) throw new Error(_("The activation “{name}” is not known here; expected {known}. Train the network with one of those to take it along as a page.", { name, known: Object.keys(ACTIVATIONS).join(", ") }));
  return ACTIVATIONS[name];
}

/**
 * An activation over rows of numbers, rounded to float32.  Throws as `activation`.
 * @param {string} name
 * @param {Float64Array} sums (rows, columns)
 * @param {number} columns
 * @returns {Float32Array}
 */
export function activated(name, sums, columns) {
  if (name !== "softmax") return Float32Array.from(sums, activation(name));
  const y = new Float32Array(sums.length);
  for (let start = 0; start < sums.length; start += columns) {
    const row = sums.subarray(start, start + columns), most = Math.max(...row);
    const exponentials = row.map((x) => Math.exp(x - most));
    const sum = exponentials.reduce((all, one) => all + one, 0);
    y.set(exponentials.map((one) => one / sum), start);
  }
  return y;
}
