// A chart of lines over the epochs.

import { scaleLinear } from "d3-scale";
import { contextOf } from "../drawing/dom.js";

/** @import { Scale } from "../drawing/colors.js" */
/** @import { Theme } from "../drawing/theme.js" */
/** @import { Points } from "./curves.js" */

/** @typedef {{points: Points, color: string, width?: number, dash?: number[], dots?: boolean, alpha?: number}} Drawn */

const LEFT = 34, RIGHT = 8, TOP = 6, BOTTOM = 18;  // pixels

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {Theme} theme
 * @param {Drawn[]} lines from the back to the front
 * @param {number} end of the axis of epochs
 * @param {Scale} scale
 * @param {(value: number) => string} written
 * @param {boolean} [toGo] whether the axis counts down to 0
 */
export function drawChart(canvas, width, height, theme, lines, end, scale, written, toGo = false) {
  const context = contextOf(canvas, width, height);
  const x = scaleLinear(toGo ? [end, 0] : [0, end], [LEFT, width - RIGHT]), y = scaleLinear(scale, [height - BOTTOM, TOP]);
  context.clearRect(0, 0, width, height);
  context.font = `10px ${theme.font}`;
  context.textBaseline = "middle";
  drawScale(context, y, 3, LEFT, width - RIGHT, theme, written);
  context.textAlign = "center";
  for (const epoch of x.ticks(Math.min(end, 5)).filter(Number.isInteger)) context.fillText(String(epoch), x(epoch), height - BOTTOM + 10);
  context.save();
  context.beginPath();
  context.rect(LEFT, 0, width - LEFT, height - BOTTOM + 2);
  context.clip();
  for (const line of lines) {
    context.globalAlpha = line.alpha ?? 1;
    context.strokeStyle = context.fillStyle = line.color;
    context.lineWidth = line.width ?? 1.8;
    context.setLineDash(line.dash ?? []);
    context.beginPath();
    for (const [place, value] of line.points) context.lineTo(x(place), y(value));
    context.stroke();
    for (const [place, value] of line.dots ? line.points : []) {
      context.beginPath();
      context.arc(x(place), y(value), 2.5, 0, 7);
      context.fill();
    }
  }
  context.restore();
}

/**
 * The lines of a vertical axis, and its numbers left of them.
 * @param {CanvasRenderingContext2D} context
 * @param {import("d3-scale").ScaleLinear<number, number>} y
 * @param {number} count of the lines, about
 * @param {number} left
 * @param {number} right
 * @param {Theme} theme
 * @param {(value: number) => string} written
 */
export function drawScale(context, y, count, left, right, theme, written) {
  context.lineWidth = 1;
  context.strokeStyle = theme.faint;
  context.fillStyle = theme.text;
  context.textAlign = "right";
  for (const value of y.ticks(count)) {
    context.beginPath();
    context.moveTo(left, Math.round(y(value)) + 0.5);
    context.lineTo(right, Math.round(y(value)) + 0.5);
    context.stroke();
    context.fillText(written(value), left - 4, y(value));
  }
}
