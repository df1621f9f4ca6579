// The unrolled network: tokens, boxes, arrows.

import { image } from "../drawing/image.js";
import { drawTokens, READABLE, tokensHeight } from "../drawing/tokens.js";
import { _, N_ } from "../drawing/language.js";
import { begin, currentColumn, fitted, timestepAt, visible, xOf } from "../drawing/view.js";
import { arrow } from "./arrow.js";
import { drawEnd } from "./end.js";
import { boxHeight, boxWidth, eachOutput, laneY, TOP } from "./layout.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { View } from "../drawing/view.js" */
/** @import { Row, Scene } from "./scene.js" */

/**
 * Boxes, arrows and tokens.
 * @param {Scene} scene
 * @param {View} view
 * @param {HTMLCanvasElement[]} rowImages a picture a row, see `rowImage`
 */
export function drawUnrolled(scene, view, rowImages) {
  begin(view);
  const { context, theme, height } = view;
  const detailed = view.column >= READABLE, bottom = height - tokensHeight(scene.columns, view.column);
  currentColumn(view, 0, height);
  if (detailed) drawUpward(scene, view, bottom);
  scene.rows.forEach((row, index) => drawRow(scene, view, row, rowImages[index], detailed));
  drawOutputs(scene, view);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, view.gutter, height);
  drawTokens(scene.columns, view, bottom);  // the first slants into the gutter
  drawLaneTitles(scene, view);
}

/**
 * Lines from each token, and from each box, up to the layers above that read it.
 * @param {Scene} scene
 * @param {View} view
 * @param {number} bottom of the boxes
 */
function drawUpward(scene, view, bottom) {
  const { context, theme } = view, box = boxHeight(scene);
  context.strokeStyle = theme.faint;
  context.lineWidth = 1.2;
  const decoder = scene.rows.find((row) => row.direction === "decoder");
  const lowest = scene.rows.filter((row) => row.lane === 0);
  const entered = lowest.length ? scene.rows.filter((row) => row.layer === lowest[0].layer) : [];
  const rise = (/** @type {number} */ from, /** @type {Row[]} */ readers) => {
    for (const row of readers) {
      const [first, last] = visible(view, row);
      for (let t = first; t <= last; t++) {
        const x = xOf(view, row.start + t * row.step) + (row.direction === "backward" ? 5 : row.direction === "forward" ? -5 : 0);
        arrow(context, x, from, x, laneY(scene, row.lane) + box / 2 + 1);
      }
    }
  };
  rise(bottom + 2, entered);
  scene.rows.forEach((row) => {
    const above = scene.rows.find((other) => other.lane > row.lane && other.layer !== row.layer);
    if (row.up === "each" && above && row !== decoder) {
      rise(laneY(scene, row.lane) - box / 2, scene.rows.filter((other) => other.layer === above.layer));
    } else if (row.up === "each" && eachOutput(scene)) {
      const [first, last] = visible(view, row);
      for (let t = first; t <= last; t++) {
        const x = xOf(view, row.start + t * row.step);
        arrow(context, x, laneY(scene, row.lane) - box / 2, x, TOP + 32);
      }
    }
  });
}

/**
 * @param {Scene} scene
 * @param {View} view
 * @param {Row} row
 * @param {HTMLCanvasElement} picture
 * @param {boolean} detailed whether there is room for a box a timestep; else a strip
 */
function drawRow(scene, view, row, picture, detailed) {
  const { context, theme } = view, y = laneY(scene, row.lane), box = boxHeight(scene), units = picture.width / row.timesteps;
  const [first, last] = visible(view, row), backward = row.direction === "backward";
  if (!detailed) {  // a strip, its pixels side by side
    const x = xOf(view, row.start) - (view.column * row.step) / 2;
    context.drawImage(picture, x, y - box / 2, row.timesteps * view.column * row.step, box);
    context.strokeStyle = theme.text;
    if (row.states.length) {
      const ends = [x, x + row.timesteps * view.column * row.step];
      arrow(context, ends[backward ? 1 : 0], y - box / 2 - 8, ends[backward ? 0 : 1], y - box / 2 - 8, 7);
    }
    return;
  }
  const width = boxWidth(view, row);
  for (let t = first; t <= last; t++) {
    const x = xOf(view, row.start + t * row.step);
    context.fillStyle = theme.background;
    context.fillRect(x - width / 2, y - box / 2, width, box);
    context.drawImage(picture, t * units, 0, units, picture.height, x - width / 2, y - box / 2, width, box);
    const now = timestepAt(row, view.at.column) === t && (row.timesteps < 2 || Math.abs(row.start + t * row.step - view.at.column) <= row.step + row.start % 1);
    context.strokeStyle = now ? theme.text : theme.faint;
    context.lineWidth = now ? 2.5 : 1;
    context.strokeRect(x - width / 2, y - box / 2, width, box);
  }
  drawCarried(view, row, first, last, y);
}

/**
 * What is handed from timestep to timestep.
 * @param {View} view
 * @param {Row} row
 * @param {number} first
 * @param {number} last
 * @param {number} y
 */
function drawCarried(view, row, first, last, y) {
  const { context, theme } = view, width = boxWidth(view, row);
  context.lineWidth = 1.4;
  row.states.forEach((state, index) => {
    context.strokeStyle = COLORS.parts[state] ?? theme.text;
    const level = y + (row.states.length > 1 ? (index ? -9 : 9) : 0);
    for (let t = Math.max(first - 1, 0); t <= last; t++) {
      if (t + 1 >= row.timesteps) continue;
      const left = xOf(view, row.start + t * row.step) + width / 2 + 2;
      const right = xOf(view, row.start + (t + 1) * row.step) - width / 2 - 2;
      if (row.direction === "backward") arrow(context, right, level, left, level);
      else arrow(context, left, level, right, level);
    }
    if (row.direction === "encoder") {
      const left = xOf(view, row.timesteps - 1) + width / 2 + 2;
      arrow(context, left, level, xOf(view, row.timesteps) - width / 2 - 2, level);
    }
  });
}

/**
 * @param {Scene} scene
 * @param {View} view
 */
function drawOutputs(scene, view) {
  const { context, theme } = view, end = view.gutter + scene.columns.length * view.column - view.scroll;
  context.textAlign = "center";
  if (eachOutput(scene)) {
    for (const output of scene.outputs) {
      const x = xOf(view, output.column);
      if (x < view.gutter - 40 || x > view.width + 40 || view.column < 9) continue;
      context.fillStyle = theme.second;
      const width = Math.min(view.column * 0.8, 60);
      context.fillRect(x - width / 2, TOP + 4, width, 26);
      context.fillStyle = theme.text;
      context.fillText(fitted(context, output.short, width), x, TOP + 17);
    }
    return;
  }
  drawEnd(scene, view, end);
}

/**
 * @param {Scene} scene
 * @param {View} view
 */
function drawLaneTitles(scene, view) {
  const { context, theme } = view, box = boxHeight(scene);
  context.textAlign = "left";
  context.font = `12px ${theme.font}`;
  /** @type {Record<string, string>} */
  const names = { forward: N_("{layer} · forward →"), backward: N_("{layer} · ← backward"), encoder: N_("{layer} · encoder, then decoder") };
  for (const row of scene.rows) {
    if (row.direction === "decoder") continue;
    const y = laneY(scene, row.lane) - box / 2 - 12, name = names[row.direction], text = name ? _(name, { layer: row.title }) : row.title;
    context.fillStyle = theme.background;
    context.globalAlpha = 0.85;
    context.fillRect(0, y - 8, context.measureText(text).width + 8, 16);
    context.globalAlpha = 1;
    context.fillStyle = theme.text;
    context.fillText(text, 2, y);
  }
}

/**
 * The picture of a row: a little grid of units a timestep where there is room, else a heat map's column.
 * @param {Row} row
 * @param {Theme} theme
 * @param {boolean} detailed
 */
export function rowImage(row, theme, detailed) {
  const across = detailed ? Math.ceil(Math.sqrt(row.units)) : 1;
  return image(row.values, row.timesteps, row.units, null, row.scale, theme.states, across);
}
