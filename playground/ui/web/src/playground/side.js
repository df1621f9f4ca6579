// The arithmetic of the selected cell, at the side: its equations with the numbers of this moment.

import { element, list, say } from "../drawing/dom.js";
import { fill } from "../drawing/formula.js";
import { _ } from "../drawing/language.js";
import { typeset } from "../drawing/latex.js";
import { called } from "../drawing/names.js";

/** What the server works out (playground/server/one_cell.py). @typedef {{layer: string, part: string, unit: number, timestep: number, read: string, number: string, noticed: string, equations: [string, string][], about: string}} Cell */

export class Side {
  /** @param {() => void} closed */
  constructor(closed) {
    this.closed = closed;
    this.close = element("button", { type: "button", className: "close", textContent: "×", title: _("Close (Escape)") });
    this.close.ariaLabel = _("Close the arithmetic");
    this.close.addEventListener("click", () => this.shut());
    this.where = element("span");
    this.number = element("b", { className: "number" });
    this.noticed = element("p", { className: "noticed" });
    this.equations = element("div", { className: "equations" });
    this.about = element("p", { className: "about" });
    this.scroller = element("div", { className: "worked", tabIndex: 0 }, this.noticed, this.equations, this.about);
    this.scroller.setAttribute("role", "group");
    this.scroller.ariaLabel = _("The equations of this number");
    this.root = element("section", { className: "side", hidden: true, ariaLabel: _("Where this number comes from") },
      element("div", { className: "title" }, element("b", { textContent: _("Where this number comes from") }), this.close),
      element("p", { className: "which" }, this.where, this.number), this.scroller);
  }

  get open() {
    return !this.root.hidden;
  }

  show() {
    this.root.hidden = false;
  }

  shut() {
    if (!this.open) return;
    this.root.hidden = true;
    this.closed();
  }

  /** @param {Cell} cell */
  draw({ layer, part, unit, timestep, read, number, noticed, equations, about }) {
    say(this.where, _("{layer}, unit {unit}, {part} at t = {t} ({read}): ", { layer, unit, part: called(part), t: timestep + 1, read }));
    say(this.number, number.replace("-", "−"));
    say(this.noticed, noticed.replace(/-(?=\d)/g, "−"));
    say(this.about, about);
    list(this.equations, ordered(equations, part), () => element("div", { className: "equation" }, element("div", { className: "of" }), element("div")), (one, [title, latex]) => {
      const [of, drawn] = /** @type {HTMLElement[]} */ ([...one.children]);
      say(of, called(title));
      one.classList.toggle("chosen", title === part);
      if (one.dataset.latex === latex) return;
      one.dataset.latex = latex;
      fill(drawn, typeset(latex));
    });
  }
}

/**
 * The equation of the part that was chosen, then what the others come to, in the order of computing.
 * @param {[string, string][]} equations
 * @param {string} part
 */
export function ordered(equations, part) {
  return [...equations.filter(([title]) => title === part), ...equations.filter(([title]) => title !== part)];
}
