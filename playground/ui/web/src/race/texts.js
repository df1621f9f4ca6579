// The examples that the lanes have not trained on, a line each: which lanes are right, and which one all read.

import { element, list, part, say } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { choosing, listbox, option } from "../drawing/listbox.js";

/** @import { Example } from "../playground/answer.js" */
/** @import { Lane } from "./lane.js" */

const SIGNS = new Map([[true, "✓"], [false, "✗"]]);

export class Texts {
  /** @param {(example: number) => void} watch */
  constructor(watch) {
    this.root = listbox(_("Examples they do not train on"), watch);
  }

  /**
   * @param {Lane[]} lanes
   * @param {number} at which example is read
   */
  show(lanes, at) {
    const examples = lanes.find(({ story }) => story.examples.length)?.story.examples ?? [];
    list(this.root, examples, rowOf, (row, example) => {
      const place = examples.indexOf(example);
      choosing(row, place, at);
      say(part(row, ".label"), example.label || `${place + 1}: ${example.truth}`);
      row.title = `${example.label}\n${example.truth}`;
      list(part(row, ".signs"), lanes, signOf, (sign, { story, given }) => sayRight(sign, given.name, story.now.rows?.right[place] ?? null));
    });
  }
}

/**
 * @param {HTMLElement} sign
 * @param {string} name of the lane
 * @param {boolean | null} right
 */
function sayRight(sign, name, right) {
  sign.dataset.right = String(right);
  say(part(sign, "i"), SIGNS.get(/** @type {boolean} */ (right)) ?? "·");
  say(part(sign, ".aloud"), right === null ? "" : right ? _("{name} right", { name }) : _("{name} wrong", { name }));
}

function signOf() {
  const shown = element("i");
  shown.setAttribute("aria-hidden", "true");
  return element("span", { className: "sign" }, shown, element("span", { className: "aloud" }));
}

function rowOf() {
  return option(element("span", { className: "signs" }), element("span", { className: "label" }));
}
