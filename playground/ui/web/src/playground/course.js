// A number that a network says after each timestep, before what it reads and what is true.

import { scaleLinear } from "d3-scale";
import { contextOf } from "../drawing/dom.js";
import { drawScale } from "./chart.js";
import { dot, drawBars, line, reach } from "./drawn.js";
import { numberIn } from "./said.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Example } from "./answer.js" */

const LEFT = 34, RIGHT = 10, TOP = 6, BOTTOM = 6, AIR = 0.06;  // pixels; of the axis

/**
 * The values of the axis: they hold all that is read and what is true, not what a network says before it has learned.
 * Where bars are read, those of all examples, lest the axis changes with each.
 * @param {Pick<Example, "series" | "marks" | "truth">} example
 * @param {Pick<Example, "truth">[]} all
 * @returns {[number, number]}
 */
export function axisOf(example, all) {
  const [low, high] = reach(example), air = AIR * (high - low);
  return example.marks ? [Math.min(low, 0), Math.max(high, ...all.map(({ truth }) => numberIn(truth))) + air] : [low - air, high + air];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {Theme} theme
 * @param {Float32Array} said after each timestep
 * @param {Example} example
 * @param {Example[]} all
 * @param {number} ahead timesteps from the last that is read to what is said
 * @param {number} at the timestep that is looked at
 */
export function drawCourse(canvas, width, height, theme, said, example, all, ahead, at) {
  const context = contextOf(canvas, width, height), last = Math.max(said.length - 1 + ahead, 1), bottom = height - BOTTOM;
  const x = scaleLinear([0, last], [LEFT + 4, width - RIGHT]), y = scaleLinear(axisOf(example, all), [bottom, TOP]);
  context.clearRect(0, 0, width, height);
  context.font = `10px ${theme.font}`;
  context.textBaseline = "middle";
  context.setLineDash([]);
  const each = x(1) - x(0);
  context.fillStyle = "rgba(127,127,127,.25)";
  context.fillRect(x(at) - Math.max(each, 2) / 2, TOP, Math.max(each, 2), bottom - TOP);
  drawScale(context, y, 4, LEFT, width - RIGHT, theme, String);
  context.save();
  context.beginPath();
  context.rect(LEFT, TOP - 4, width - LEFT, bottom - TOP + 8);
  context.clip();
  const truth = y(numberIn(example.truth));
  context.lineWidth = 1.5;
  if (example.series && example.marks) drawBars(context, example.series, example.marks, x, y, theme);
  else if (example.series) line(context, example.series, x, y, theme.text);
  context.setLineDash([4, 3]);
  line(context, [0, 1], (end) => (end ? x(last) : x(ahead ? said.length - 1 : 0)), () => truth, COLORS.truth);
  context.setLineDash([]);
  context.lineWidth = 1.8;
  line(context, said, (t) => x(t + ahead), y, COLORS.forecast);
  dot(context, x(last), truth, COLORS.truth, false, 4);
  dot(context, x(at + ahead), y(said[at]), COLORS.forecast, true, 3.5);
  context.restore();
}
