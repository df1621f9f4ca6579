// The screen: what the network reads, the network, what comes of it, one sentence.

import "./playground.css";
import { element, say } from "../drawing/dom.js";
import { _, N_ } from "../drawing/language.js";
import { windowBottom } from "../drawing/leaving.js";
import { themeOf } from "../drawing/theme.js";
import { answerOf } from "./answer.js";
import { Asking, Refused } from "./asking.js";
import { Bar, isFree } from "./bar.js";
import { Field } from "./field.js";
import { keysOf, meant } from "./keys.js";
import { Looking } from "./looking.js";
import { Onward } from "./onward.js";
import { Outcome } from "./outcome.js";
import { Recalling } from "./recalling.js";
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
 * @property {string} recorded its settings in short
 * @property {string} lesson the step of a lesson that fits, as it is offered; empty: none
 * @property {boolean} mine whether this learner may ask things of it
 * @property {boolean} accuracy whether answers are right or wrong
 * @property {boolean} memory whether how long it remembers can be measured
 * @property {string} heading what the examples are to the network
 * @property {boolean} typed whether one's own text can be read
 * @property {number} epochs
 * @property {number} rate
 * @property {number[]} rates
 * @property {string} speed
 * @property {string[]} speeds
 * @property {import("./outcome.js").Ghost | null} ghost
 * @property {string} past how a fork came about; empty: it is none
 * @property {number[]} forks batches after which something was changed
 * @property {Watched} watched
 * @property {import("./bar.js").Controls} controls what the link hides or locks
 */
/** @typedef {(name: string, value: any) => void} Tell */

const HINT = {
  right: N_("Each line on the left turns right when the network has learned to read it; its states and gates show how."),
  near: N_("On the left, what the network says comes nearer to the truth as it learns; its states and gates show how."),
};
const RECORDED = N_("A recording: a small LSTM learns to read short film reviews. Press Play to train your own network.");
const OVER = N_("This run has ended: read another example, click a cell for its arithmetic, or change a box to train anew.");
const WAITING = N_("The network is drawn here once it has its first weights.");
const STARTING = N_("Starting …");
const LEAST = 470, BELOW = 6;  // pixels

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
  /** @type {number} step of the picture that is drawn; -1: none */
  seen = -1;
  /** the run that the page was asked to look at, since the server knows nothing of it */
  doubted = "";

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.bar = new Bar((does, value) => this.does(does, value));
    this.rows = new Rows((example) => this.watch({ example, text: null }));
    this.field = new Field((text) => this.watch({ ...this.watched, text }));
    this.begin = element("button", { type: "button", className: "begin", textContent: _("▶ Play") });
    this.begin.dataset.control = "play";
    this.begin.addEventListener("click", () => this.bar.toggle());
    this.again = element("button", { type: "button", className: "again", textContent: _("↻ Replay"), title: _("Replay the recording") });
    this.again.addEventListener("click", () => this.rewind());
    this.right = element("span", { className: "right" });
    this.looking = new Looking(() => this.anew());
    this.middle = element("section", { className: "middle", ariaLabel: _("The network") }, this.looking.root, this.begin, this.again);
    this.left = element("section", { className: "left", ariaLabel: _("What it reads") },
      element("div", { className: "title" }, this.heading = element("b"), this.right), this.rows.heads, this.rows.root, this.field.root);
    this.outcome = new Outcome();
    this.recalling = new Recalling(() => this.drawMemory());
    this.sentence = new Sentence();
    this.keys = element("p", { className: "keys" });
    this.onward = new Onward(() => this.act("act", { do: "lesson" }));
    this.root.append(this.bar.root,
      element("div", { className: "panes" }, this.left, this.middle, element("section", { ariaLabel: _("What comes of it") }, this.outcome.root, this.looking.side.root)),
      element("div", { className: "below" }, this.sentence.seen, this.onward.root, this.keys), this.sentence.heard);
    for (const moved of ["click", "keydown"]) this.looking.root.addEventListener(moved, () => this.drawRunning());
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
    this.heading.textContent = given.heading;
    this.field.root.hidden = !given.typed || Boolean(given.controls.text?.hidden);
    this.field.root.disabled = !isFree(given.controls, "text");
    this.begin.disabled = !isFree(given.controls, "play");
    say(this.keys, keysOf(given.controls, _("click a cell: its arithmetic")));
    if (given.run !== before?.run) this.turn();
    else this.listen();
    this.resize();
  }

  turn() {  // to another run, or to the recording
    const { run, recording } = this.given;
    this.replay = run ? null : new Replay();
    this.story = new Story(run || recording, !run);
    this.seen = -1;
    this.looking.layer = null;
    this.begin.hidden = Boolean(run || this.given.controls.play?.hidden);
    this.again.hidden = true;
    if (this.sentence.text !== _(STARTING)) this.sentence.say("", true);  // it was of another run
    this.listen(true);
  }

  rewind() {
    if (this.replay) this.turn();
  }

  // Asking

  listen(otherwise = false) {
    if (document.hidden) this.rest();
    else if (this.given) this.asking.start(otherwise);
    this.recall();
  }

  rest() {
    this.asking.rest();
    this.recalling.asking.rest();
  }

  recall() {  // of a recording once it has been seen
    const { story, replay, given } = this;
    this.recalling.turn(given?.memory && (!replay || replay.ended) ? story.run : "", given?.ghost?.run ?? "");
    if (!document.hidden) this.recalling.listen(story.epochs.length);
  }

  next() {
    const { replay, story } = this;
    if (this.seen >= 0 && (replay ? replay.ended : story.ended)) return null;
    const { example, text } = this.watched, { curve, epochs, stride } = story;
    return {
      run: story.run, moment: replay ? replay.moment : null, example, text, ...this.looking.question(),
      seen: this.seen, points: curve.position.length, stride, epochs: epochs.length,
    };
  }

  /** @param {import("./answer.js").Answer} answer */
  hear(answer) {
    this.story.add(answer);
    this.replay?.heard(answer.moments ?? 1);
    this.again.hidden = !this.replay?.ended;
    if (answer.at !== undefined) this.seen = answer.at;
    if (answer.gone) this.first(answer.gone);
    this.root.dataset.state = answer.state;
    this.root.dataset.answers = String(Number(this.root.dataset.answers ?? 0) + 1);
    this.draw(answer);
    if (this.looking.stale) setTimeout(() => this.anew());  // another layer, which has no such cell
  }

  /** @param {Error} error */
  fail(error) {
    this.sentence.say(error instanceof Refused ? error.message : _("The server does not answer. Trying again …"), true);
    this.root.dataset.state = "";
    if (error instanceof Refused) this.doubt();
  }

  doubt() {  // whether the run is still there: the page knows
    this.asking.rest();
    const { run } = this.given;
    if (!run || run === this.doubted) return;
    this.doubted = run;
    this.act("act", { do: "look" });
  }

  // What the learner does

  /**
   * @param {string} does
   * @param {unknown} [value]
   */
  does(does, value) {
    this.act("act", { do: does, value });
    if (!this.given.run && does === "play") this.sentence.say(_(STARTING), true);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const does = meant(event);
    if (!does || (does === "close" && !this.looking.side.open)) return;
    event.preventDefault();
    if (does === "close") this.looking.side.shut();
    else if (does === "toggle") this.bar.toggle();
    else if (!this.bar[does].disabled) this.does(does);
  }

  /** @param {Pick<Watched, "example" | "text">} chosen */
  watch({ example, text }) {
    this.choose({ example, text, count: this.watched.count + 1 });
    this.tell("watched", this.watched);
    this.anew();
  }

  /** @param {string} complaint why the first example is read, not the one that was asked for */
  first(complaint) {
    if (this.watched.example === 0) return;
    this.choose({ ...this.watched, example: 0, count: this.watched.count + 1 });
    this.tell("watched", { ...this.watched, complaint });
  }

  /** @param {Watched} watched */
  choose(watched) {
    this.watched = watched;
    this.field.show(watched.text);
    this.showRows();
  }

  anew() {  // the same network, asked about something else
    this.seen = -1;
    this.listen(true);
  }

  // Drawing

  resize() {
    const narrow = this.root.clientWidth < 700, { top } = this.root.getBoundingClientRect();
    const room = (windowBottom() - Math.max(top, 0)) / (this.root.currentCSSZoom ?? 1) - BELOW;
    this.root.style.height = narrow ? "" : `${Math.max(room, LEAST)}px`;
    this.draw();
  }

  /** @param {Partial<import("./answer.js").Answer>} [answer] what is new; nothing: draw all */
  draw(answer = this.story.now) {
    if (!this.given || !this.root.clientWidth) return;
    const { story, given } = this, theme = themeOf(this.root), all = answer === story.now;
    this.bar.show(story, given, Boolean(given.run));
    if (all || answer.examples) this.showRows();
    if (all || answer.rows) {
      this.rows.say(story.now.rows, theme);
      const { words, about } = summed(story.now.rows, story.examples, story.now.task);
      say(this.right, words);
      this.right.title = about;
    }
    if (all || answer.curve || answer.by_epoch) this.outcome.draw(story, given.ghost, given, theme);
    if (all) this.drawMemory();
    if (answer.by_epoch || this.replay) this.recall();
    this.looking.draw(answer);
    this.looking.root.style.visibility = story.now.scene ? "" : "hidden";
    if (all || answer.running || answer.scene) this.drawRunning();
    this.onward.show(given.lesson, !this.replay && story.ended);
    if (story.now.error) this.sentence.say(story.now.error, true);
    else if (answer.sentence !== undefined || story.ended || !story.now.scene || this.sentence.text === _(WAITING)) this.sentence.say(this.told(answer.sentence));
    this.root.dataset.at = String(this.seen);
  }

  /**
   * The sentence below.
   * @param {string} [changed] what has changed lately
   */
  told(changed) {
    const { replay, story, given } = this;
    if (replay) return (!replay.ended && changed) || _(RECORDED);
    if (story.ended) return _(OVER);
    if (!story.now.scene) return _(WAITING);
    return changed || _(given?.accuracy ? HINT.right : HINT.near);
  }

  showRows() {
    const { story, watched } = this;
    this.rows.show(story.examples, watched.text === null ? watched.example : -1, themeOf(this.root), story.now.task);
  }

  drawMemory() {
    this.outcome.drawMemory(this.recalling, this.given.memory, themeOf(this.root));
  }

  drawRunning() {
    this.outcome.drawRunning(this.story, this.watched.text === null ? this.watched.example : -1, this.looking.picture.at.column, themeOf(this.root));
  }
}
