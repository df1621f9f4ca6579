// The tokens below a picture: upright where there is room, else slanting, and not all of them.

import { max, range } from "d3-array";
import { fitted, visible, xOf } from "./view.js";

/** @import { View, Window } from "./view.js" */

export const READABLE = 30;  // pixels a column takes at least, to be looked at one by one
const LETTER = 6.2;  // pixels, about

/**
 * @param {string[]} tokens
 * @param {number} column pixels
 */
export function flatTokens(tokens, column) {
  return column >= READABLE && tokens.every((token) => token.length * LETTER < column);
}

/**
 * @param {string[]} tokens
 * @param {number} column pixels
 */
export function tokensHeight(tokens, column) {
  if (flatTokens(tokens, column)) return 28;
  return 22 + Math.min((max(tokens, (token) => token.length) ?? 0) * LETTER, 84) * 0.87;
}

/**
 * The columns whose token is written: all where there is room, else every so many, and the one that is looked at.
 * @param {Window & {at: {column: number}}} view
 * @param {number} count of columns
 */
export function written(view, count) {
  const { at, column } = view, every = Math.max(1, Math.ceil(15 / column));
  const [first, last] = visible(view, { timesteps: count, start: 0, step: 1 });
  const away = (/** @type {number} */ c) => c % every === 0 && (every === 1 || Math.abs(c - at.column) >= every);
  return range(first, last + 1).filter((c) => c === at.column || away(c));
}

/**
 * @param {string[]} tokens
 * @param {View} view
 * @param {number} bottom of the picture
 */
export function drawTokens(tokens, view, bottom) {
  const { context, theme } = view, flat = flatTokens(tokens, view.column);
  context.fillStyle = theme.text;
  for (const c of written(view, tokens.length).filter((one) => xOf(view, one) >= view.gutter)) {
    context.font = `${c === view.at.column ? "bold " : ""}12px ${theme.font}`;
    context.save();
    const x = xOf(view, c);
    context.translate(x, bottom + 12);
    context.textAlign = flat ? "center" : "right";
    if (!flat) context.rotate(-Math.PI / 3);
    context.fillText(fitted(context, tokens[c], flat ? view.column : Math.min(84, 2 * x)), 0, 0);  // up to the left edge
    context.restore();
  }
  context.font = `12px ${theme.font}`;
}
