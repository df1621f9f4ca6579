// The screen: what the network reads, the network, what comes of it, one sentence.

import "./playground.css";
import { element, say } from "../drawing/dom.js";
import { themeOf } from "../drawing/theme.js";
import { Picture } from "../timesteps/picture.js";
import { answerOf } from "./answer.js";
import { Asking, Refused } from "./asking.js";
import { Bar, isFree } from "./bar.js";
import { keysOf, meant } from "./keys.js";
import { Outcome } from "./outcome.js";
import { Replay } from "./replay.js";
import { Rows } from "./rows.js";
import { summed } from "./said.js";
import { Sentence } from "./sentence.js";
import { Story } from "./story.js";

/** What the network reads: an example by its number, or a text. @typedef {{example: number, text: string | null, count: number}} Watched */
/**
 * What the page says.
 * @typedef {object} Given
 * @property {string} run id; empty: none
 * @property {string} recording id of the run that is replayed before one of the learner's own is there
 * @property {boolean} mine whether this learner may ask things of it
 * @property {boolean} accuracy whether answers are right or wrong
 * @property {boolean} typed whether one's own text can be read
 * @property {number} epochs
 * @property {number} rate
 * @property {number[]} rates
 * @property {string} speed
 * @property {string[]} speeds
 * @property {import("./outcome.js").Ghost | null} ghost
 * @property {Watched} watched
 * @property {import("./bar.js").Controls} controls what the link hides or locks
 */
/** @typedef {(name: string, value: any) => void} Tell */

const HINT = "Each line on the left turns right when the network has learned to read it; the gates below it show how.";
const RECORDED = "A recording: a small LSTM learns to read short film reviews. Press Play to train your own network.";
const LEAST = 470, BELOW = 6, TYPED = 250;  // pixels; milliseconds

export class Screen {
  /** @type {Tell} a click */
  act = () => {};
  /** @type {Tell} a state */
  tell = () => {};
  /** @type {Given} */
  given;
  story = new Story("");
  /** @type {Replay | null} of the recording; null: a run of the learner's own is shown */
  replay = null;
  /** @type {Watched} */
  watched = { example: 0, text: null, count: 0 };
  /** @type {{layer: string, direction: string} | null} whose gates are shown; null: as the server likes */
  layer = null;
  /** @type {number} step of the picture that is drawn; -1: none */
  seen = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  typing;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.bar = new Bar((does, value) => this.does(does, value));
    this.rows = new Rows((example) => this.watch({ example, text: null }));
    this.field = element("input", { type: "text", className: "typed", placeholder: "Type your own …", autocomplete: "off", spellcheck: false });
    this.field.ariaLabel = "Type your own text";
    this.field.addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.watch({ ...this.watched, text: this.field.value || null }), TYPED);
    });
    this.begin = element("button", { type: "button", className: "begin", textContent: "▶ Play" });
    this.begin.addEventListener("click", () => this.bar.toggle());
    this.again = element("button", { type: "button", className: "again", textContent: "↻ Replay", title: "Replay the recording" });
    this.again.addEventListener("click", () => this.rewind());
    this.right = element("span", { className: "right" });
    this.network = element("div", { className: "timesteps" });
    this.middle = element("section", { className: "middle", ariaLabel: "The network" }, this.network, this.begin, this.again);
    this.left = element("section", { className: "left", ariaLabel: "What it reads" },
      element("div", { className: "title" }, element("b", { textContent: "Not trained on" }), this.right), this.rows.root, this.field);
    this.outcome = new Outcome();
    this.sentence = new Sentence();
    this.keys = element("p", { className: "keys" });
    this.root.append(this.bar.root,
      element("div", { className: "panes" }, this.left, this.middle, element("section", { ariaLabel: "What comes of it" }, this.outcome.root)),
      element("div", { className: "below" }, this.sentence.seen, this.keys), this.sentence.heard);
    this.picture = new Picture(this.network, true);
    this.picture.tell = () => {};
    this.picture.other = ({ layer, direction, states }) => states.length && this.look({ layer, direction });
    this.network.addEventListener("click", () => this.drawRunning());
    this.network.addEventListener("keydown", () => this.drawRunning());
    this.asking = new Asking({
      next: () => this.next(), heard: (bytes) => this.hear(answerOf(bytes)), failed: (error) => this.fail(error),
    });
    this.pressed = (/** @type {KeyboardEvent} */ event) => this.press(event);
    this.turned = () => this.listen();
  }

  /** @param {Given} given */
  show(given) {
    const before = this.given;
    this.given = given;
    const { example, text, count } = given.watched, { watched } = this;
    if (count >= watched.count && (example !== watched.example || text !== watched.text)) this.choose(given.watched);
    this.field.hidden = !given.typed || Boolean(given.controls.text?.hidden);
    this.field.disabled = !isFree(given.controls, "text");
    this.begin.disabled = !isFree(given.controls, "play");
    say(this.keys, keysOf(given.controls));
    if (given.run !== before?.run) this.turn();
    else this.listen();
    this.resize();
  }

  turn() {  // to another run, or to the recording
    const { run, recording } = this.given;
    this.replay = run ? null : new Replay();
    this.story = new Story(run || recording, !run);
    this.seen = -1;
    this.layer = null;
    this.begin.hidden = Boolean(run || this.given.controls.play?.hidden);
    this.again.hidden = true;
    this.listen(true);
  }

  rewind() {
    if (this.replay) this.turn();
  }

  // Asking

  listen(otherwise = false) {
    if (document.hidden) this.asking.rest();
    else if (this.given) this.asking.start(otherwise);
  }

  next() {
    const { replay, story } = this;
    if (this.seen >= 0 && (replay ? replay.ended : story.ended)) return null;
    const { example, text } = this.watched, { curve, epochs } = story;
    return {
      run: story.run, moment: replay ? replay.moment : null, example, text, layer: this.layer?.layer ?? null, direction: this.layer?.direction || null,
      seen: this.seen, points: curve.position.length, epochs: epochs.length,
    };
  }

  /** @param {import("./answer.js").Answer} answer */
  hear(answer) {
    this.story.add(answer);
    this.replay?.heard(answer.moments ?? 1);
    this.again.hidden = !this.replay?.ended;
    if (answer.at !== undefined) this.seen = answer.at;
    this.root.dataset.state = answer.state;
    this.root.dataset.answers = String(Number(this.root.dataset.answers ?? 0) + 1);
    this.draw(answer);
  }

  /** @param {Error} error */
  fail(error) {
    this.sentence.say(error instanceof Refused ? error.message : "The server does not answer. Trying again …", true);
    this.root.dataset.state = "";
    if (error instanceof Refused) this.asking.rest();
  }

  // What the learner does

  /**
   * @param {string} does
   * @param {unknown} [value]
   */
  does(does, value) {
    this.act("act", { do: does, value });
    if (!this.given.run && does === "play") this.sentence.say("Starting …", true);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const does = meant(event);
    if (!does) return;
    event.preventDefault();
    if (does === "toggle") this.bar.toggle();
    else if (!this.bar[does].disabled) this.does(does);
  }

  /** @param {Pick<Watched, "example" | "text">} chosen */
  watch({ example, text }) {
    clearTimeout(this.typing);
    this.choose({ example, text, count: this.watched.count + 1 });
    this.tell("watched", this.watched);
    this.anew();
  }

  /** @param {Watched} watched */
  choose(watched) {
    this.watched = watched;
    const text = watched.text ?? "", root = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    if (this.field.value !== text && root.activeElement !== this.field) this.field.value = text;
    if (watched.text === null) this.field.value = "";
    this.rows.show(this.story.examples, watched.text === null ? watched.example : -1, themeOf(this.root));
  }

  /** @param {{layer: string, direction: string}} layer */
  look(layer) {
    this.layer = layer;
    this.anew();
  }

  anew() {  // the same network, asked about something else
    this.seen = -1;
    this.listen(true);
  }

  // Drawing

  resize() {
    const narrow = this.root.clientWidth < 700, { top } = this.root.getBoundingClientRect();
    const room = (window.innerHeight - Math.max(top, 0)) / (this.root.currentCSSZoom ?? 1) - BELOW;
    this.root.style.height = narrow ? "" : `${Math.max(room, LEAST)}px`;
    this.draw();
  }

  /** @param {Partial<import("./answer.js").Answer>} [answer] what is new; nothing: draw all */
  draw(answer = this.story.now) {
    if (!this.given || !this.root.clientWidth) return;
    const { story, given, watched } = this, theme = themeOf(this.root), all = answer === story.now;
    this.bar.show(story, given);
    if (all || answer.examples) this.rows.show(story.examples, watched.text === null ? watched.example : -1, theme);
    if (all || answer.rows) {
      this.rows.say(story.now.rows);
      say(this.right, summed(story.now.rows, story.examples));
    }
    if (all || answer.curve || answer.by_epoch) this.outcome.draw(story, given.ghost, given, theme);
    if (answer.scene) this.picture.follow({ ...answer.scene, dense: this.network.clientHeight || 420 }, "playground");
    this.network.style.visibility = story.now.scene ? "" : "hidden";
    if (all || answer.running || answer.scene) this.drawRunning();
    if (story.now.error) this.sentence.say(story.now.error, true);
    else if (answer.sentence !== undefined) this.sentence.say(this.replay ? this.replay.ended ? RECORDED : answer.sentence || RECORDED : answer.sentence || HINT);
    this.root.dataset.at = String(this.seen);
  }

  drawRunning() {
    this.outcome.drawRunning(this.story, this.picture.at.column, themeOf(this.root));
  }
}
