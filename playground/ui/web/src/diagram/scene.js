// What Python has sent (playground/figures/cell_diagram.py), and how one walks in it.

import { unpacked } from "../drawing/packed.js";

/**
 * An operation; number: of the selected unit; values: of all units.
 * @typedef {object} Operation
 * @property {string} operation
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {number} height
 * @property {string} sign
 * @property {[string, string]} symbol and the timestep below it
 * @property {string | null} number
 * @property {boolean} gate
 * @property {import("../drawing/colors.js").Scale} scale
 * @property {number} at
 * @property {number} count
 * @property {Float32Array} values
 * @property {string} title
 * @property {string} does
 * @property {string} equation in LaTeX
 * @property {string} about
 */
/** @typedef {{from: number, to: number, points: [number, number][]}} Edge */
/** @typedef {{cell: string, width: number, height: number, unit: number, timestep: number, nodes: Operation[], edges: Edge[]}} Scene */
/** @typedef {Pick<Operation, "left" | "top" | "width">} Place */

/**
 * @param {Uint8Array} bytes
 * @returns {Scene}
 */
export function decoded(bytes) {
  const [scene, take] = unpacked(bytes);
  for (const node of scene.nodes) node.values = take(node.at, node.count);
  return scene;
}

/**
 * Where a key leads: ← → in the order of computing, ↑ ↓ in the same column; null: it is no key of the walk.
 * @param {string} key
 * @param {number} at
 * @param {Place[]} nodes
 */
export function walked(key, at, nodes) {
  const last = nodes.length - 1;
  switch (key) {
    case "ArrowRight": return Math.min(at + 1, last);
    case "ArrowLeft": return Math.max(at - 1, 0);
    case "Home": return 0;
    case "End": return last;
    case "ArrowUp": return nearest(at, nodes, -1);
    case "ArrowDown": return nearest(at, nodes, 1);
  }
  return null;
}

/**
 * @param {number} at
 * @param {Place[]} nodes
 * @param {number} way
 */
function nearest(at, nodes, way) {
  const column = nodes.map((_, index) => index).filter((index) => nodes[index].left === nodes[at].left);
  column.sort((a, b) => nodes[a].top - nodes[b].top);
  return column[Math.max(0, Math.min(column.length - 1, column.indexOf(at) + way))];
}

/**
 * The path of an edge: level where it passes a column, curved between.
 * @param {[number, number][]} points
 */
export function pathOf(points) {
  const [[x, y], ...rest] = points;
  let path = `M${x} ${y}`, from = [x, y];
  for (const to of rest) {
    const middle = (from[0] + to[0]) / 2;
    path += from[1] === to[1] ? `H${to[0]}` : `C${middle} ${from[1]} ${middle} ${to[1]} ${to[0]} ${to[1]}`;
    from = to;
  }
  return path;
}

/** A negative number with its true sign; the hyphens of a date or a word stay. @param {string} text */
export function signed(text) {
  return text.replace(/(?<![\p{L}\d])-(?=\d)|(?<=\de)-(?=\d)/gu, "−");
}
