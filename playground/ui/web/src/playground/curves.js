// Learning curves as lines: what is drawn of them.

/** @import { Curve, Epoch } from "./answer.js" */
/** @import { Scale } from "../drawing/colors.js" */

/** @typedef {"accuracy" | "loss"} Metric */
/** A run. @typedef {{curve: Curve, epochs: Epoch[]}} Learned */
/** Points. @typedef {[number, number][]} Points */

const SMOOTH = 30;  // batches
const ENDS = [1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 80, 100, 150, 200, 300, 500, 1000];

/**
 * The mean of each batch and those before it: one batch says little, and what comes later changes nothing.
 * @param {number[]} values
 */
export function smoothed(values) {
  const sums = [0];
  for (const value of values) sums.push(sums[sums.length - 1] + value);
  return values.map((_, at) => {
    const from = Math.max(0, at + 1 - SMOOTH);
    return (sums[at + 1] - sums[from]) / (at + 1 - from);
  });
}

/**
 * Training by batch.
 * @param {Learned} learned
 * @param {Metric} metric
 * @returns {Points}
 */
export function trained({ curve }, metric) {
  const values = smoothed(curve[metric] ?? []);
  return values.map((value, at) => [curve.position[at], value]);
}

/**
 * Validation by epoch.
 * @param {Learned} learned
 * @param {Metric} metric
 * @returns {Points}
 */
export function validated({ epochs }, metric) {
  return epochs.flatMap((epoch) => {
    const value = epoch[`val_${metric}`];
    return value === undefined ? [] : [/** @type {[number, number]} */ ([epoch.epoch, value])];
  });
}

/**
 * The epochs that a chart shows: it grows in steps.
 * @param {Points[]} lines
 * @param {number} most
 */
export function endOf(lines, most) {
  const reached = Math.max(0, ...lines.map((line) => line[line.length - 1]?.[0] ?? 0));
  return Math.max(1, Math.min(ENDS.find((end) => end >= reached) ?? reached, Math.max(most, reached)));
}

/**
 * The values that a chart shows.
 * @param {Points[]} lines
 * @param {Metric} metric
 * @returns {Scale}
 */
export function scaleOf(lines, metric) {
  const values = lines.flatMap((line) => line.map(([, value]) => value));
  if (metric === "accuracy") return [Math.min(0.5, Math.floor(10 * Math.min(1, ...values)) / 10), 1];
  const most = Math.max(0.1, ...(values.length ? values : [1])), power = 10 ** Math.floor(Math.log10(most));
  return [0, [1, 2, 3, 5, 7, 10].map((step) => Number((step * power).toPrecision(2))).find((end) => end >= most) ?? 10 * power];
}
