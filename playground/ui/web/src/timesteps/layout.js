// Where the parts of the unrolled network stand.  All in pixels.

import { max } from "d3-array";
import { tokensHeight } from "../drawing/tokens.js";

/** @import { View } from "../drawing/view.js" */
/** @import { Output, Row, Scene, Vector } from "./scene.js" */

/** @typedef {Pick<Scene, "columns" | "dense" | "links"> & {rows: Pick<Row, "lane">[], outputs: Output[], vectors: Pick<Vector, "title">[]}} Plan */

export const OUTPUT_LANE = 62, TOP = 22;

const SHARE = 0.55, AROUND = 80, LOWEST = 40, DENSE = 66, BESIDE = 50, FULL = 92;  // of a dense picture; of tokens; of a lane, also beside links

/**
 * Of a layer.
 * @param {Pick<Plan, "dense" | "rows" | "links">} plan
 */
export function laneHeight({ dense, rows, links }) {
  return dense ? Math.max(LOWEST, Math.min(links ? BESIDE : DENSE, (SHARE * dense - AROUND) / lanesOf({ rows }))) : FULL;
}

/**
 * Of a box.
 * @param {Pick<Plan, "dense" | "rows" | "links">} plan
 */
export function boxHeight(plan) {
  return plan.dense ? Math.round(laneHeight(plan) * 0.52) : FULL / 2;
}

/** @param {Pick<Plan, "rows">} plan */
function lanesOf({ rows }) {
  return (max(rows, (row) => row.lane) ?? -1) + 1;
}

/**
 * Whether something is said at each timestep, not only at the end.
 * @param {Pick<Plan, "columns" | "outputs">} plan
 */
export function eachOutput({ columns, outputs }) {
  return outputs.length > 0 && outputs[0].column < columns.length;
}

/**
 * @param {Plan} plan
 * @param {number} column
 */
export function unrolledHeight(plan, column) {
  return TOP + (eachOutput(plan) ? OUTPUT_LANE : 0) + lanesOf(plan) * laneHeight(plan) + tokensHeight(plan.columns, column);
}

/**
 * The middle of a lane's boxes.
 * @param {Plan} plan
 * @param {number} lane
 */
export function laneY(plan, lane) {
  return TOP + (eachOutput(plan) ? OUTPUT_LANE : 0) + (lanesOf(plan) - 0.5 - lane) * laneHeight(plan) + 6;
}

/**
 * Behind the last column: room for what is computed when everything is read.
 * @param {Plan} plan
 */
export function endWidth(plan) {
  if (eachOutput(plan) || (plan.dense && !plan.outputs.length)) return 24;
  return (plan.dense ? 44 : 70) + plan.vectors.length * 104 + outputWidth(plan);
}

/**
 * Room for what is said, such as P(positive) < 0.001.
 * @param {Pick<Plan, "outputs">} plan
 */
export function outputWidth({ outputs }) {
  return Math.min(Math.max(max(outputs, (output) => output.long.length * 6.8 + 16) ?? 0, 120), 240);
}

/**
 * @param {Pick<View, "column">} view
 * @param {Pick<Row, "step">} row
 */
export function boxWidth(view, row) {
  return Math.min(view.column * row.step * 0.66, 92);
}
