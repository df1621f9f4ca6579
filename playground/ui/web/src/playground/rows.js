// The examples that the network has not trained on, a line each: what it says now, and whether that is right.

import { element, list, part, say } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { choosing, listbox, option } from "../drawing/listbox.js";
import { drawExample, isDrawn } from "./drawn.js";
import { barsOf } from "./said.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Example, Rows as Said, Task } from "./answer.js" */

const SIGNS = new Map([[true, "✓"], [false, "✗"]]);

export class Rows {
  /** @type {Example[]} */
  examples = [];
  looks = "";
  ahead = 0;

  /** @param {(example: number) => void} watch */
  constructor(watch) {
    this.root = listbox(_("Examples it does not train on"), watch);
    this.heads = headed();
  }

  /**
   * Other examples, or another one watched.  at: -1 for none.
   * @param {Example[]} examples
   * @param {number} at
   * @param {Theme} theme
   * @param {Task} [task]
   */
  show(examples, at, theme, { ahead, classifies = true } = { ahead: 0 }) {
    const looks = `${theme.dark} ${ahead} ${classifies}`, others = examples !== this.examples || looks !== this.looks;
    this.examples = examples;
    this.looks = looks;
    this.ahead = ahead;
    this.root.classList.toggle("truths", !classifies);  // of a class the sign says enough
    this.heads.hidden = classifies;
    list(this.root, examples, rowOf, (row, example) => {
      const place = examples.indexOf(example);
      choosing(row, place, at);
      if (!others) return;
      say(part(row, ".label"), example.label);
      say(part(row, ".true"), classifies ? "" : example.truth);
      row.title = `${example.label}\n${example.truth}`.trim();
      part(row, ".label").classList.toggle("aloud", isDrawn(example));
      drawExample(/** @type {HTMLCanvasElement} */ (part(row, "canvas")), example, theme, ahead, NaN);
      row.dataset.now = "";  // what is said is drawn into it
    });
  }

  /**
   * What the network says now.
   * @param {Said | undefined} said
   * @param {Theme} theme
   */
  say(said, theme) {
    const bars = said && barsOf(said, this.examples.map(({ truth }) => truth));
    /** @type {HTMLElement[]} */ ([...this.root.children]).slice(0, this.examples.length).forEach((row, place) => {
      const right = said?.right[place] ?? null;
      const bar = bars?.[place] ?? { left: 0, width: 0, positive: true }, words = said?.said[place] ?? "";
      const now = `${right} ${bar.left.toFixed(3)} ${bar.width.toFixed(3)} ${words}`;
      if (row.dataset.now === now) return;
      row.dataset.now = now;
      row.dataset.right = String(right);
      say(part(row, ".sign"), SIGNS.get(/** @type {boolean} */ (right)) ?? "");
      say(part(row, ".said"), words);
      const filled = part(row, ".filled");
      filled.style.left = `${100 * bar.left}%`;
      filled.style.width = `${100 * bar.width}%`;
      filled.style.background = bar.positive ? COLORS.positive : COLORS.negative;
      const example = this.examples[place], number = said && right === null ? said.prediction.values[place] : NaN;
      if (example.series && !example.marks) drawExample(/** @type {HTMLCanvasElement} */ (part(row, "canvas")), example, theme, this.ahead, number);
      say(part(row, ".verdict"), right === null ? "" : right ? _("right") : _("wrong"));
    });
  }
}

function rowOf() {
  const sign = element("span", { className: "sign" });
  sign.setAttribute("aria-hidden", "true");
  return option(sign, element("span", { className: "track" }, element("i", { className: "filled" })),
    element("span", { className: "said" }), element("span", { className: "true" }), element("canvas", { hidden: true }), element("span", { className: "label" }), element("span", { className: "aloud verdict" }));
}

/** What stands in the columns of rows that tell what is true. */
function headed() {
  const heads = element("div", { className: "heads", hidden: true }, element("span", { className: "said", textContent: _("it says") }), element("span", { className: "true", textContent: _("true") }));
  heads.setAttribute("aria-hidden", "true");
  return heads;
}
