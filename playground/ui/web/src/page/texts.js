// A network that tells classes of texts apart: the editor of the Sentiment page, read by the network in the page itself.

import { element } from "../drawing/dom.js";
import { _, N_ } from "../drawing/language.js";
import { begun, goneOn } from "../network/course.js";
import { Editor } from "../sentiment/editor.js";
import { tokenOf } from "../sentiment/answer.js";
import { Holding } from "./held.js";
import { Inside } from "./inside.js";
import { ofText } from "./run.js";

/** @import { Course } from "../network/course.js" */
/** @import { Encoding, EncodedText } from "../network/encoding.js" */
/** @import { Network } from "../network/network.js" */
/** @import { SentRun } from "../sentiment/sent.js" */
/** @import { Given } from "./index.js" */

const AT_ONCE = 60, AT_MOST = 15_000;  // milliseconds: between two keys; for all beginnings of one text
const TRAINED = "as trained", HINT = N_("The background shows how much each moved the probability. Point at one, or at a line, for the numbers; click it to look inside.");

export class Texts {
  /** @type {(Course | null)[]} as trained; with a gate held */
  courses = [];
  /** @type {EncodedText | null} */
  encoded = null;
  number = 0;
  drawing = false;
  worked = 0;  // milliseconds on this text

  /**
   * @param {Given} given
   * @param {Network} network
   * @param {Encoding} encoding
   */
  constructor(given, network, encoding) {
    this.given = given;
    this.network = network;
    this.encoding = encoding;
    this.inside = given.rows.length ? new Inside(given, encoding.settings.unit) : null;
    this.holding = new Holding(given, () => {
      this.courses.splice(1);
      this.begin();
    });
    const root = element("div", { className: "sentiment" });
    this.editor = new Editor(root, given.start);
    this.editor.inside.hidden = true;
    this.editor.tell = () => {};
    this.editor.open = (unused, { run, token }) => this.look(tokenOf(this.editor.answer.runs[run].tokens, token).order);
    this.editor.reader = async ({ text }) => ({ text, ...this.read(text) });
    this.root = element("div", {}, root, this.holding.root, ...(this.inside ? [this.inside.root] : []));
  }

  /** The page is there, or another gate is held. */
  begin() {
    const { text, runs, milliseconds } = { text: this.editor.text(), ...this.read(this.editor.text()) };
    const titles = [_("As trained"), _("The {held}", { held: this.holding.title })];
    this.number += 1;
    this.editor.given({
      number: this.number, editor: "", control: { hidden: false, locked: false }, inside: {}, start: text, longest: -1, text, milliseconds,
      runs: runs.map((run, index) => ({ ...run, title: titles[index] })), examples: this.given.examples.texts, hint: _(HINT),
      characters: this.given.characters,
    });
  }

  /**
   * @param {string} text
   * @returns {{runs: SentRun[], milliseconds: number}}
   */
  read(text) {
    const began = performance.now();
    try {
      this.encoded = this.encoding.encode(text);
    } catch (error) {
      this.encoded = null;
      return { runs: this.networks().map((own) => /** @type {any} */ ({ ...own, error: /** @type {Error} */ (error).message })), milliseconds: 0 };
    }
    const last = this.courses;
    this.courses = this.networks().map((own, index) => (
      this.with(index, (network) => begun(network, /** @type {EncodedText} */ (this.encoded), last[index]))));
    this.worked = performance.now() - began;
    this.draw();
    this.soon(text);
    return { runs: this.runs(!this.missing()), milliseconds: this.worked };
  }

  /** What each is called among runs: that with another gate is another one. */
  networks() {
    return [{ run: TRAINED, epoch: 0 }, ...(this.holding.held.length ? [{ run: this.holding.title, epoch: 0 }] : [])];
  }

  /**
   * What a network does as trained (0), or with what is held (1).
   * @template Result
   * @param {number} index
   * @param {(network: Network) => Result} act
   */
  with(index, act) {
    this.network.held = index ? this.holding.held : [];
    return act(this.network);
  }

  /**
   * @param {boolean} done
   * @returns {SentRun[]}
   */
  runs(done) {
    const { encoded } = this;
    return this.networks().map((own, index) => ({ ...own, ...this.with(index, (network) => (
      ofText(this.given, network, /** @type {EncodedText} */ (encoded), /** @type {Course} */ (this.courses[index]), done))) }));
  }

  missing() {
    return this.courses.some((course) => course?.start);
  }

  /**
   * Work on what is missing, a piece at a time, until something else stands there.
   * @param {string} text
   */
  soon(text) {
    clearTimeout(this.timer);
    if (!this.missing()) return;
    this.timer = setTimeout(() => {
      const began = performance.now(), enough = () => performance.now() - began > AT_ONCE;
      this.courses = this.courses.map((course, index) => course && this.with(index, (network) => goneOn(network, course, enough)));
      this.worked += performance.now() - began;
      const done = !this.missing() || this.worked > AT_MOST;
      if (this.editor.answer?.text === text) {
        const runs = this.runs(done).map((run, index) => /** @type {import("../sentiment/answer.js").Run} */ ({ ...run, title: this.editor.answer.runs[index].title }));
        this.editor.show({ ...this.editor.answer, runs });
      }
      if (!done) this.soon(text);
    });
  }

  /** The picture, once the editor is on the screen: typing does not wait for it. */
  draw() {
    if (this.drawing || !this.inside) return;
    this.drawing = true;
    requestAnimationFrame(() => setTimeout(() => {
      this.drawing = false;
      const course = this.courses[this.courses.length - 1], { network, encoded } = this;
      if (course && encoded) this.inside?.show(course.trace, labelsOf(network, encoded), this.holding.title);
    }));
  }

  /** @param {number} order of a word that was clicked */
  look(order) {
    if (!this.encoded || order < 0) return;
    this.inside?.go(order + firstOf(this.network, this.encoded));
  }

  redraw() {
    this.editor.draw();
    this.inside?.draw();
  }
}

/**
 * What stands at each timestep: `·` for padding that is read.
 * @param {Network} network
 * @param {EncodedText} encoded
 */
export function labelsOf(network, { tokens, words }) {
  const known = new Map(tokens.map(({ order, known: own }) => [order, own])), { mask, timesteps, padding } = network.plan;
  const labels = words.map((word, order) => (known.get(order) ? word : _("⟨unknown⟩"))), none = new Array(mask ? 0 : timesteps - words.length).fill("·");
  return padding === "front" ? [...none, ...labels] : [...labels, ...none];
}

/**
 * The timestep at which the first word is read.
 * @param {Network} network
 * @param {EncodedText} encoded
 */
function firstOf({ plan: { mask, padding, timesteps } }, { words }) {
  return mask || padding === "back" ? 0 : timesteps - words.length;
}
