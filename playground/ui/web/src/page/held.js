// What if a gate looked at nothing: it is held open or closed at every timestep.

import { element } from "../drawing/dom.js";

/** @import { Held } from "../network/network.js" */
/** @import { Plan } from "./scene.js" */

const OPEN = "1", CLOSED = "0";

export class Holding {
  /** @type {Held[]} */
  held = [];

  /**
   * @param {Pick<Plan, "rows">} plan
   * @param {() => void} changed what is done then
   */
  constructor({ rows }, changed) {
    this.changed = changed;
    const gated = rows.filter(({ parts }) => parts.some(({ gate }) => gate)), several = new Set(gated.map(({ layer }) => layer)).size > 1;
    const gates = gated.flatMap(({ layer, direction, title, parts }) => parts.filter(({ gate }) => gate).map(({ part }) => {
      const of = [direction, several ? title : ""].filter(Boolean).join(", ");
      return { layer, direction, gate: part, name: `${part} gate${of && ` (${of})`}` };
    }));
    this.gates = gates;
    this.gate = element("select", { id: "gate" }, element("option", { value: "", textContent: "no gate" }),
      ...gates.map(({ name }, index) => element("option", { value: String(index), textContent: `the ${name}` })));
    this.value = element("select", { id: "value", hidden: true },
      element("option", { value: OPEN, textContent: "open (1)" }), element("option", { value: CLOSED, textContent: "closed (0)" }));
    this.value.setAttribute("aria-label", "Held open or closed");
    for (const one of [this.gate, this.value]) one.addEventListener("change", () => this.choose());
    this.root = element("p", { className: "holding", hidden: !gates.length },
      element("label", { htmlFor: "gate", textContent: "What if? Hold" }), this.gate, this.value);
  }

  choose() {
    const chosen = this.gates[Number(this.gate.value)];
    this.value.hidden = !this.gate.value;
    this.held = this.gate.value ? [{ layer: chosen.layer, direction: chosen.direction, gate: chosen.gate, value: Number(this.value.value) }] : [];
    this.changed();
  }

  /** What is held, in words; empty: nothing. */
  get title() {
    const chosen = this.gates[Number(this.gate.value)];
    return this.held.length ? `${chosen.name} held ${this.value.value === OPEN ? "open" : "closed"}` : "";
  }
}
