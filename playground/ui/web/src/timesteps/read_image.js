// A picture that is read row by row.

import { contextFor } from "../drawing/dom.js";
import { image } from "../drawing/image.js";

/**
 * A picture of numbers, a row a timestep, the row being read outlined.
 * @param {HTMLCanvasElement} canvas
 * @param {import("./scene.js").Inputs} inputs
 * @param {number} rows
 * @param {number} now the row being read
 * @param {import("../drawing/theme.js").Theme} theme
 */
export function drawImage(canvas, { values, names, scale }, rows, now, theme) {
  const across = names.length, context = contextFor(canvas);
  const picture = image(values, 1, rows * across, null, scale, theme.states, across);
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  context.strokeStyle = theme.text;
  context.lineWidth = 3;
  const tall = canvas.height / rows;
  context.strokeRect(1, now * tall, canvas.width - 2, tall);
}
