// What gates, states and directions are called: their names in a scene are those in the code, which tell their colours.

import { _, N_ } from "./language.js";

const PARTS = new Set([
  N_("forget"), N_("input"), N_("output"), N_("update"), N_("reset"), N_("candidate"), N_("cell"), N_("hidden"), N_("value"),
  N_("size of the state"),
]);
/** @type {Record<string, string>} */
const WAYS = { forward: N_("forward"), backward: N_("backward"), encoder: N_("encoder"), decoder: N_("decoder") };
/** @type {Record<string, string>} */
const DIRECTED = { forward: N_("forward {part}"), backward: N_("backward {part}"), encoder: N_("encoder {part}"), decoder: N_("decoder {part}") };

/**
 * A direction as it is shown.
 * @param {string} direction
 */
export const way = (direction) => _(WAYS[direction]);

/**
 * A part, or a direction and a part, as it is shown.
 * @param {string} name `forget`, `backward hidden`
 */
export function called(name) {
  const [, direction, part] = /** @type {RegExpExecArray} */ (/^(?:(forward|backward|encoder|decoder) )?(.*)$/s.exec(name));
  const own = PARTS.has(part) ? _(part) : part;
  return direction ? _(DIRECTED[direction], { part: own }) : own;
}
