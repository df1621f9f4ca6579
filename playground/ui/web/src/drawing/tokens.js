// The tokens below a picture: upright where there is room, else slanting, and not all of them where there is none.

import { max, range, sum } from "d3-array";
import { fitted, visible, xOf } from "./view.js";

/** @import { View, Window } from "./view.js" */

export const READABLE = 30;  // pixels a column takes at least, to be looked at one by one
const LETTER = 6.2, IDEOGRAPH = 12, SMALLEST = 9;  // pixels, about, of letters 12 high; of the smallest ones

/** @param {string} token */
const widthOf = (token) => sum(token, (letter) => (letter >= "\u2e80" ? IDEOGRAPH : LETTER));

/** @param {string[]} tokens */
const widest = (tokens) => max(tokens, widthOf) ?? 0;

/**
 * Whether they stand upright: where there is room for all of them side by side, and single characters always.
 * @param {string[]} tokens
 * @param {number} column pixels
 */
export function flatTokens(tokens, column) {
  return widest(tokens) <= IDEOGRAPH || (column >= READABLE && widest(tokens) < column);
}

/**
 * How high letters are: of single characters smaller ones in narrow columns, so that no more are left out than must be.
 * @param {string[]} tokens
 * @param {number} column pixels
 */
export function sizeOf(tokens, column) {
  return widest(tokens) <= IDEOGRAPH ? Math.min(Math.max(Math.floor(column), SMALLEST), 12) : 12;
}

/**
 * How far apart the columns are whose tokens are written, so that none lies over another.
 * @param {string[]} tokens
 * @param {number} column pixels
 * @param {number} slanting pixels that one takes where they do not stand upright
 */
export function apart(tokens, column, slanting) {
  return Math.max(1, Math.ceil((flatTokens(tokens, column) ? (widest(tokens) * sizeOf(tokens, column)) / 12 : slanting) / column));
}

/**
 * @param {string[]} tokens
 * @param {number} column pixels
 */
export function tokensHeight(tokens, column) {
  if (flatTokens(tokens, column)) return 28;
  return 22 + Math.min(widest(tokens), 84) * 0.87;
}

/**
 * The columns whose token is written: all where there is room, else every so many, and the one that is looked at.
 * @param {Window & {at: {column: number}}} view
 * @param {string[]} tokens of all columns
 */
export function written(view, tokens) {
  const { at, column } = view, every = apart(tokens, column, 15);
  const [first, last] = visible(view, { timesteps: tokens.length, start: 0, step: 1 });
  const away = (/** @type {number} */ c) => c % every === 0 && (every === 1 || Math.abs(c - at.column) >= every);
  return range(first, last + 1).filter((c) => c === at.column || away(c));
}

/**
 * @param {string[]} tokens
 * @param {View} view
 * @param {number} bottom of the picture
 */
export function drawTokens(tokens, view, bottom) {
  const { context, theme } = view, flat = flatTokens(tokens, view.column), size = sizeOf(tokens, view.column);
  context.fillStyle = theme.text;
  for (const c of written(view, tokens).filter((one) => xOf(view, one) >= view.gutter)) {
    context.font = `${c === view.at.column ? "bold " : ""}${size}px ${theme.font}`;
    context.save();
    const x = xOf(view, c);
    context.translate(x, bottom + 12);
    context.textAlign = flat ? "center" : "right";
    if (!flat) context.rotate(-Math.PI / 3);
    context.fillText(fitted(context, tokens[c], flat ? Math.max(view.column, 2 * IDEOGRAPH) : Math.min(84, 2 * x)), 0, 0);  // up to the left edge
    context.restore();
  }
  context.font = `12px ${theme.font}`;
}
