// Heat maps.

import { atAxis } from "./numbers.js";
import { element } from "./dom.js";
import { begin, fitted, timestepAt, xOf } from "./view.js";

/** @import { Scale, Table } from "./colors.js" */
/** @import { Timesteps, View } from "./view.js" */

const LEAST = 12, TIGHT = 8, HALF = 5;  // pixels from one label to the next, at the ends of a picture; half a label

/**
 * @param {View} view
 * @param {Timesteps} row
 * @param {CanvasImageSource} picture its values, see `image`
 * @param {number[]} order of the units, from top to bottom
 * @param {number} selected the unit that is outlined; -1: none
 * @param {string[] | null} names of the units; null: their numbers
 */
export function drawHeatMap(view, row, picture, order, selected, names) {
  begin(view);
  const { context, theme, height } = view, units = order.length, tall = height / units;
  const x = xOf(view, row.start) - (view.column * row.step) / 2, wide = view.column * row.step;
  context.drawImage(picture, x, 0, row.timesteps * wide, height);
  const t = timestepAt(row, view.at.column), index = order.indexOf(selected);
  context.strokeStyle = theme.text;
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  if (view.at.column >= 0) context.strokeRect(x + t * wide, 0.5, wide, height - 1);
  if (index >= 0) context.strokeRect(view.gutter, index * tall, view.width, tall);
  context.globalAlpha = 1;
  if (index >= 0) {
    context.lineWidth = 2;
    context.strokeRect(x + t * wide, index * tall, wide, tall);
  }
  context.fillStyle = theme.background;
  context.fillRect(0, 0, view.gutter, height);
  context.fillStyle = theme.text;
  context.textAlign = "right";
  context.font = `10px ${theme.font}`;
  for (const p of labelled(units, tall, index)) {
    const label = names ? fitted(context, names[order[p]], view.gutter - 6) : String(order[p]);
    context.fillText(label, view.gutter - 5, middle(p, units, tall));
  }
}

/**
 * Where the label of a unit is drawn: in the middle of its row, but whole.
 * @param {number} p
 * @param {number} units how many there are
 * @param {number} tall pixels of each
 */
function middle(p, units, tall) {
  return Math.min(Math.max((p + 0.5) * tall, HALF), units * tall - HALF);
}

/**
 * The indices that get a label: every so many, and the selected one, with none too near to it.
 * @param {number} units how many there are
 * @param {number} tall pixels of each
 * @param {number} selected -1: none
 */
export function labelled(units, tall, selected) {
  const every = Math.max(1, Math.ceil(LEAST / tall)), indices = [];
  const apart = (/** @type {number} */ p, /** @type {number} */ q) => Math.abs(middle(p, units, tall) - middle(q, units, tall)) >= TIGHT;
  for (let p = 0; p < units; p++) {
    const near = selected >= 0 && (Math.abs(p - selected) < every || !apart(p, selected));
    if (p === selected || (p % every === 0 && !near && (!indices.length || apart(p, indices[indices.length - 1])))) indices.push(p);
  }
  return indices;
}

/**
 * Pixels.
 * @param {number} units
 */
export function heatHeight(units) {
  return Math.round(Math.min(Math.max(units * 14, 56), 200));
}

/**
 * The colours from lowest to highest.
 * @param {Table} table
 * @param {Scale} scale
 */
export function bar(table, [low, high]) {
  const stops = [0, 64, 128, 192, 255].map((i) => `rgb(${table.slice(3 * i, 3 * i + 3).join(",")})`);
  const strip = element("span", { className: "strip" });
  strip.style.background = `linear-gradient(90deg, ${stops.join(",")})`;
  return [atAxis(low).replace("-", "−"), strip, atAxis(high)];
}
