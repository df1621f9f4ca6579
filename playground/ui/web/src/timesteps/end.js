// What follows when everything is read.

import { image } from "../drawing/image.js";
import { READABLE } from "../drawing/tokens.js";
import { fitted, xOf } from "../drawing/view.js";
import { arrow } from "./arrow.js";
import { boxHeight, boxWidth, laneY, outputWidth, TOP } from "./layout.js";

/** @import { View } from "../drawing/view.js" */
/** @import { Scene } from "./scene.js" */

/**
 * How the layers that end come together, vectors, the output.
 * @param {Scene} scene
 * @param {View} view
 * @param {number} end x of the end of the last column
 */
export function drawEnd(scene, view, end) {
  const { context, theme } = view, box = boxHeight(scene), last = scene.rows.filter((row) => row.up === "end" || row.up === "all");
  const ys = last.map((row) => laneY(scene, row.lane));
  const y = ys.length ? (Math.min(...ys) + Math.max(...ys)) / 2 : TOP + 30;
  context.strokeStyle = theme.text;
  context.lineWidth = 1.4;
  for (const row of last) {
    const own = laneY(scene, row.lane), width = view.column >= READABLE ? boxWidth(view, row) : view.column * row.step;
    context.beginPath();
    if (row.up === "end" && row.direction !== "backward") {
      context.moveTo(xOf(view, row.start + (row.timesteps - 1) * row.step) + width / 2 + 2, own);
      context.lineTo(end + 12, own);
    } else {  // from the first box, or from all of them, over the others to the end
      const over = own - box / 2 - (row.up === "all" ? 6 : 14), x = xOf(view, row.start);
      if (row.up === "all") {
        const right = xOf(view, row.start + (row.timesteps - 1) * row.step);
        context.moveTo(right, own - box / 2 - 1);
        context.lineTo(right, over);
      }
      context.moveTo(x, own - box / 2 - 1);
      context.lineTo(x, over);
      context.lineTo(end + 12, over);
    }
    context.lineTo(end + 12, y);
    context.stroke();
  }
  let x = end + 12;
  for (const vector of scene.vectors) {
    arrow(context, x, y, x + 22, y);
    const across = Math.ceil(Math.sqrt(vector.units * 1.6));
    const picture = image(vector.values, 1, vector.units, null, vector.scale, theme.states, across);
    context.drawImage(picture, x + 24, y - box / 2, 76, box);
    context.strokeRect(x + 24, y - box / 2, 76, box);
    context.fillStyle = theme.text;
    context.fillText(vector.title, x + 62, y + box / 2 + 12);
    x += 104;
  }
  for (const output of scene.outputs) {
    arrow(context, x, y, x + 22, y);
    context.fillStyle = theme.second;
    const width = outputWidth(scene);
    context.fillRect(x + 24, y - 22, width, 44);
    context.fillStyle = theme.text;
    context.font = `bold 13px ${theme.font}`;
    context.fillText(fitted(context, output.short, width - 8), x + 24 + width / 2, y - 8);
    context.font = `12px ${theme.font}`;
    context.fillText(fitted(context, output.long, width - 4), x + 24 + width / 2, y + 10);
  }
}
