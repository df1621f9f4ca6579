// What a network says of an example, as a bar.

import { _ } from "../drawing/language.js";
import { written } from "../drawing/numbers.js";

/** @import { Example, Rows, Task } from "./answer.js" */

/** As shares of its track. @typedef {{left: number, width: number, positive: boolean}} Bar */

/**
 * The number at the start of a text; NaN where there is none.
 * @param {string} text
 */
export function numberIn(text) {
  return parseFloat(text.replace("−", "-"));
}

/**
 * The bars.  Of two classes one goes from the middle towards the class that is said; of more, or of symbols, it is as
 * long as that is probable; of a number it goes from the middle as far as it is off, half the track for all that the
 * truths differ.
 * @param {Rows} said
 * @param {string[]} truths
 * @returns {Bar[]}
 */
export function barsOf({ prediction: { columns, values }, right }, truths) {
  const numbers = truths.map(numberIn), reach = Math.max(...numbers) - Math.min(...numbers) || 1;
  return truths.map((truth, place) => {
    const own = values.subarray(place * columns, (place + 1) * columns);
    if (!own.every(Number.isFinite)) return { left: 0.5, width: 0, positive: true };
    if (columns > 2 || (columns === 1 && right[place] !== null)) return { left: 0, width: Math.max(...own), positive: true };
    const off = columns === 2 ? own[1] - 0.5 : Math.max(-0.5, Math.min(0.5, (own[0] - numbers[place]) / reach / 2));
    return { left: 0.5 + Math.min(off, 0), width: Math.abs(off), positive: off >= 0 };
  });
}

/**
 * How good it is with all of them, in words, and what is counted; empty where that is not known.
 * @param {Rows | undefined} said
 * @param {Pick<Example, "truth">[]} examples
 * @param {Task} [task]
 */
export function summed(said, examples, { naive, guess } = { ahead: 0 }) {
  const known = said?.right.filter((one) => one !== null) ?? [], whole = { right: known.filter(Boolean).length, count: known.length };
  if (said?.symbols) {
    const [right, asked] = said.symbols;
    return {
      words: _("{right} of {count} symbols ({percent} %)", { right, count: asked, percent: Math.round(100 * right / asked) }),
      about: _("Symbols that are right, of all that are asked for: so accuracy counts, too. ✓ stands where all of a line are: {right} of {count}.", whole),
    };
  }
  if (!said || known.length) return { words: known.length ? _("{right} of {count} right", whole) : "", about: "" };
  const off = examples.map(({ truth }, place) => Math.abs(said.prediction.values[place] - numberIn(truth)));
  const all = off.reduce((sum, one) => sum + one, 0) / off.length;
  if (!Number.isFinite(all)) return { words: "", about: "" };
  const error = written(all, 2);
  if (!naive) return { words: _("off by {error} on average", { error }), about: "" };
  return { words: _("off by {error}, a guess by {naive}", { error, naive }), about: _("On average over these. The guess: {guess}.", { guess: guess ?? "" }) };
}
