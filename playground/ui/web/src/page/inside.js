// The picture over time with the choice of the layer that is looked at.

import { deviation, range } from "d3-array";
import { element, say } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { way } from "../drawing/names.js";
import { Picture } from "../timesteps/picture.js";
import { sceneOf } from "./scene.js";

/** @import { Matrix } from "../network/matrix.js" */
/** @import { Trace } from "../network/network.js" */
/** @import { Chosen, Plan } from "./scene.js" */

export class Inside {
  /** @type {[Trace, string[], string, Matrix | undefined] | null} */
  shown = null;
  /** @type {(column: number) => void} what is done when another timestep is looked at */
  moved = () => {};

  /**
   * @param {Plan & {chosen: Chosen}} plan
   * @param {string} unit what a timestep is called
   */
  constructor(plan, unit) {
    this.plan = plan;
    this.chosen = plan.chosen;
    this.layers = element("div", { className: "layers", hidden: plan.rows.length < 2 });
    this.layers.setAttribute("role", "group");
    this.layers.setAttribute("aria-label", _("The layer whose gates and states are drawn"));
    const picture = element("div", { className: "timesteps" });
    this.unit = unit;
    this.heading = element("h2");
    this.root = element("section", { className: "within" }, this.heading, this.layers, picture,
      element("p", { className: "hint", textContent: _("Point at a number, or click it. Then the keys work: ← → timestep, ↑ ↓ unit, space plays, + − size, 0 overview.") }));
    this.picture = new Picture(picture);
    this.picture.tell = () => this.moved(this.picture.at.column);
    this.picture.other = (row) => this.choose(row);
    for (const row of plan.rows) {
      const button = element("button", { type: "button", textContent: [row.title, row.direction && way(row.direction)].filter(Boolean).join(", ") });
      button.addEventListener("click", () => this.choose(row));
      this.layers.append(button);
    }
  }

  /** @param {Chosen} row */
  choose({ layer, direction }) {
    this.chosen = { layer, direction };
    if (this.shown) this.show(...this.shown);
  }

  /**
   * @param {Trace} trace
   * @param {string[]} labels
   * @param {string} held what is, in words; empty: nothing
   * @param {Matrix} [numbers]
   */
  show(trace, labels, held, numbers) {
    const first = !this.shown, scene = sceneOf(this.plan, trace, labels, this.chosen, numbers);
    this.shown = [trace, labels, held, numbers];
    const { unit } = this;
    say(this.heading, held ? _("Inside, {unit} by {unit} · {held}", { unit, held }) : _("Inside, {unit} by {unit}", { unit }));
    this.picture.follow(scene, "page");
    if (first) this.picture.select({ unit: liveliest(scene) });
    this.plan.rows.forEach(({ layer, direction }, index) => {
      this.layers.children[index].setAttribute("aria-pressed", String(layer === this.chosen.layer && direction === this.chosen.direction));
    });
  }

  /** @param {number} column that is looked at */
  go(column) {
    if (this.shown) this.picture.go(column);
  }

  draw() {
    this.picture.resize();
  }
}

/**
 * The unit of the chosen row that varies most.
 * @param {import("../timesteps/scene.js").Scene} scene
 */
function liveliest({ rows, chosen }) {
  const { timesteps, units, values } = rows[chosen];
  const spread = range(units).map((unit) => deviation(range(timesteps), (t) => values[t * units + unit]) ?? 0);
  return spread.indexOf(Math.max(...spread));
}
