// The numbers of a figure as CSV.

import { range } from "d3-array";
import { csvFormatRows } from "d3-dsv";

/** A column's name, and timestep → its value; empty: none. @typedef {[string, (t: number) => number | string | null]} Column */

/**
 * @param {number} timesteps
 * @param {(t: number) => string} label what is read there
 * @param {Column[]} columns
 * @param {[string, string]} heads of the first two columns: the number of a row, and its label
 */
export function tableOf(timesteps, label, columns, heads = ["timestep", "read"]) {
  const rows = range(timesteps).map((t) => [t + 1, label(t), ...columns.map(([, value]) => value(t))]);
  return `${csvFormatRows([[...heads, ...columns.map(([name]) => name)], ...rows.map((row) => row.map((value) => String(value ?? "")))])}\n`;
}

/**
 * The name of a file for what has this title, without its ending.
 * @param {string} title
 */
export function fileName(title) {
  return title.toLowerCase().replaceAll(/[^a-z0-9\p{Script=Han}]+/gu, "-").replaceAll(/^-|-$/g, "");
}
