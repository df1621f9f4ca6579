// Which words are marked, and how, by what a network made of a text that may have changed since.

import { rgb } from "../drawing/colors.js";
import { tokensOf } from "./answer.js";

/** @import { Run } from "./answer.js" */

/** A piece of the text with its colour, a class, and the token it is. @typedef {{start: number, end: number, name: string, color: string, token: number | null}} Mark */

export const FULL = 0.25;  // the change of the strongest colour
const STRONGEST = 0.7;

/**
 * The colour of a change; none where it is too small to be seen.
 * @param {number | null} change
 */
export function shade(change) {
  if (change === null || Math.abs(change) < 0.005) return "";
  return `rgba(${rgb(change > 0 ? COLORS.positive : COLORS.negative).join(", ")}, ${(Math.min(Math.abs(change) / FULL, 1) * STRONGEST).toFixed(3)})`;
}

/**
 * A piece of the text `from` → the same in `to`, which differs from it at one place; null: it was changed.
 * @param {string} from
 * @param {string} to
 * @returns {(start: number, end: number) => [number, number] | null}
 */
export function moved(from, to) {
  if (from === to) return (start, end) => [start, end];
  const shorter = Math.min(from.length, to.length);
  let before = 0, after = 0;
  while (before < shorter && from[before] === to[before]) before++;
  while (after < shorter - before && from[from.length - 1 - after] === to[to.length - 1 - after]) after++;
  const by = to.length - from.length;
  return (start, end) => {
    if (end <= before) return [start, end];
    return start >= from.length - after ? [start + by, end + by] : null;
  };
}

/**
 * The marks of `text`, from left to right, by what `run` made of `read`.
 * @param {string} text
 * @param {string} read
 * @param {Pick<Run, "tokens" | "changes">} run
 * @returns {Mark[]}
 */
export function marksOf(text, read, run) {
  const where = moved(read, text), tokens = tokensOf(run.tokens), marks = [];
  for (let i = 0; i < tokens.length; i++) {
    const { token, start, end, order, known } = tokens[i], at = where(start, end);
    if (!tokens[i].read) {  // all words in a row that were not read, together
      while (i + 1 < tokens.length && !tokens[i + 1].read) i++;
      const last = at && where(tokens[i].start, tokens[i].end);
      if (last) marks.push({ start: at[0], end: last[1], name: "cut", color: "", token: null });
    } else if (at) {
      marks.push({ start: at[0], end: at[1], name: known ? "" : "unknown", color: shade(run.changes[order]), token });
    }
  }
  return marks;
}
