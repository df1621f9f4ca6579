// The examples that the lanes have not trained on, a line each: which lanes are right, and which one all read.

import { element, list, part, say } from "../drawing/dom.js";

/** @import { Example } from "../playground/answer.js" */
/** @import { Lane } from "./lane.js" */

const SIGNS = new Map([[true, "✓"], [false, "✗"]]);

export class Texts {
  /** @param {(example: number) => void} watch */
  constructor(watch) {
    this.watch = watch;
    this.root = element("div", { className: "rows" });
    this.root.setAttribute("role", "listbox");
    this.root.setAttribute("aria-label", "Examples they do not train on");
    this.root.addEventListener("click", (event) => {
      const row = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[role=option]"));
      if (row) watch(Number(row.dataset.example));
    });
    this.root.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const rows = /** @type {HTMLElement[]} */ ([...this.root.children].filter((row) => !(/** @type {HTMLElement} */ (row).hidden)));
    const now = rows.indexOf(/** @type {HTMLElement} */ (event.target));
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (now < 0 || (by === undefined && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    if (by === undefined) this.watch(now);
    else rows[Math.max(0, Math.min(rows.length - 1, now + by))].focus();
  }

  /**
   * @param {Lane[]} lanes
   * @param {number} at which example is read
   */
  show(lanes, at) {
    const examples = lanes.find(({ story }) => story.examples.length)?.story.examples ?? [];
    list(this.root, examples, rowOf, (row, example) => {
      const place = examples.indexOf(example);
      row.dataset.example = String(place);
      row.setAttribute("aria-selected", String(place === at));
      row.tabIndex = place === Math.max(at, 0) ? 0 : -1;
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
  say(part(sign, ".aloud"), right === null ? "" : `${name} ${right ? "right" : "wrong"}`);
}

function signOf() {
  const shown = element("i");
  shown.setAttribute("aria-hidden", "true");
  return element("span", { className: "sign" }, shown, element("span", { className: "aloud" }));
}

function rowOf() {
  const row = element("div", { className: "row" }, element("span", { className: "signs" }), element("span", { className: "label" }));
  row.setAttribute("role", "option");
  return row;
}
