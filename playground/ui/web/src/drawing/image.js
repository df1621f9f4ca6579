// Numbers as images.

import { colorAt } from "./colors.js";
import { contextFor, element } from "./dom.js";

/** @import { Scale, Table } from "./colors.js" */

/**
 * An image, a pixel a number; nothing where it is NaN.
 * @param {Float32Array} values (timesteps, units)
 * @param {number} timesteps
 * @param {number} units
 * @param {number[] | null} order of the units, from top to bottom; null: as they are
 * @param {Scale} scale
 * @param {Table} table
 * @param {number} across pixels side by side a timestep, 1 for a heat map
 */
export function image(values, timesteps, units, order, scale, table, across = 1) {
  const down = Math.ceil(units / across), canvas = element("canvas", { width: timesteps * across, height: down });
  const context = contextFor(canvas), pixels = context.createImageData(canvas.width, down);
  for (let t = 0; t < timesteps; t++) {
    for (let u = 0; u < units; u++) {
      const value = values[t * units + (order ? order[u] : u)];
      if (Number.isNaN(value)) continue;
      const [r, g, b] = colorAt(table, value, scale);
      const index = 4 * (Math.floor(u / across) * canvas.width + t * across + (u % across));
      pixels.data.set([r, g, b, 255], index);
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}
