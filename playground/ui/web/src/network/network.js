// A whole network in the browser: one example → everything that happens in it.  NumPy (playground/reference) is the truth
// it is tested against.

import { forwardOf } from "./layers.js";
import { chosen, rowOf } from "./matrix.js";
import { directionsOf, of } from "./recurrent.js";
import { floats } from "./stored.js";

/** @import { Weights } from "./cells.js" */
/** @import { Layer } from "./layers.js" */
/** @import { Ids, Matrix, Values } from "./matrix.js" */
/** @import { Arrays, Clamped } from "./recurrent.js" */

/**
 * What a network is, as playground/exporting/page.py writes it down.
 * @typedef {object} Described
 * @property {Layer[]} layers
 * @property {Record<string, import("./stored.js").Stored>} weights `layer/weight` → numbers
 * @property {boolean} mask whether padding is skipped
 * @property {number | null} skipped value of which a timestep of numbers consists that is skipped; null: there is none
 * @property {number} timesteps every example is padded to
 * @property {"front" | "back"} padding
 * @property {[number, number] | null} answer length and number of symbols of a sequence that it writes
 */

/** A gate that is held at every timestep. @typedef {{layer: string, direction: string, gate: string, value: number}} Held */
/** Layer name → part → numbers; what it says. @typedef {{layers: Record<string, Arrays>, output: Matrix}} Trace */

export class Network {
  /** @type {Held[]} what if */
  held = [];

  /**
   * Throws an Error with a sentence where a layer, or something it is told, is not known.
   * @param {Described} described
   */
  constructor(described) {
    this.plan = described;
    this.layers = described.layers;
    this.acts = this.layers.map(forwardOf);
    /** @type {Weights} */
    this.weights = Object.fromEntries(Object.entries(described.weights).map(([name, stored]) => [name, floats(stored)]));
    this.own = this.layers.map(({ name }) => of(this.weights, name));
    this.recurrent = this.layers.filter((layer) => "recurrent" in layer.settings);
    this.lastRecurrent = this.layers.indexOf(this.recurrent[this.recurrent.length - 1]);
    const oneWay = this.recurrent.length > 0 && !this.recurrent.some(({ settings }) => directionsOf(settings).length);
    /** Whether one reading of a text gives what is said after every word. */
    this.readsOnce = oneWay && described.mask;
    /** The same for numbers, which are never padded. */
    this.readsNumbersOnce = oneWay && this.layers.every(({ settings }) => settings.keeps_timesteps);
  }

  /**
   * Everything, without the padding and the timesteps of numbers that are skipped.
   * @param {Values} inputs ids, of all timesteps where padding is not skipped; or numbers
   * @returns {Trace}
   */
  trace(inputs) {
    if (this.plan.skipped !== null && "values" in inputs) {
      const read = this.kept(inputs), rows = read.flatMap((own, row) => (own ? row : []));
      return rows.length ? this.forward(chosen(inputs, rows)) : this.forward(inputs, { read });  // of an example that holds nothing, all
    }
    if (!this.plan.answer) return this.forward(inputs);
    const [length, symbols] = this.plan.answer, previous = new Array(length).fill(symbols);
    for (let written = 1; written < length; written++) {  // each time the most probable symbol
      previous[written] = largestOf(rowOf(this.forward(inputs, { previous }).output, written - 1));
    }
    return this.forward(inputs, { previous });
  }

  /**
   * Which timesteps of numbers are read.
   * @param {Matrix} inputs
   */
  kept(inputs) {
    const { mask, skipped } = this.plan;
    return Array.from({ length: inputs.rows }, (_, row) => !mask || skipped === null || rowOf(inputs, row).some((value) => value !== skipped));
  }

  /**
   * @param {Values} inputs
   * @param {{read?: boolean[] | null, previous?: number[], first?: number}} [how] first: the layer to begin with
   * @returns {Trace}
   */
  forward(inputs, { read = null, previous, first = 0 } = {}) {
    /** @type {Record<string, Arrays>} */
    const layers = {};
    let values = inputs;
    for (let index = first; index < this.layers.length; index++) {
      const layer = this.layers[index], done = this.acts[index](layer, values, this.own[index], { read, previous, clamped: this.clamped(layer) });
      if (Object.keys(done.parts).length) layers[layer.name] = done.parts;
      values = done.output;
    }
    return { layers, output: /** @type {Matrix} */ (values) };
  }

  /**
   * Direction → what is held there.
   * @param {Layer} layer
   */
  clamped({ name, settings }) {
    /** @type {Record<string, Clamped>} */
    const found = {};
    for (const { layer, direction, gate, value } of this.held) {
      if (layer === name) (found[direction] ??= {})[gate] = new Float32Array(settings.units).fill(value);
    }
    return found;
  }

  /**
   * What it says after each timestep of a trace; for one that reads once.
   * @param {Trace} trace
   * @returns {Matrix} (timesteps, outputs)
   */
  runningOf({ layers }) {
    return this.forward(layers[this.layers[this.lastRecurrent].name].hidden, { first: this.lastRecurrent + 1 }).output;
  }

  /**
   * What it says of a text that ends behind token `end`, read from the start.
   * @param {Int32Array} read ids, without padding
   * @param {number} end
   */
  prefix(read, end) {
    return rowOf(this.trace(this.padded(read.subarray(0, end))).output, 0);
  }

  /** What it says before it has read anything. */
  before() {
    const ids = new Int32Array(this.plan.mask ? 1 : this.plan.timesteps);
    return rowOf(this.forward({ rows: ids.length, columns: 1, ids }, { read: this.plan.mask ? [false] : null }).output, 0);
  }

  /**
   * Token ids as the network is given them.
   * @param {Int32Array} read ids, without padding
   * @returns {Ids}
   */
  padded(read) {
    const { mask, timesteps, padding } = this.plan;
    if (mask) return { rows: read.length, columns: 1, ids: read };
    const ids = new Int32Array(timesteps);
    ids.set(read, padding === "front" ? timesteps - read.length : 0);
    return { rows: timesteps, columns: 1, ids };
  }
}

/**
 * The index of the largest number, the first of them.
 * @param {Float32Array} values
 */
export function largestOf(values) {
  return values.reduce((best, value, index) => (value > values[best] ? index : best), 0);
}
