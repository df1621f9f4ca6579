// The weights of a small layer as links: from what it reads, from its state before, and to what is said.

import { colorAt } from "../drawing/colors.js";
import { _ } from "../drawing/language.js";
import { called } from "../drawing/names.js";
import { begin, fitted, timestepAt } from "../drawing/view.js";
import { unrolledHeight } from "./layout.js";
import { partOf } from "./scene.js";

/** @import { View } from "../drawing/view.js" */
/** @import { At, Scene } from "./scene.js" */

/** Numbers, the last index first to run. @typedef {{shape: number[], values: Float32Array}} Numbers */
/**
 * What the server sends of them (playground/server/links.py).
 * @typedef {object} Links
 * @property {string[]} blocks
 * @property {Numbers} recurrent (units, blocks, units)
 * @property {{names: string[], kernel: Numbers, values: Numbers}} [inputs] (features, blocks, units), (timesteps, features)
 * @property {{names: string[], kernel: Numbers}} [outputs] (units, outputs)
 */
/** A circle; its value, null: not drawn. @typedef {{name: string, short: string, x: number, y: number, value: number | null, gate: boolean, unit: number | null}} Node */
/** @typedef {{from: Node, to: Node, weight: number}} Link */
/** All links between two columns of nodes. @typedef {{title: string, last: boolean, from: Node[], to: Node[], links: Link[]}} Bundle */

export const HEIGHT = 112;  // pixels
const CAPTION = 15, EDGE = 6, NAMES = 66, GAP = 34, RADIUS = 4, NEAR = 5, THICK = 4, HEAD = 18, LEAST = 14;  // pixels

/**
 * A scene with links, where there is room for them.
 * @param {Scene} scene
 * @param {Links | undefined} links
 * @returns {Scene}
 */
export function withLinks(scene, links) {
  const full = { ...scene, links }, maps = scene.parts.length + (scene.inputs ? 1 : 0);
  const needed = unrolledHeight(full, 1) + HEIGHT + HEAD * (maps + 2) + LEAST * maps;
  return links && needed <= (scene.dense ?? 0) ? full : scene;
}

/**
 * Whose weights are drawn: those of the selected part, else of what is written into the state.
 * @param {Links} links
 * @param {Pick<At, "part">} at
 */
export function blockAt({ blocks }, { part }) {
  return blocks.includes(part) ? part : blocks.includes("candidate") ? "candidate" : blocks[0];
}

/**
 * Where everything stands.
 * @param {Scene} scene with links
 * @param {At} at
 * @param {number} width pixels
 * @returns {Bundle[]}
 */
export function bundles(scene, at, width) {
  const { inputs, outputs, recurrent, blocks } = /** @type {Links} */ (scene.links), row = scene.rows[scene.chosen], { units } = row;
  const block = blockAt(/** @type {Links} */ (scene.links), at), b = blocks.indexOf(block), t = timestepAt(row, at.column);
  const before = row.direction === "backward" ? t + 1 : t - 1, hidden = partOf(scene, "hidden"), part = partOf(scene, block);
  const state = (/** @type {number} */ u, /** @type {number} */ when) => (when < 0 || when >= row.timesteps ? 0 : hidden.values[when * units + u]);
  /** @type {(u: number) => Omit<Node, "x" | "y">} */
  const unit = (u) => ({ name: _("unit {unit}", { unit: u }), short: String(u), value: part.values[t * units + u], gate: part.gate, unit: u });
  const all = scene.order;
  const own = called(block), plain = (/** @type {string} */ name) => ({ name, short: name, gate: false, unit: null });
  /** @type {{title: string, last?: boolean, from: Omit<Node, "x" | "y">[], to: Omit<Node, "x" | "y">[], weight: (from: number, to: number) => number}[]} */
  const found = [];
  if (inputs) {
    const count = inputs.names.length;
    found.push({
      title: _("input → {part}", { part: own }), to: all.map(unit),
      from: inputs.names.map((name, k) => ({ ...plain(name), value: inputs.values.values[t * count + k] })),
      weight: (k, place) => inputs.kernel.values[(k * blocks.length + b) * units + all[place]],
    });
  }
  found.push({
    title: _("state before → {part}", { part: own }), to: all.map(unit),
    from: all.map((u) => ({ ...plain(`h[${u}]`), name: _("{state} before", { state: `h[${u}]` }), value: state(u, before) })),
    weight: (from, place) => recurrent.values[(all[from] * blocks.length + b) * units + all[place]],
  });
  if (outputs) {
    found.push({
      title: _("state → output"), last: true, from: all.map((u) => ({ ...plain(`h[${u}]`), value: state(u, t) })),
      to: outputs.names.slice(0, outputs.kernel.shape[1]).map((name) => ({ ...plain(name), short: name.replace(/^P\((.*)\)$/, "$1"), value: null })),
      weight: (from, to) => outputs.kernel.values[all[from] * outputs.kernel.shape[1] + to],
    });
  }
  const each = width / found.length;
  return found.map(({ title, last = false, from, to, weight }, place) => {
    const left = column(from, place * each + NAMES), right = column(to, (place + 1) * each - GAP - (last ? GAP : 0));
    return { title, last, from: left, to: right, links: left.flatMap((one, f) => right.map((other, o) => ({ from: one, to: other, weight: weight(f, o) }))) };
  });
}

/**
 * @param {Omit<Node, "x" | "y">[]} nodes
 * @param {number} x
 * @returns {Node[]}
 */
function column(nodes, x) {
  const each = (HEIGHT - CAPTION - 2 * EDGE) / Math.max(nodes.length - 1, 1);
  return nodes.map((node, place) => ({ ...node, x, y: nodes.length > 1 ? CAPTION + EDGE + place * each : (HEIGHT + CAPTION) / 2 }));
}

/**
 * The link at a point, the strongest of those that are near; null: none.
 * @param {Bundle[]} them
 * @param {number} x
 * @param {number} y
 * @returns {Link | null}
 */
export function linkAt(them, x, y) {
  const near = them.flatMap(({ links }) => links).map((link) => ({ link, away: distance(link, x, y) })).filter(({ away }) => away < NEAR);
  near.sort((one, other) => one.away - other.away || Math.abs(other.link.weight) - Math.abs(one.link.weight));
  return near[0]?.link ?? null;
}

/**
 * The node at a point; null: none.
 * @param {Bundle[]} them
 * @param {number} x
 * @param {number} y
 */
export function nodeAt(them, x, y) {
  return them.flatMap(({ from, to }) => [...from, ...to]).find((node) => Math.hypot(node.x - x, node.y - y) <= RADIUS + 2) ?? null;
}

/**
 * @param {Link} link
 * @param {number} x
 * @param {number} y
 */
function distance({ from, to }, x, y) {
  const share = (x - from.x) / (to.x - from.x);
  return share < 0 || share > 1 ? Infinity : Math.abs(from.y + share * (to.y - from.y) - y);
}

/**
 * What is said of what is at a point.
 * @param {Bundle[]} them
 * @param {number} x
 * @param {number} y
 */
export function linkLines(them, x, y) {
  const node = nodeAt(them, x, y), link = node ? null : linkAt(them, x, y);
  if (node) return [node.name, ...(node.value === null ? [] : [node.value.toFixed(4)])];
  return link ? [`${link.from.name} → ${link.to.name}`, _("weight {number}", { number: link.weight.toFixed(4) })] : null;
}

/**
 * The weight as which a link is as thick as can be.
 * @param {Bundle[]} them
 */
export function mostOf(them) {
  return Math.max(1, ...them.flatMap(({ links }) => links.map(({ weight }) => Math.abs(weight))));
}

/**
 * @param {Scene} scene
 * @param {View} view
 * @param {At} at
 */
export function drawLinks(scene, view, at) {
  begin(view);
  const { context, theme, width } = view, them = bundles(scene, at, width), most = mostOf(them);
  for (const { title, from, to, links } of them) {
    context.fillStyle = theme.text;
    context.font = `11px ${theme.font}`;
    context.textAlign = "left";
    context.fillText(title, from[0].x - NAMES + 2, 6);
    for (const { from: one, to: other, weight } of [...links].sort((a, b) => Math.abs(a.weight) - Math.abs(b.weight))) {
      const share = Math.min(Math.abs(weight) / most, 1);
      context.strokeStyle = weight < 0 ? COLORS.negative : COLORS.positive;
      context.globalAlpha = 0.15 + 0.8 * share;
      context.lineWidth = 0.4 + THICK * share;
      context.beginPath();
      context.moveTo(one.x, one.y);
      context.lineTo(other.x, other.y);
      context.stroke();
    }
    context.globalAlpha = 1;
    const crowded = from.length > 9;
    for (const node of [...from, ...to]) {
      const table = node.gate ? theme.gates : theme.states, scale = /** @type {[number, number]} */ (node.gate ? [0, 1] : [-1, 1]);
      context.fillStyle = node.value === null ? theme.background : `rgb(${colorAt(table, node.value, scale).join(",")})`;
      context.strokeStyle = node.unit === at.unit ? theme.primary : theme.text;
      context.lineWidth = node.unit === at.unit ? 2.5 : 1;
      context.beginPath();
      context.arc(node.x, node.y, crowded && from.includes(node) ? 2.5 : RADIUS, 0, 7);
      context.fill();
      context.stroke();
    }
    context.fillStyle = theme.text;
    context.font = `10px ${theme.font}`;
    context.textAlign = "right";
    const named = from.filter((node, place) => !crowded || place % 2 === 0);
    for (const { short, x, y } of named) context.fillText(fitted(context, short, NAMES - 10), x - 8, y);
    context.textAlign = "left";
    for (const { short, x, y } of to) context.fillText(fitted(context, short, 2 * GAP - 10), x + 8, y);
  }
}
