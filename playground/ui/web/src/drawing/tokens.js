// The tokens below a picture: upright where there is room, else slanting, and not all of them.

import { max, range, sum } from "d3-array";
import { fitted, visible, xOf } from "./view.js";

/** @import { View, Window } from "./view.js" */

export const READABLE = 30;  // pixels a column takes at least, to be looked at one by one
const LETTER = 6.2, IDEOGRAPH = 12;  // pixels, about

/** @param {string} token */
const widthOf = (token) => sum(token, (letter) => (letter >= "\u2e80" ? IDEOGRAPH : LETTER));

/**
 * Whether there is room for all of them side by side; single characters are read also where columns are narrow.
 * @param {string[]} tokens
 * @param {number} column pixels
 */
export function flatTokens(tokens, column) {
  const widest = max(tokens, widthOf) ?? 0;
  return widest < column && (column >= READABLE || widest <= IDEOGRAPH);
}

/**
 * @param {string[]} tokens
 * @param {number} column pixels
 */
export function tokensHeight(tokens, column) {
  if (flatTokens(tokens, column)) return 28;
  return 22 + Math.min(max(tokens, widthOf) ?? 0, 84) * 0.87;
}

/**
 * The columns whose token is written: all where there is room, else every so many, and the one that is looked at.
 * @param {Window & {at: {column: number}}} view
 * @param {string[]} tokens of all columns
 */
export function written(view, tokens) {
  const { at, column } = view, every = flatTokens(tokens, column) ? 1 : Math.max(1, Math.ceil(15 / column));
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
  const { context, theme } = view, flat = flatTokens(tokens, view.column);
  context.fillStyle = theme.text;
  for (const c of written(view, tokens).filter((one) => xOf(view, one) >= view.gutter)) {
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
