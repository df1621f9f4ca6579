// A recurrent layer over time: forwards, backwards or both, as playground/reference/over_time.py.

import { activation as activationOf } from "./activations.js";
import { CELLS } from "./cells.js";
import { matrix, reversed, rowOf, weighted } from "./matrix.js";

/** @import { Weights } from "./cells.js" */
/** @import { Matrix, Values } from "./matrix.js" */

/** Part, or `direction/part`, → (timesteps, units). @typedef {Record<string, Matrix>} Arrays */
/** What holds in one direction of a layer: gate → a value for each unit, NaN where it is free. @typedef {Record<string, Float32Array | undefined>} Clamped */
/** @typedef {{kind: string, units: number, activation: string, bidirectional?: boolean, go_backwards?: boolean}} Recurrent */

/**
 * The arrays named `start/…`, by what follows.
 * @template Item
 * @param {Record<string, Item>} arrays
 * @param {string} start
 * @returns {Record<string, Item>}
 */
export function of(arrays, start) {
  const found = Object.entries(arrays).filter(([name]) => name.startsWith(`${start}/`));
  return Object.fromEntries(found.map(([name, array]) => [name.slice(start.length + 1), array]));
}

/**
 * Forward and backward, or the one that begins at the end; empty for one that begins at the start.
 * @param {Pick<Recurrent, "bidirectional" | "go_backwards">} layer
 */
export function directionsOf({ bidirectional, go_backwards: backwards }) {
  return bidirectional ? ["forward", "backward"] : backwards ? ["backward"] : [];
}

/**
 * @param {Recurrent} layer
 * @param {Values} x
 * @param {Weights} weights
 * @param {{read?: boolean[] | null, clamped?: Record<string, Clamped>}} [how] read: which timesteps are no padding; null: all
 * @returns {Arrays}
 */
export function runLayer(layer, x, weights, { read = null, clamped = {} } = {}) {
  const directions = directionsOf(layer);
  if (!directions.length) return runDirection(layer, x, weights, { read, clamped: clamped[""] });
  /** @type {Arrays} */
  const parts = {};
  for (const direction of directions) {
    const one = runDirection(layer, x, of(weights, direction), { read, backward: direction === "backward", clamped: clamped[direction] });
    for (const [part, values] of Object.entries(one)) parts[`${direction}/${part}`] = values;
  }
  return parts;
}

/**
 * Every gate and state of one direction.
 * @param {Recurrent} layer
 * @param {Values} x
 * @param {Weights} weights
 * @param {{read?: boolean[] | null, backward?: boolean, states?: Float32Array[] | null, clamped?: Clamped}} [how] states: to start from
 * @returns {Arrays}
 */
export function runDirection(layer, x, weights, { read = null, backward = false, states = null, clamped = {} } = {}) {
  const cell = CELLS[layer.kind], { units } = layer, width = cell.blocks * units, timesteps = x.rows;
  const projected = weighted(x, weights.kernel, weights.bias, width), activation = activationOf(layer.activation);
  /** @type {Arrays} */
  const parts = Object.fromEntries(cell.parts.map((part) => [part, matrix(timesteps, units)]));
  let now = states ?? cell.states.map(() => new Float32Array(units));
  for (let step = 0; step < timesteps; step++) {
    const t = backward ? timesteps - 1 - step : step;
    const own = Object.fromEntries(cell.parts.map((part) => [part, rowOf(parts[part], t)]));
    cell.step({ projected: projected.subarray(t * width, (t + 1) * width), states: now, weights, activation, clamped }, own);
    if (read && !read[t]) cell.states.forEach((state, index) => own[state].set(now[index]));  // padding must not move it
    now = cell.states.map((state) => own[state]);
  }
  return parts;
}

/**
 * What the next layer is given: the whole sequence, or the state that each direction ends in.
 * @param {Recurrent} layer
 * @param {Arrays} parts
 * @param {boolean} sequence
 * @returns {Matrix}
 */
export function outputs(layer, parts, sequence) {
  if (layer.go_backwards && !layer.bidirectional) {  // begins at the end too, as in Keras
    const hidden = parts["backward/hidden"];
    return sequence ? reversed(hidden) : last(rowOf(hidden, 0));
  }
  if (!layer.bidirectional) return sequence ? parts.hidden : last(rowOf(parts.hidden, -1));
  const forward = parts["forward/hidden"], backward = parts["backward/hidden"];
  return sequence ? beside(forward, backward) : last(rowOf(forward, -1), rowOf(backward, 0));
}

/**
 * @param {Float32Array[]} states
 * @returns {Matrix}
 */
function last(...states) {
  const values = Float32Array.from(states.flatMap((state) => [...state]));
  return { rows: 1, columns: values.length, values };
}

/**
 * The columns of two, side by side.
 * @param {Matrix} one
 * @param {Matrix} other
 */
export function beside(one, other) {
  const both = matrix(one.rows, one.columns + other.columns);
  for (let row = 0; row < one.rows; row++) {
    both.values.set(rowOf(one, row), row * both.columns);
    both.values.set(rowOf(other, row), row * both.columns + one.columns);
  }
  return both;
}
