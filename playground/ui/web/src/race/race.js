// The race: a lane for each network, what they read, how they learn and remember, and who remembered in the end.

import "./race.css";
import { element, list, say } from "../drawing/dom.js";
import { _, N_ } from "../drawing/language.js";
import { windowBottom } from "../drawing/leaving.js";
import { themeOf } from "../drawing/theme.js";
import { Asking, Refused, askAt } from "../playground/asking.js";
import { Bar, isFree } from "../playground/bar.js";
import { keysOf, meant } from "../playground/keys.js";
import { Onward } from "../playground/onward.js";
import { Charts } from "./charts.js";
import { Lane } from "./lane.js";
import { leading, over } from "./standing.js";
import { Texts } from "./texts.js";

/** @import { Memory } from "../playground/memory.js" */

/**
 * What the page says.
 * @typedef {object} Given
 * @property {import("./lane.js").Given[]} lanes
 * @property {string} lesson the step of a lesson that fits, as it is offered; empty: none
 * @property {boolean} mine whether this learner may ask things of them
 * @property {string} heading what the examples are to the networks
 * @property {boolean} accuracy whether answers are right or wrong
 * @property {number} epochs
 * @property {string} speed
 * @property {string[]} speeds
 * @property {import("../playground/bar.js").Controls} controls what the link hides or locks
 * @property {{example: number, count: number}} watched
 */
/** @typedef {(name: string, value: any) => void} Tell */

const READY = N_("Press Play: all lanes begin with the same batches, and it ends with who remembered.");
const TAKEN = N_("All lanes begin with the same batches, and it ends with who remembered.");
const GOING = N_("Same data, same batches, same seed. Who can still tell the verdict when the filler behind it has been read?");
const NO_TEXTS = N_("Here two dozen examples will stand that no lane trains on.");
const NO_TEXTS_SIGNED = N_("Here two dozen examples will stand that no lane trains on, each with a sign per lane: ✓ right, ✗ wrong.");
const WORKING = N_("All have ended; how much they still remember is being measured …");
const LEAST = 530, NARROW = 700, BELOW = 6;  // pixels
const PACE = 3000, SOON = 400;  // milliseconds: measuring memory takes the server as long as an epoch takes the lanes

export class Race {
  /** @type {Tell} a click */
  act = () => {};
  /** @type {Tell} a state */
  tell = () => {};
  /** @type {Given} */
  given;
  /** @type {Lane[]} */
  lanes = [];
  watched = { example: 0, count: 0 };
  /** @type {Memory[]} */
  memories = [];
  /** @type {string[]} sentences; empty: it goes on */
  verdict = [];
  /** the runs that the page was asked to look at, since the server knows nothing of one of them */
  doubted = "";

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.bar = new Bar((does, value) => this.act("act", { do: does, value }));
    this.bar.rewind.hidden = true;
    this.stop = element("button", { type: "button", textContent: _("■ Stop"), title: _("Stop all lanes for good") });
    this.stop.addEventListener("click", () => this.act("act", { do: "stop" }));
    this.stop.dataset.control = "stop";
    this.bar.playing.after(this.stop);
    this.track = element("div", { className: "lanes" });
    this.texts = new Texts((example) => this.watch(example));
    this.charts = new Charts();
    this.noTexts = element("p", { className: "empty" });
    this.onward = new Onward(() => this.act("act", { do: "lesson" }));
    this.said = element("div", { className: "verdict" });
    this.said.setAttribute("aria-live", "polite");
    this.reading = element("p", { className: "reading" });
    this.root.append(this.bar.root, this.reading, this.track,
      element("div", { className: "outcome" },
        element("section", { className: "texts", ariaLabel: _("What they read") },
          element("div", { className: "title" }, this.heading = element("b")), this.noTexts, this.texts.root),
        this.charts.root),
      element("div", { className: "below" }, this.said, this.onward.root, this.keys = element("p", { className: "keys" })));
    this.asking = new Asking({
      next: () => this.next(), heard: (bytes) => this.hear(bytes), failed: (error) => this.fail(error),
    }, async (asked, signal) => askAt("live/race", asked, signal), PACE);
    this.pressed = (/** @type {KeyboardEvent} */ event) => this.press(event);
    this.turned = () => this.listen();
  }

  /** @param {Given} given what the page says */
  show(given) {
    const before = JSON.stringify(this.given?.lanes);
    this.given = given;
    this.heading.textContent = given.heading;
    const other = JSON.stringify(this.given.lanes) !== before;
    if (this.given.watched.count >= this.watched.count) this.watched = this.given.watched;
    if (other) {
      this.memories = [];
      this.verdict = [];
      this.asking.pace = PACE;
    }
    while (this.lanes.length < this.given.lanes.length) {
      /** @type {Lane} */
      const lane = new Lane(() => this.watched.example, (answer) => this.heard(lane, answer), (error) => this.fail(error));
      this.lanes.push(lane);
      this.track.append(lane.root);
    }
    for (const lane of this.lanes.splice(this.given.lanes.length)) {
      lane.asking.rest();
      lane.root.remove();
    }
    this.lanes.forEach((lane, place) => lane.show(this.given.lanes[place]));
    this.root.style.setProperty("--lanes", String(this.lanes.length));
    this.stop.hidden = Boolean(given.controls.stop?.hidden);
    say(this.keys, keysOf(given.controls));
    this.listen(other);
    this.resize();
  }

  // Asking

  listen(otherwise = false) {
    if (document.hidden) this.rest();
    else if (this.given.lanes[0].run) {
      for (const lane of this.lanes) lane.listen(otherwise);
      this.asking.start(otherwise);
    } else this.rest();
  }

  rest() {
    for (const lane of this.lanes) lane.asking.rest();
    this.asking.rest();
  }

  next() {
    return this.verdict.length || !this.given.lanes[0].run ? null : { runs: this.given.lanes.map(({ run }) => run) };
  }

  /** @param {Uint8Array} bytes what the server answers */
  hear(bytes) {
    const { runs, verdict } = JSON.parse(new TextDecoder().decode(bytes));
    this.memories = runs;
    this.verdict = verdict;
    this.charts.drawMemory(this.lanes, this.memories, themeOf(this.root));
    this.tellHow();
  }

  /**
   * @param {Lane} lane
   * @param {import("../playground/answer.js").Answer} answer
   */
  heard(lane, answer) {
    if (answer.gone) this.first(answer.gone);
    lane.draw(this.given.accuracy, answer.scene);
    this.hurry();
    this.bar.show(leading(this.lanes.map(({ story }) => story)), this.settings(), false);
    if (answer.rows || answer.examples) this.drawTexts();
    if (answer.curve || answer.by_epoch) this.drawLearning();
    this.tellHow();
  }

  /** Once all have ended, nothing but the verdict is waited for. */
  hurry() {
    if (this.asking.pace === SOON || !over(this.lanes.map(({ story }) => story))) return;
    this.asking.pace = SOON;
    this.asking.start(true);
  }

  /** @param {Error} error */
  fail(error) {
    this.tellHow(error instanceof Refused ? error.message : _("The server does not answer. Trying again …"));
    if (error instanceof Refused) this.doubt();
  }

  doubt() {  // whether all runs are still there: the page knows
    this.rest();
    const runs = this.given.lanes.map(({ run }) => run).join();
    if (runs === this.doubted) return;
    this.doubted = runs;
    this.act("act", { do: "look" });
  }

  // What the learner does

  /** @param {KeyboardEvent} event */
  press(event) {
    const does = meant(event);
    if (!does || does === "close") return;
    event.preventDefault();
    if (does === "toggle") this.bar.toggle();
    else if (!this.bar[does].disabled) this.act("act", { do: does });
  }

  /** @param {number} example */
  watch(example) {
    this.watched = { example, count: this.watched.count + 1 };
    this.tell("watched", this.watched);
    this.drawTexts();
    if (this.given.lanes[0].run) for (const lane of this.lanes) lane.anew();
  }

  /** @param {string} complaint why the first example is read, not the one that was asked for */
  first(complaint) {
    if (this.watched.example === 0) return;
    this.watched = { example: 0, count: this.watched.count + 1 };
    this.tell("watched", { ...this.watched, complaint });
    this.drawTexts();
  }

  // Drawing

  /** What the bar shows; each lane has a learning rate of its own. */
  settings() {
    const { mine, epochs, speed, speeds, controls } = this.given;
    return { mine, epochs, speed, speeds, rate: 0, rates: [], controls: { ...controls, rate: { hidden: true, locked: false } } };
  }

  resize() {
    const narrow = this.root.clientWidth < NARROW, { top } = this.root.getBoundingClientRect();
    this.root.style.height = narrow ? "" : `${Math.max((windowBottom() - Math.max(top, 0)) / (this.root.currentCSSZoom ?? 1) - BELOW, LEAST)}px`;
    this.draw();
  }

  draw() {
    if (!this.given || !this.root.clientWidth) return;
    const stories = this.lanes.map(({ story }) => story);
    this.bar.show(leading(stories), this.settings(), false);
    for (const lane of this.lanes) lane.draw(this.given.accuracy, lane.story.now.scene);
    this.drawTexts();
    this.drawLearning();
    this.charts.drawMemory(this.lanes, this.memories, themeOf(this.root));
    this.tellHow();
  }

  drawTexts() {
    this.texts.show(this.lanes, this.watched.example);
    const example = this.lanes.find(({ story }) => story.examples.length)?.story.examples[this.watched.example];
    this.noTexts.hidden = Boolean(example);
    say(this.noTexts, _(this.given.accuracy ? NO_TEXTS_SIGNED : NO_TEXTS));
    say(this.reading, example ? _("{truth}: {text}", { truth: example.truth, text: example.label }) : "");
    this.reading.title = this.reading.textContent ?? "";
  }

  drawLearning() {
    this.charts.drawLearning(this.lanes, this.given.accuracy ? "accuracy" : "loss", this.given.epochs, themeOf(this.root));
  }

  /** @param {string} [complaint] */
  tellHow(complaint) {
    const stories = this.lanes.map(({ story }) => story), started = Boolean(this.given.lanes[0].run);
    this.onward.show(this.given.lesson, started && over(stories));
    this.stop.disabled = !started || !this.given.mine || over(stories) || !isFree(this.given.controls, "stop");
    const now = _(!started ? (isFree(this.given.controls, "play") ? READY : TAKEN) : over(stories) ? WORKING : GOING);
    list(this.said, complaint ? [complaint] : this.verdict.length ? this.verdict : [now], () => element("span"), (line, sentence) => say(line, `${sentence} `));
    this.root.dataset.state = this.verdict.length ? "over" : started ? "racing" : "ready";
  }
}
