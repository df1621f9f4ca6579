// A page without a server: one trained network, live (playground/exporting/page.py writes it into one file).

import "./page.css";
import { element, part } from "../drawing/dom.js";
import { resizing } from "../drawing/leaving.js";
import { Encoding } from "../network/encoding.js";
import { Network } from "../network/network.js";
import { Examples } from "./examples.js";
import { Texts } from "./texts.js";
import { Typed } from "./typed.js";

/** @import { Stored } from "../network/stored.js" */
/** @import { Chosen, Plan } from "./scene.js" */

/** Numbers in the order in which they are read; series: what is drawn of them; marks: the timesteps that matter. @typedef {{title: string, inputs: Stored, labels: string[], truth: string, series: Stored | null, marks: number[] | null}} NumberExample */

/**
 * Beside what `Plan` says.
 * @typedef {object} Own
 * @property {import("../network/network.js").Described} network
 * @property {import("../network/encoding.js").Described | null} encoding of texts; null: numbers are read
 * @property {string} start the text that stands there at first
 * @property {boolean} characters whether they are the tokens
 * @property {string} timestep what one is called where numbers are read
 * @property {string} verb what it does with a text that it answers
 * @property {string} says what stands before the truth
 * @property {string} manner
 * @property {number} ahead timesteps from the last that is read to what is said
 * @property {Chosen} chosen the layer that is looked at first
 * @property {{gates: string[], each_word: boolean}} last of the last recurrent layer
 * @property {{texts: import("../sentiment/answer.js").Example[], numbers: NumberExample[]}} examples
 */
/** @typedef {Plan & Own} Given */

/** @type {Given} */
const given = JSON.parse(part(document, "#given").textContent ?? ""), main = part(document, "main");

try {
  const network = new Network(given.network), encoding = given.encoding && new Encoding(given.encoding);
  const classifies = given.task.name === "binary" || given.task.name === "multiclass";
  const view = !encoding ? new Examples(given, network) : classifies ? new Texts(given, network, encoding) : new Typed(given, network, encoding);
  main.replaceChildren(view.root);
  view.begin();
  resizing(main, () => view.redraw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => view.redraw());
  Object.assign(globalThis, { rnn: { network, encoding, Network } });  // for whoever opens the console
} catch (error) {  // never an empty page
  const said = element("p", { className: "error", textContent: /** @type {Error} */ (error).message });
  said.setAttribute("role", "alert");
  main.replaceChildren(element("div", { className: "sentiment" }, said));
  throw error;
}
