// What an output means in words: playground/tasks.

import { stated } from "../drawing/numbers.js";
import { rowsOf } from "../network/course.js";
import { largestOf } from "../network/network.js";

/** @import { Matrix } from "../network/matrix.js" */
/** @import { Output } from "../timesteps/scene.js" */

/**
 * What a network is asked.
 * @typedef {object} Task
 * @property {"binary" | "multiclass" | "regression" | "next_token" | "sequence"} name
 * @property {string[]} classes or symbols
 * @property {string} unit of a number
 * @property {number} mean of the numbers it was trained on
 * @property {number} deviation
 */

const MOST_CLASSES = 5;

/**
 * A short answer, and the figures behind it.
 * @param {Task} task
 * @param {Matrix} output
 * @returns {[string, string]}
 */
export function inWords({ name, classes, unit, mean, deviation }, output) {
  const { values } = output;
  if (name === "binary") return [classes[Number(values[0] >= 0.5)], stated(classes[1], values[0])];
  if (name === "regression") return [inUnit(values[0] * deviation + mean, unit), ""];
  if (name !== "multiclass") return [rowsOf(output).map((row) => classes[largestOf(row)]).join("").trimEnd(), ""];
  const best = mostProbable(values).slice(0, MOST_CLASSES);
  return [classes[best[0]], best.map((index) => stated(classes[index], values[index])).join(", ")];
}

/**
 * Where it is said: at the end, or at each timestep.
 * @param {Task} task
 * @param {Matrix} output
 * @param {number} columns how many there are
 * @returns {Output[]}
 */
export function saidWhere(task, output, columns) {
  if (task.name === "next_token" || task.name === "sequence") {
    return rowsOf(output).map((row, t) => {
      const best = task.classes[largestOf(row)];
      return { column: columns - output.rows + t, short: best, long: stated(best, Math.max(...row)) };
    });
  }
  const [short, figures] = inWords(task, output);
  return [{ column: columns, short, long: figures.split(", P(")[0] }];
}

/**
 * The classes, the most probable first.
 * @param {Float32Array} values
 */
export function mostProbable(values) {
  return [...values.keys()].sort((a, b) => values[b] - values[a]);
}

/**
 * Such as `12.34 °C`, never as -0.
 * @param {number} value
 * @param {string} unit
 */
export function inUnit(value, unit) {
  return `${value.toFixed(2).replace(/^-(0\.00)$/, "$1")} ${unit}`.trim();
}
