// What if a gate looked at nothing: it is held open or closed at every timestep.

import { element } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { called, way } from "../drawing/names.js";

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
      const of = [direction && way(direction), several ? title : ""].filter(Boolean).join(", "), gate = called(part);
      return { layer, direction, gate: part, name: of ? _("{gate} gate ({which})", { gate, which: of }) : _("{gate} gate", { gate }) };
    }));
    this.gates = gates;
    this.gate = element("select", { id: "gate" }, element("option", { value: "", textContent: _("no gate") }),
      ...gates.map(({ name }, index) => element("option", { value: String(index), textContent: _("the {gate}", { gate: name }) })));
    this.value = element("select", { id: "value", hidden: true },
      element("option", { value: OPEN, textContent: _("open (1)") }), element("option", { value: CLOSED, textContent: _("closed (0)") }));
    this.value.setAttribute("aria-label", _("Held open or closed"));
    for (const one of [this.gate, this.value]) one.addEventListener("change", () => this.choose());
    this.root = element("p", { className: "holding", hidden: !gates.length },
      element("label", { htmlFor: "gate", textContent: _("What if? Hold") }), this.gate, this.value);
  }

  choose() {
    const chosen = this.gates[Number(this.gate.value)];
    this.value.hidden = !this.gate.value;
    this.held = this.gate.value ? [{ layer: chosen.layer, direction: chosen.direction, gate: chosen.gate, value: Number(this.value.value) }] : [];
    this.changed();
  }

  /** What is held, in words; empty: nothing. */
  get title() {
    if (!this.held.length) return "";
    const { name: gate } = this.gates[Number(this.gate.value)];
    return this.value.value === OPEN ? _("{gate} held open", { gate }) : _("{gate} held closed", { gate });
  }
}
