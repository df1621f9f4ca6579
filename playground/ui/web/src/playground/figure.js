// A chart with its title, and a note beside it.

import { element } from "../drawing/dom.js";

/** @typedef {ReturnType<typeof figure>} Figure */

const HEAD = 18;  // pixels

/**
 * @param {string} name
 * @param {string} [label] what is read aloud; the name where nothing is said
 */
export function figure(name, label = name) {
  const title = element("b", { textContent: name }), note = element("span", { className: "note" }), canvas = element("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  return { root: element("div", { className: "figure" }, element("div", { className: "title" }, title, note), canvas), title, note, canvas };
}

/**
 * Pixels for the chart below the title; null: too few to draw anything.
 * @param {Figure} one
 */
export function roomIn({ root }) {
  const room = { width: root.clientWidth, height: root.clientHeight - HEAD };
  return room.width < 40 || room.height < 30 ? null : room;
}
