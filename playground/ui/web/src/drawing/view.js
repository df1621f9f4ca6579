// What of a scene is on screen.

const FIRST = 16;  // letters that are measured at first

/** @import { Theme } from "./theme.js" */

/**
 * @typedef {object} Window
 * @property {number} width pixels
 * @property {number} gutter pixels left of the columns
 * @property {number} column pixels a column takes
 * @property {number} scroll pixels
 */
/** @typedef {{context: CanvasRenderingContext2D, height: number, theme: Theme, at: {column: number}}} Drawn */
/** A window, and where and how it is drawn. @typedef {Window & Drawn} View */
/** Timesteps: the column of the first, and the columns from one to the next. @typedef {{start: number, step: number, timesteps: number}} Timesteps */

/**
 * The columns of a window in less room, without what it shows behind the last.
 * @param {Window} window
 * @param {number} columns how many there are
 * @param {number} width pixels there are now
 * @returns {Window}
 */
export function narrowed({ width: whole, gutter, column, scroll }, columns, width) {
  const shown = Math.min(columns, (whole - gutter) / column), wide = (width - gutter) / shown;
  return { width, gutter, column: wide, scroll: Math.min(scroll / column, columns - shown) * wide };
}

/**
 * The middle of a column.
 * @param {Window} window
 * @param {number} column
 */
export function xOf({ gutter, column: wide, scroll }, column) {
  return gutter + (column + 0.5) * wide - scroll;
}

/**
 * First and last timestep on screen.
 * @param {Window} window
 * @param {Timesteps} row
 */
export function visible({ width, gutter, column, scroll }, { timesteps, start, step }) {
  const first = (scroll / column - start - 1) / step;
  const last = ((scroll + width - gutter) / column - start + 1) / step;
  return [Math.max(0, Math.floor(first)), Math.min(timesteps - 1, Math.ceil(last))];
}

/**
 * @param {Timesteps} row
 * @param {number} column
 */
export function timestepAt(row, column) {
  return Math.max(0, Math.min(row.timesteps - 1, Math.round((column - row.start) / row.step)));
}

/** @param {View} view */
export function begin({ context, width, height, theme }) {
  context.clearRect(0, 0, width, height);
  context.font = `12px ${theme.font}`;
  context.textBaseline = "middle";
  context.imageSmoothingEnabled = false;
}

/**
 * @param {View} view
 * @param {number} top
 * @param {number} bottom
 */
export function currentColumn(view, top, bottom) {
  const { context, at } = view;
  context.fillStyle = "rgba(127,127,127,.25)";
  context.fillRect(xOf(view, at.column) - view.column / 2, top, Math.max(view.column, 2), bottom - top);
}

/**
 * A text, shortened to a width in pixels.  Of a long one no more is measured than a few times what fits.
 * @param {Pick<CanvasRenderingContext2D, "measureText">} context
 * @param {string} text
 * @param {number} width
 */
export function fitted(context, text, width) {
  const fits = (/** @type {string} */ one) => context.measureText(one).width <= width;
  let some = FIRST;
  while (some < text.length && fits(text.slice(0, some))) some *= 2;
  if (some >= text.length && fits(text)) return text;
  let least = 1, most = Math.min(some, text.length);  // letters: of the first as many fit as of the second do not
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (fits(`${text.slice(0, middle)}…`)) least = middle;
    else most = middle;
  }
  return `${text.slice(0, least)}…`;
}
