// The picture of a cell: a box an operation, a line a value.

import { colorAt } from "../drawing/colors.js";
import { image } from "../drawing/image.js";
import { _ } from "../drawing/language.js";
import { pathOf, signed } from "./scene.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Operation, Scene } from "./scene.js" */

const SVG = "http://www.w3.org/2000/svg", STRIP = 6, SWATCH = 12, OUT = 20;  // pixels

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
export function made(tag, attributes, ...children) {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value));
  one.append(...children);
  return one;
}

/**
 * The whole of it, with every colour written down, so that it is the same picture elsewhere.
 * @param {Scene} scene
 * @param {Theme} theme
 * @param {string} name what a screen reader calls it
 */
export function drawing(scene, theme, name) {
  const { width, height, nodes, edges } = scene;
  const svg = made("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "listbox", "aria-label": name, "aria-orientation": "horizontal", "font-family": theme.font, "font-size": 13 });
  const lines = edges.map(({ from, to, points }) => made("path", { d: pathOf(points), fill: "none", stroke: theme.text, "stroke-opacity": 0.45, "stroke-width": 1.3, "data-from": from, "data-to": to }));
  const ways = nodes.flatMap((node) => wayOf(node, theme));
  svg.append(made("g", { "aria-hidden": "true" }, ...lines, ...ways, ...nodes.map((node) => box(node, scene, theme))), ...nodes.map(option));
  return svg;
}

/** How a value comes into the cell, or leaves it. @param {Operation} node @param {Theme} theme */
function wayOf({ operation, left, top, width, height }, theme) {
  const y = top + height / 2, x = left + width / 2, stroke = { stroke: theme.text, "stroke-width": 1.5, fill: "none" };
  const head = (/** @type {string} */ d) => made("path", { d, fill: theme.text });
  switch (operation) {
    case "before": return [made("path", { d: `M${left - OUT} ${y}H${left - 5}`, ...stroke }), head(`M${left - 7} ${y - 4}l7 4l-7 4z`)];
    case "next": return [made("path", { d: `M${left + width} ${y}h${OUT - 5}`, ...stroke }), head(`M${left + width + OUT - 7} ${y - 4}l7 4l-7 4z`)];
    case "read": return [made("path", { d: `M${x} ${top + height + OUT}v${5 - OUT}`, ...stroke }), head(`M${x - 4} ${top + height + 7}l4 -7l4 7z`)];
    case "up": return [made("path", { d: `M${x} ${top}v${5 - OUT}`, ...stroke }), head(`M${x - 4} ${top - OUT + 7}l4 -7l4 7z`)];
  }
  return [];
}

/** What is pointed at, focused and read out: it lies over the box. @param {Operation} node @param {number} index */
function option({ left, top, width, height, title, does, about }, index) {
  return made("rect", { x: left, y: top, width, height, rx: 7, fill: "transparent", role: "option", "data-node": index, tabindex: -1, "aria-selected": "false", "aria-label": signed(`${title}: ${does} ${about}`).trim() });
}

/**
 * @param {Operation} node
 * @param {Scene} scene
 * @param {Theme} theme
 */
function box(node, scene, theme) {
  const { left, top, width, height, values, count, scale, gate, number, sign, symbol } = node;
  const table = gate ? theme.gates : theme.states, inside = width - 2;
  const middle = left + (number === null ? width : width + SWATCH) / 2, text = { fill: theme.text, "text-anchor": "middle" };
  const group = made("g", {});
  group.append(made("rect", { x: left, y: top, width, height, rx: 7, fill: theme.second, stroke: theme.text, "stroke-opacity": 0.6 }));
  if (number !== null) group.append(made("rect", { x: left + 4, y: top + 5, width: SWATCH, height: height - STRIP - 11, rx: 3, fill: `rgb(${colorAt(table, values[scene.unit], scale).join(",")})`, stroke: theme.text, "stroke-opacity": 0.25 }));
  const known = number !== null ? signed(number) : count === 1 ? _("1 number") : _("{count} numbers", { count });
  group.append(
    made("text", { ...text, x: middle, y: top + 15, "font-weight": 600 }, sign),
    made("text", { ...text, x: middle, y: top + 31 }, known),
    made("image", { x: left + 1, y: top + height - STRIP - 1, width: inside, height: STRIP, preserveAspectRatio: "none", href: image(values, count, 1, null, scale, table).toDataURL(), style: "image-rendering:pixelated" }));
  if (number !== null) group.append(made("path", { d: `M${left + 1 + ((scene.unit + 0.5) / count) * inside} ${top + height - STRIP - 2}l-3 -4h6z`, fill: theme.text }));
  if (symbol[0]) {
    const name = node.operation === "read" ? "" : `  ${shortTitle(node)}`;
    group.append(made("text", { x: left + 2, y: top - 5, fill: theme.text, "font-size": 12 },
      made("tspan", { "font-style": "italic" }, symbol[0]), made("tspan", { dy: 3, "font-size": 9 }, symbol[1]), made("tspan", { dy: -3 }, name)));
  }
  return group;
}

/** What fits above a box. @param {Operation} node */
function shortTitle({ operation, title }) {
  return ["before", "next", "up"].includes(operation) ? "" : title.replace(/ (gate|state)$/, "").toLowerCase();
}
