// A network that answers a text with symbols: one at every timestep, or a sequence of its own.

import { element, list, say } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { Holding } from "./held.js";
import { Inside } from "./inside.js";
import { inWords } from "./said.js";
import { labelsOf } from "./texts.js";

/** @import { Encoding } from "../network/encoding.js" */
/** @import { Network } from "../network/network.js" */
/** @import { Given } from "./index.js" */

export class Typed {
  /**
   * @param {Given} given
   * @param {Network} network
   * @param {Encoding} encoding
   */
  constructor(given, network, encoding) {
    this.given = given;
    this.network = network;
    this.encoding = encoding;
    this.inside = new Inside(given, encoding.settings.unit);
    this.holding = new Holding(given, () => this.begin());
    this.box = element("input", { id: "text", type: "text", value: given.start, autocomplete: "off", spellcheck: false });
    this.box.addEventListener("input", () => this.begin());
    this.examples = element("div", { className: "examples" });
    list(this.examples, given.examples.texts, () => element("button", { type: "button" }), (button, { title, text }) => {
      say(button, title);
      button.addEventListener("click", () => {
        this.box.value = text;
        this.begin();
      });
    });
    this.says = element("b");
    this.truth = element("span");
    this.verdict = element("p", { className: "verdict" }, element("span", { textContent: _("It {verb}", { verb: given.verb }) }), this.says, this.truth);
    this.verdict.setAttribute("role", "status");
    this.error = element("p", { className: "error", hidden: true });
    this.error.setAttribute("role", "alert");
    this.root = element("div", {},
      element("div", { className: "sentiment typed" }, this.examples, element("label", { className: "label", htmlFor: "text", textContent: _("Type a text") }), this.box, this.error, this.verdict),
      this.holding.root, this.inside.root);
  }

  begin() {
    const text = this.box.value, { network } = this;
    let encoded;
    try {
      encoded = this.encoding.encode(text.toWellFormed?.() ?? text);
    } catch (error) {
      say(this.error, /** @type {Error} */ (error).message);
    }
    this.error.hidden = Boolean(encoded);
    this.verdict.hidden = !encoded;
    if (!encoded) return;
    network.held = this.holding.held;
    const trace = network.trace(network.padded(encoded.read)), labels = labelsOf(network, encoded);
    const answers = this.given.task.name === "sequence" ? trace.output : readOf(trace.output, labels);
    say(this.says, inWords(this.given.task, answers)[0]);
    say(this.truth, this.given.examples.texts.find((one) => one.text === text)?.look ?? "");
    this.inside.show(trace, labels, this.holding.title);
  }

  redraw() {
    this.inside.draw();
  }
}

/**
 * What is said where a symbol is read, not padding.
 * @param {import("../network/matrix.js").Matrix} output
 * @param {string[]} labels
 */
function readOf({ columns, values }, labels) {
  const read = labels.flatMap((label, t) => (label === "·" ? [] : [t]));
  return { rows: read.length, columns, values: Float32Array.from(read.flatMap((t) => [...values.subarray(t * columns, (t + 1) * columns)])) };
}
