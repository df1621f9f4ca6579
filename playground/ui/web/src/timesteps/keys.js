// What the keys do in the picture.

/** @import { Picture } from "./picture.js" */

/**
 * Key → what it does.
 * @param {Picture} picture
 * @returns {Record<string, () => void>}
 */
export function keysOf(picture) {
  const { order } = picture.scene, index = order.indexOf(picture.at.unit), { column } = picture.at;
  const unit = (/** @type {number} */ by) => picture.select({ unit: order[Math.min(Math.max(index + by, 0), order.length - 1)] });
  return {
    ArrowLeft: () => picture.go(column - 1), ArrowRight: () => picture.go(column + 1), ArrowUp: () => unit(-1), ArrowDown: () => unit(1),
    Home: () => picture.go(0), End: () => picture.go(Infinity), PageUp: () => picture.go(column - 10), PageDown: () => picture.go(column + 10),
    Enter: () => picture.opened(), "+": () => picture.zoom(1.5), "-": () => picture.zoom(1 / 1.5), 0: () => picture.overview(),
    ...(picture.dense ? {} : { " ": () => picture.play() }),
  };
}
