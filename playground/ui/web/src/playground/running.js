// What a network says after each timestep, as lines.

import { scaleLinear } from "d3-scale";
import { contextOf } from "../drawing/dom.js";
import { drawScale } from "./chart.js";
import { apart, flatTokens } from "../drawing/tokens.js";
import { fitted } from "../drawing/view.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Table } from "./answer.js" */

/** @typedef {{name: string, color: string, values: number[]}} Course */

const MOST = 3, LEFT = 34, RIGHT = 8, TOP = 6, WORDS = 52, PLAIN = 8;  // lines; pixels

/**
 * Of two classes the second; of more the most probable at the end.
 * @param {Table} running
 * @param {string[]} names
 * @returns {Course[]}
 */
export function shown({ rows, columns, values }, names) {
  const course = (/** @type {number} */ one) => Array.from({ length: rows }, (_, t) => values[t * columns + one]);
  const end = (/** @type {number} */ one) => values[(rows - 1) * columns + one];
  const order = [...names.keys()].sort((one, other) => end(other) - end(one));
  const chosen = columns === 2 ? [1] : order.slice(0, MOST).sort((one, other) => one - other);
  return chosen.map((one, place) => ({ name: names[one], color: COLORS.classes[place], values: course(one) }));
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {Theme} theme
 * @param {Course[]} lines
 * @param {string[] | null} labels of the timesteps
 * @param {number} at the timestep that is looked at
 * @param {number[]} [marks] the timesteps that matter
 */
export function drawRunning(canvas, width, height, theme, lines, labels, at, marks = []) {
  const context = contextOf(canvas, width, height), count = lines[0].values.length;
  const each = (width - LEFT - RIGHT) / count, bottom = height - (labels ? WORDS : PLAIN);
  const x = (/** @type {number} */ t) => LEFT + (t + 0.5) * each, y = scaleLinear([0, 1], [bottom, TOP]);
  context.clearRect(0, 0, width, height);
  context.font = `10px ${theme.font}`;
  context.textBaseline = "middle";
  context.fillStyle = "rgba(127,127,127,.25)";
  context.fillRect(x(at) - Math.max(each, 2) / 2, TOP, Math.max(each, 2), bottom - TOP);
  drawScale(context, y, 2, LEFT, width - RIGHT, theme, String);
  const flat = labels && flatTokens(labels, each), every = apart(labels ?? [], each, 11), needed = [...marks, at];
  labels?.forEach((label, t) => {
    if (!needed.includes(t) && (t % every || needed.some((one) => Math.abs(one - t) < every))) return;
    context.fillStyle = marks.includes(t) ? theme.primary : theme.text;
    context.save();
    context.translate(x(t) + (flat ? 0 : 3), bottom + 6);
    if (flat) context.textAlign = "center";
    else context.rotate(-Math.PI / 3);
    context.fillText(fitted(context, label, WORDS), 0, 0);
    context.restore();
  });
  for (const { color, values } of lines) {
    context.strokeStyle = context.fillStyle = color;
    context.lineWidth = 1.8;
    context.beginPath();
    values.forEach((value, t) => Number.isNaN(value) || context.lineTo(x(t), y(value)));
    context.stroke();
    context.beginPath();
    context.arc(x(at), y(values[at]), 3, 0, 7);
    context.fill();
  }
}
