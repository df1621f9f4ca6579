// Colours (playground/figures/colors.py says what they mean) and the numbers they stand for.

import { scaleLinear } from "d3-scale";

/** 256 colours from lowest to highest, three bytes each. @typedef {Uint8ClampedArray} Table */
/** The lowest and the highest number. @typedef {[number, number]} Scale */

/**
 * @param {string} hex `#rrggbb`
 * @returns {number[]} red, green and blue, 0–255
 */
export function rgb(hex) {
  return [1, 3, 5].map((index) => parseInt(hex.slice(index, index + 2), 16));
}

/**
 * @param {string[]} stops `#rrggbb`, at equal distances
 * @returns {Table}
 */
export function ramp(stops) {
  const at = scaleLinear(stops.map((_, index) => (255 * index) / (stops.length - 1)), stops.map(rgb));
  const table = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) table.set(at(i), 3 * i);
  return table;
}

/**
 * Red, green and blue of a number; what lies outside the scale has the colour of its end.
 * By hand: called for every number of a picture, hundreds of thousands of times.
 * @param {Table} table
 * @param {number} value
 * @param {Scale} scale
 */
export function colorAt(table, value, [low, high]) {
  const i = 3 * Math.max(0, Math.min(255, Math.round(((value - low) / (high - low)) * 255)));
  return [table[i], table[i + 1], table[i + 2]];
}
