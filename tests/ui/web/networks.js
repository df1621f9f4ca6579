// Reads what Python describes (tests/ui/web/test_network.py), and prints what the browser's network makes of it, in JSON.

import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import { activated } from "../../../playground/ui/web/src/network/activations.js";
import { begun, changesOf, goneOn, ofNumbers, verdictsOf, watchedOf } from "../../../playground/ui/web/src/network/course.js";
import { Encoding } from "../../../playground/ui/web/src/network/encoding.js";
import { Network } from "../../../playground/ui/web/src/network/network.js";
import { floats } from "../../../playground/ui/web/src/network/stored.js";
import { begins, leftOut, strongest, turns } from "../../../playground/ui/web/src/network/told.js";

/** @param {import("../../../playground/ui/web/src/network/matrix.js").Matrix} of */
const array = ({ rows, columns, values }) => ({ rows, columns, values: [...values] });

/**
 * Everything that happens to an example.
 * @param {any} given
 */
function traced({ network: described, ids, numbers, held = [], running }) {
  const network = new Network(described);
  network.held = held;
  const inputs = ids ? network.padded(Int32Array.from(ids)) : { ...numbers, values: floats(numbers.values) };
  const { layers, output } = network.trace(inputs);
  const parts = Object.entries(layers).flatMap(([layer, arrays]) => Object.entries(arrays).map(([part, values]) => [`${layer}/${part}`, array(values)]));
  return { parts: Object.fromEntries(parts), output: array(output), running: running ? course(network, ids, numbers && inputs) : null };
}

/**
 * @param {Network} network
 * @param {number[]} ids
 * @param {any} numbers
 */
function course(network, ids, numbers) {
  if (numbers) return ofNumbers(network, network.trace(numbers))?.predictions ?? null;
  const read = Int32Array.from(ids), first = begun(network, { tokens: [], read, words: [] });
  const whole = goneOn(network, first, () => false), again = begun(network, { tokens: [], read, words: [] }, whole);
  return { predictions: again.predictions, before: whole.before };
}

/** @param {any} given */
function encoded({ encoding, texts }) {
  const own = new Encoding(encoding);
  return texts.map((/** @type {string} */ text) => {
    try {
      return own.encode(text);
    } catch (error) {
      return { error: /** @type {Error} */ (error).message };
    }
  }).map((/** @type {any} */ one) => (one.error ? one : { ...one, read: [...one.read] }));
}

/** @param {any} given */
function told({ words, predictions, before, names, unit, tokens }) {
  const start = predictions.lastIndexOf(null) + 1, one = /** @type {any} */ ({ predictions, before, start });
  const watched = watchedOf(one), changes = changesOf(one, watched);
  const sentences = [strongest(words, changes, names[watched], unit), ...leftOut({ tokens, read: new Int32Array(), words }, unit), ...begins(start, unit)];
  return { turns: turns(words, verdictsOf(one), names, unit), sentences: sentences.filter(Boolean), changes };
}

/** @param {any} given */
function squashed({ activation, sums }) {
  return [...activated(activation, Float64Array.from(sums), sums.length)];
}

/** @param {any} given */
function refused({ network }) {
  try {
    new Network(network);
    return null;
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
}

/** @type {Record<string, (given: any) => any>} */
const ACTS = { traced, encoded, told, squashed, refused };

stdout.write(JSON.stringify(JSON.parse(readFileSync(argv[2], "utf8")).map((/** @type {any} */ given) => ACTS[given.act](given))));
