// What an example is, where it is better drawn than written: an image, a course of numbers, a sequence with its marks.

import { scaleLinear } from "d3-scale";
import { contextOf } from "../drawing/dom.js";
import { image } from "../drawing/image.js";
import { numberIn } from "./said.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Example } from "./answer.js" */

const WIDE = 156, BESIDE = 80, HIGH = 18, EDGE = 3, DOT = 2.5;  // pixels

/**
 * Whether there is anything to draw.
 * @param {Example} example
 */
export function isDrawn({ pixels, series, marks }) {
  return Boolean(pixels || series || marks);
}

/**
 * Where the numbers of an example end, with what is true of it; from 0 where they are bars.
 * @param {Pick<Example, "series" | "marks" | "truth">} example
 * @returns {[number, number]}
 */
export function reach({ series = new Float32Array(), marks, truth }) {
  const true_ = numberIn(truth), values = [...series, ...(Number.isNaN(true_) ? [] : [true_]), ...(marks ? [0] : [])];
  const low = Math.min(...values), high = Math.max(...values);
  return low < high ? [low, high] : [low - 1, high + 1];
}

/**
 * In one line of a list.
 * @param {HTMLCanvasElement} canvas
 * @param {Example} example
 * @param {Theme} theme
 * @param {number} ahead timesteps from the last that is read to what is said
 * @param {number} said a number; NaN: none
 */
export function drawExample(canvas, example, theme, ahead, said) {
  const { pixels, series, marks, label } = example;
  canvas.hidden = !isDrawn(example);
  if (pixels) {
    canvas.removeAttribute("style");  // a series may have been drawn here, which is as wide as the row
    drawPixels(canvas, pixels, theme);
  }
  if (pixels || canvas.hidden) return;
  const wide = series ? BESIDE : WIDE;  // beside a number, and the one that is true
  const context = contextOf(canvas, wide, HIGH), count = series?.length ?? label.length;
  const x = scaleLinear([0, Math.max(count - 1 + ahead, 1)], [EDGE, wide - EDGE]);
  context.clearRect(0, 0, wide, HIGH);
  context.lineWidth = 1.3;
  if (!series) drawMarks(context, label, marks ?? [], x, theme);
  else if (marks) drawBars(context, series, marks, x, scaleLinear([0, Math.max(...series)], [HIGH, 1]), theme);
  else {
    const y = scaleLinear(reach(example), [HIGH - EDGE, EDGE]).clamp(true);
    line(context, series, x, y, theme.text);
    dot(context, x(count - 1 + ahead), y(numberIn(example.truth)), COLORS.truth, false);
    if (!Number.isNaN(said)) dot(context, x(count - 1 + ahead), y(said), COLORS.forecast, true);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("./answer.js").Table} pixels
 * @param {Theme} theme
 */
function drawPixels(canvas, { rows, columns, values }, theme) {
  const context = canvas.getContext("2d"), most = Math.max(...values), least = Math.min(...values);
  canvas.width = columns;
  canvas.height = rows;
  context?.drawImage(image(values, 1, rows * columns, null, [-most + 2 * least, most], theme.states, columns), 0, 0);
}

/**
 * A dot for every symbol, and those that matter as they are.
 * @param {CanvasRenderingContext2D} context
 * @param {string} label
 * @param {number[]} marks
 * @param {(t: number) => number} x
 * @param {Theme} theme
 */
function drawMarks(context, label, marks, x, theme) {
  context.fillStyle = theme.faint;
  for (let t = 0; t < label.length; t++) if (!marks.includes(t)) context.fillRect(x(t) - 0.75, HIGH / 2 - 0.75, 1.5, 1.5);
  context.fillStyle = theme.primary;
  context.font = `bold 12px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const t of marks) context.fillText(label[t], x(t), HIGH / 2 + 1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} series
 * @param {number[]} marks
 * @param {(t: number) => number} x
 * @param {(value: number) => number} y
 * @param {Theme} theme
 */
export function drawBars(context, series, marks, x, y, theme) {
  const wide = Math.max(0.7 * (x(1) - x(0)), 1);
  series.forEach((value, t) => {
    const marked = marks.includes(t), own = marked ? Math.max(wide, 3) : wide;
    context.fillStyle = marked ? theme.primary : theme.faint;
    context.fillRect(x(t) - own / 2, y(value), own, y(0) - y(value));
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ArrayLike<number>} values
 * @param {(t: number) => number} x
 * @param {(value: number) => number} y
 * @param {string} color
 */
export function line(context, values, x, y, color) {
  context.strokeStyle = color;
  context.beginPath();
  for (let t = 0; t < values.length; t++) if (!Number.isNaN(values[t])) context.lineTo(x(t), y(values[t]));
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {string} color
 * @param {boolean} full else a ring
 * @param {number} [size] pixels
 */
export function dot(context, x, y, color, full, size = DOT) {
  context.fillStyle = context.strokeStyle = color;
  context.beginPath();
  context.arc(x, y, size, 0, 7);
  if (full) context.fill();
  else context.stroke();
}
