// What gates, states and directions are called: their names in a scene are those in the code, which tell their colours.

import { _, N_, p_ } from "./language.js";

/** @type {Record<string, string>} */
const DIRECTED = { forward: N_("forward {part}"), backward: N_("backward {part}"), encoder: N_("encoder {part}"), decoder: N_("decoder {part}") };

/**
 * A part, or a direction and a part, as it is shown.
 * @param {string} name `forget`, `backward hidden`
 */
export function called(name) {
  const [, direction, part] = /** @type {RegExpExecArray} */ (/^(?:(forward|backward|encoder|decoder) )?(.*)$/s.exec(name));
  return direction ? _(DIRECTED[direction], { part: partName(part) }) : partName(part);
}

/**
 * A gate, a state, or what another layer gives; any other name as it is.
 * @param {string} part
 */
function partName(part) {
  switch (part) {
    case "forget": return p_("part of a cell", "forget");
    case "input": return p_("part of a cell", "input");
    case "output": return p_("part of a cell", "output");
    case "update": return p_("part of a cell", "update");
    case "reset": return p_("part of a cell", "reset");
    case "candidate": return p_("part of a cell", "candidate");
    case "cell": return p_("part of a cell", "cell");
    case "hidden": return p_("part of a cell", "hidden");
    case "value": return p_("part of a cell", "value");
    case "size of the state": return _("size of the state");
  }
  return part;
}

/**
 * A direction as it is shown.
 * @param {string} direction
 */
export function way(direction) {
  switch (direction) {
    case "forward": return _("forward");
    case "backward": return _("backward");
    case "encoder": return _("encoder");
    case "decoder": return _("decoder");
  }
  return direction;
}
