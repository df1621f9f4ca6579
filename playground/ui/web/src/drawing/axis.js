// The axis of a picture of lines.

import { scaleLinear } from "d3-scale";

const PAD = 8;  // pixels above and below

/**
 * A value → where it is drawn.
 * @param {import("./colors.js").Scale} scale
 * @param {number} height pixels
 */
export function axis(scale, height) {
  return scaleLinear(scale, [height - PAD, PAD]);
}

/**
 * The values that are marked.
 * @param {import("./colors.js").Scale} scale
 */
export function marked([low, high]) {
  return [low, (low + high) / 2, high];
}

/**
 * The end of an axis that holds `most`: 1, 2 or 5 times a power of ten.
 * @param {number} most
 */
export function rounded(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1e-3)));
  return [1, 2, 5].map((step) => step * power).find((end) => end >= most) ?? 10 * power;
}
