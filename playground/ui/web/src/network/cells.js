// Recurrent cells, a step each, as in playground/cells/: float32 is what is kept, sums are float64.

import { sigmoid } from "./activations.js";
import { addProduct } from "./matrix.js";

/** Weight name → numbers, row by row. @typedef {Record<string, Float32Array>} Weights */
/** Part → its units at this timestep. @typedef {Record<string, Float32Array>} Parts */

/**
 * What a step is given.
 * @typedef {object} Given
 * @property {Float64Array} projected x_t·kernel + bias, (blocks · units,); may be changed
 * @property {Float32Array[]} states as the timestep finds them, `hidden` first
 * @property {Weights} weights
 * @property {(x: number) => number} activation
 * @property {Record<string, Float32Array | undefined>} clamped gate → a value for each unit, NaN where it is free
 */

/**
 * parts: every gate and state, in the order of `playground/cells`.  states: those that are carried on, `hidden` first.
 * step writes every part.
 * @typedef {{blocks: number, parts: string[], states: string[], step: (given: Given, parts: Parts) => void}} Cell
 */

/**
 * A gate's value, or the one it is held at.
 * @param {Float32Array | undefined} clamped
 * @param {number} unit
 * @param {number} value
 */
function held(clamped, unit, value) {
  const own = clamped?.[unit];
  return own === undefined || Number.isNaN(own) ? value : own;
}

/** @type {Cell} */
const simpleRnn = {
  blocks: 1,
  parts: ["hidden"],
  states: ["hidden"],
  step({ projected: z, states: [h], weights, activation }, parts) {
    addProduct(z, 0, h, weights.recurrent_kernel, h.length);
    for (let u = 0; u < h.length; u++) parts.hidden[u] = activation(z[u]);
  },
};

/**
 * Also with peepholes, where there are any: i and f see the old cell state, o the new.
 * @param {Given} given
 * @param {Parts} parts
 */
function lstmStep({ projected: z, states: [h, c], weights, activation, clamped }, parts) {
  const n = h.length, see = weights.peephole_kernel;
  addProduct(z, 0, h, weights.recurrent_kernel, 4 * n);
  for (let u = 0; u < n; u++) {
    const i = (parts.input[u] = held(clamped.input, u, sigmoid(z[u] + (see ? see[u] * c[u] : 0))));
    const f = (parts.forget[u] = held(clamped.forget, u, sigmoid(z[n + u] + (see ? see[n + u] * c[u] : 0))));
    const candidate = (parts.candidate[u] = activation(z[2 * n + u]));
    const cell = (parts.cell[u] = f * c[u] + i * candidate);
    const o = (parts.output[u] = held(clamped.output, u, sigmoid(z[3 * n + u] + (see ? see[2 * n + u] * cell : 0))));
    parts.hidden[u] = o * activation(cell);
  }
}

/** @type {Cell} */
const lstm = { blocks: 4, parts: ["forget", "input", "candidate", "output", "cell", "hidden"], states: ["hidden", "cell"], step: lstmStep };

/** @type {Cell} */
const peepholeLstm = { ...lstm, parts: ["forget", "input", "candidate", "cell", "output", "hidden"] };

/** The reset gate comes after the matrix, as in Keras. @type {Cell} */
const gru = {
  blocks: 3,
  parts: ["update", "reset", "candidate", "hidden"],
  states: ["hidden"],
  step({ projected: z, states: [h], weights, activation, clamped }, parts) {
    const n = h.length, recurrent = Float64Array.from(weights.bias.subarray(3 * n));
    addProduct(recurrent, 0, h, weights.recurrent_kernel, 3 * n);
    for (let u = 0; u < n; u++) {
      const update = (parts.update[u] = held(clamped.update, u, sigmoid(z[u] + recurrent[u])));
      const reset = (parts.reset[u] = held(clamped.reset, u, sigmoid(z[n + u] + recurrent[n + u])));
      const candidate = (parts.candidate[u] = activation(z[2 * n + u] + reset * recurrent[2 * n + u]));
      parts.hidden[u] = update * h[u] + (1 - update) * candidate;
    }
  },
};

/** The candidate sees forget · h. @type {Cell} */
const mgu = {
  blocks: 2,
  parts: ["forget", "candidate", "hidden"],
  states: ["hidden"],
  step({ projected: z, states: [h], weights, activation, clamped }, parts) {
    const n = h.length, seen = new Float64Array(n);
    addProduct(z, 0, h, weights.recurrent_kernel, 2 * n, 0, n);
    for (let u = 0; u < n; u++) seen[u] = (parts.forget[u] = held(clamped.forget, u, sigmoid(z[u]))) * h[u];
    addProduct(z, n, seen, weights.recurrent_kernel, 2 * n, n);
    for (let u = 0; u < n; u++) {
      const candidate = (parts.candidate[u] = activation(z[n + u]));
      parts.hidden[u] = (1 - parts.forget[u]) * h[u] + parts.forget[u] * candidate;
    }
  },
};

/** The reset gate comes before the matrix: the candidate sees reset · h. @type {Cell} */
const gruResetBefore = {
  ...gru,
  step({ projected: z, states: [h], weights, activation, clamped }, parts) {
    const n = h.length, seen = new Float64Array(n);
    addProduct(z, 0, h, weights.recurrent_kernel, 3 * n, 0, 2 * n);
    for (let u = 0; u < n; u++) seen[u] = (parts.reset[u] = held(clamped.reset, u, sigmoid(z[n + u]))) * h[u];
    addProduct(z, 2 * n, seen, weights.recurrent_kernel, 3 * n, 2 * n);
    for (let u = 0; u < n; u++) {
      const update = (parts.update[u] = held(clamped.update, u, sigmoid(z[u])));
      const candidate = (parts.candidate[u] = activation(z[2 * n + u]));
      parts.hidden[u] = update * h[u] + (1 - update) * candidate;
    }
  },
};

/** Kind → cell. @type {Record<string, Cell>} */
export const CELLS = { simple_rnn: simpleRnn, lstm, gru, mgu, peephole_lstm: peepholeLstm, gru_reset_before: gruResetBefore };

