// A text area over its own words, and what the networks make of them.
// What is typed is never overwritten by an answer: an answer says which text it is about, and only colours are moved.

import "./editor.css";
import { element, list, placeTip, say } from "../drawing/dom.js";
import { _, live as liveAt } from "../drawing/language.js";
import { themeOf } from "../drawing/theme.js";
import { tokenAtCaret, tokensOf } from "./answer.js";
import { key } from "./key.js";
import { Layer } from "./layer.js";
import { toHere, toInside } from "./links.js";
import { tellOf, tokenIn, wordOf } from "./looked_at.js";
import { marksOf } from "./marking.js";
import { RunReading } from "./reading.js";
import { numbersOf, wholeOf } from "./sent.js";

/** @import { At, Data, Run } from "./answer.js" */
/** @import { Tell } from "./index.js" */
/** @import { SentAnswer, SentData } from "./sent.js" */

const GIVE_UP = 3000, ALOUD_AFTER = 1200, SHARE_AFTER = 600, REST = 500;  // milliseconds

/** What is asked, see playground/server/live_sentiment.py. @typedef {{editor: string, runs: [string, number][], text: string, has: number[]}} Asked */

/**
 * Ask the server.
 * @param {Asked} asked
 * @returns {Promise<SentAnswer>}
 */
async function live(asked) {
  const request = { method: "POST", body: JSON.stringify(asked), signal: AbortSignal.timeout(GIVE_UP) };
  const answer = await fetch(liveAt("live/sentiment"), request);
  return answer.ok ? answer.json() : Promise.reject(answer.status);
}

/**
 * @param {{runs: {run: string, epoch: number}[]}} data
 * @returns {[string, number][]}
 */
function networks({ runs }) {
  return runs.map(({ run, epoch }) => [run, epoch]);
}

export class Editor {
  /** @type {Tell} a state */
  tell;
  /** @type {Tell} a click */
  open;
  /** @type {(asked: Asked) => Promise<SentAnswer>} who reads: the server, or a page without one */
  reader = live;
  /** @type {Data} the newest, of the page or of the live address */
  answer;
  /** @type {number | undefined} of the page's last run */
  number;
  /** @type {string | undefined} the text that is being read */
  waiting;
  /** @type {RunReading[]} */
  readings = [];
  /** @type {Layer[]} */
  layers = [];
  /** @type {Map<number | null, HTMLElement>[]} by run: token → its span */
  spans = [];
  /** @type {At | null} what is looked at */
  at = null;
  composing = false;
  /** @type {string | undefined} what the key tells of */
  means;
  /** @type {Record<"resting" | "reading" | "sharing", ReturnType<typeof setTimeout> | undefined>} */
  timers = { resting: undefined, reading: undefined, sharing: undefined };

  /**
   * @param {HTMLElement} root
   * @param {string} text
   */
  constructor(root, text) {
    this.root = root;
    this.area = element("textarea", { id: "text", value: text, spellcheck: false, autocomplete: "off" });
    this.area.dataset.control = "text";
    this.area.dir = "auto";
    this.area.setAttribute("aria-describedby", "key");
    this.examples = element("div", { className: "examples" });
    this.paper = element("div", { className: "paper" }, this.area);
    this.key = element("div", { className: "key", id: "key" });
    this.note = element("div", { className: "note" });
    this.runs = element("div", { className: "runs" });
    this.inside = element("a", { className: "inside", textContent: _("Look inside at this text") });
    this.aloud = element("div", { className: "aloud" });
    this.aloud.setAttribute("role", "status");
    this.tip = element("div", { className: "tip", hidden: true });
    this.label = element("label", { className: "label", htmlFor: "text", textContent: _("Type a text") });
    this.root.append(this.examples, this.label, this.paper, this.key, this.note, this.runs, this.inside, this.aloud, this.tip);
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("compositionstart", () => (this.composing = true));
    this.area.addEventListener("compositionend", () => {
      this.composing = false;
      this.typed();
    });
    this.area.addEventListener("blur", () => {
      if (!this.answer) return;
      this.put({ ...this.answer, text: this.area.value });  // a link that is pressed now takes it along
      this.rest();
    });
    this.area.addEventListener("pointermove", (event) => this.hover(this.under(event), event));
    this.area.addEventListener("pointerleave", (event) => this.hover(null, event));
    this.area.addEventListener("click", (event) => this.click(event));
    this.area.addEventListener("keyup", (event) => {
      if (!/^(Arrow|Home|End|Page)/.test(event.key)) return;
      this.tip.hidden = true;
      this.look(this.atCaret());
    });
  }

  // Typing and being answered

  typed() {
    if (!this.answer) return;
    this.at = null;
    this.tip.hidden = true;
    this.mark();
    this.current();
    if (!this.composing) this.send();
    clearTimeout(this.timers.resting);
    this.timers.resting = setTimeout(() => this.rest(), REST);
  }

  rest() {  // the page itself learns what stands there when typing rests: it keeps it, and explains it
    clearTimeout(this.timers.resting);
    if (this.composing || !this.root.isConnected) return;
    const text = this.text();
    this.tell("typed", { text, has: text === this.answer.text ? numbersOf(this.answer.runs) : [] });
  }

  text() {
    return this.area.value.toWellFormed?.() ?? this.area.value;
  }

  send() {  // one text at a time; while it is read, only the newest of those typed waits
    const text = this.text(), { editor, runs } = this.answer, asked = networks(this.answer);
    if (this.waiting !== undefined || text === this.answer.text) return;
    this.waiting = text;
    this.reader({ editor, runs: asked, text, has: numbersOf(runs) })
      .then((found) => this.found(found, String(asked), runs), () => this.ask(text));
  }

  /**
   * @param {SentAnswer} found without titles
   * @param {string} asked which networks
   * @param {Run[]} had what was here when it was asked for
   */
  found({ text, runs: sent, milliseconds }, asked, had) {
    if (this.waiting === text) this.waiting = undefined;
    const runs = wholeOf(sent, had);
    if (!runs || asked !== String(networks(this.answer))) {  // others by now
      this.send();
      return;
    }
    const titled = runs.map((run, index) => ({ ...run, title: this.answer.runs[index].title }));
    this.show({ ...this.answer, text, runs: titled, milliseconds });
  }

  /** @param {string} text which that address does not answer, so that the page must */
  ask(text) {
    this.tell("typed", { text, has: [] });
    setTimeout(() => {
      if (this.waiting !== text) return;
      this.waiting = undefined;
      this.send();
    }, GIVE_UP);
  }

  /** @param {SentData} sent by the page; each of its reruns gives it another number */
  given(sent) {
    if (this.number === sent.number) return;
    this.number = sent.number;
    if (sent.text === this.waiting) this.waiting = undefined;
    const runs = wholeOf(sent.runs, this.answer?.runs ?? []);
    const same = this.answer && String(networks(sent)) === String(networks(this.answer));
    const newer = same && (!runs || (this.answer.text !== sent.text && this.answer.text === this.text()));
    if (newer) {  // typing has gone on since
      const { text, milliseconds } = this.answer;
      this.show({ ...sent, text, runs: this.answer.runs.map((run, index) => ({ ...run, title: sent.runs[index].title })), milliseconds });
    } else if (runs) {
      this.show({ ...sent, runs });
    } else {
      this.tell("typed", { text: sent.text, has: [] });
    }
  }

  /** @param {Data} data */
  show(data) {
    const other = !this.answer || JSON.stringify(this.answer.examples) !== JSON.stringify(data.examples);
    this.answer = data;
    Object.assign(this.root.dataset, { length: data.text.length, milliseconds: data.milliseconds });
    this.root.classList.toggle("characters", data.characters);
    if (other) this.offer();
    this.leave(data.control);
    while (this.readings.length > data.runs.length) this.readings.pop()?.root.remove();
    while (this.readings.length < data.runs.length) this.add();
    this.runs.classList.toggle("two", data.runs.length > 1);
    data.runs.forEach((run, index) => this.readings[index].show(run, data.text, data.runs.length === 1));
    const means = JSON.stringify(data.runs.map(({ title, watched, away }) => [title, watched, away]));
    if (means !== this.means) this.key.replaceChildren(...key(data.runs));
    this.means = means;
    if (this.at && this.at[1] >= tokensOf(data.runs[this.at[0]]?.tokens ?? []).length) this.at = null;
    this.mark();
    this.draw();
    this.explain();
    this.current();
    this.readAloud();
    this.share();
    if (!this.composing) this.send();
  }

  /** @param {{hidden: boolean, locked: boolean}} control what the link makes of the text: locked, it can be pointed at */
  leave({ hidden, locked }) {
    this.area.readOnly = locked;
    for (const one of [this.label, this.paper, this.key]) one.hidden = hidden;
    this.examples.hidden = hidden || !this.answer.examples.length;
    for (const one of this.examples.querySelectorAll("button")) one.disabled = locked;
  }

  add() {
    const index = this.readings.length;
    const reading = new RunReading((token, event) => this.hover(token === null ? null : [index, token], event));
    this.readings.push(reading);
    this.runs.append(reading.root);
  }

  current() {  // whether the picture is of the text that stands there
    this.root.dataset.current = String(this.answer.text === this.area.value);
  }

  // Drawing

  mark() {
    const read = this.answer.runs.filter((run) => !run.error), text = this.area.value;
    while (this.layers.length > Math.max(read.length, 1)) this.layers.pop()?.root.remove();
    while (this.layers.length < Math.max(read.length, 1)) {
      const layer = new Layer();
      this.layers.push(layer);
      this.paper.insertBefore(layer.root, this.area);
    }
    this.spans = [];
    if (!read.length) this.layers[0].rest(text, 0);
    read.forEach((run, index) => {
      const marks = marksOf(text, this.answer.text, run);
      this.spans[this.answer.runs.indexOf(run)] = this.layers[index].fill(text, marks, index, read.length);
    });
    this.light();
  }

  light() {
    for (const span of this.paper.querySelectorAll(".lit")) span.classList.remove("lit");
    if (this.at) this.spans[this.at[0]]?.get(this.at[1])?.classList.add("lit");
  }

  draw() {
    if (!this.answer || !this.root.clientWidth) return;
    const theme = themeOf(this.root);
    this.readings.forEach((reading, index) => reading.draw(tokenIn(this.answer.runs, this.at, index), theme));
  }

  explain() {
    const example = this.answer.examples.find((one) => one.text === this.area.value);
    for (const button of this.examples.children) button.setAttribute("aria-pressed", String(button.textContent === example?.title));
    const told = example ? [example.look, ...example.made] : [this.answer.hint];
    list(this.note, told, () => element("p"), say);
  }

  readAloud() {
    clearTimeout(this.timers.reading);
    const read = this.answer.runs.filter((run) => !run.error);  // an error speaks for itself
    const sentences = read.map(({ title, prediction, figures, turns }) => _("{title}: {prediction}, {figures}. {turns}", { title, prediction, figures, turns }));
    this.timers.reading = setTimeout(() => say(this.aloud, sentences.join(" ")), ALOUD_AFTER);
  }

  share() {  // the link in the address bar brings the text back; in place, so that Back leaves the page
    this.inside.href = toInside(window.location.href, this.answer).href;
    clearTimeout(this.timers.sharing);
    this.timers.sharing = setTimeout(() => this.put(this.answer), SHARE_AFTER);
  }

  /** @param {Pick<Data, "text" | "start" | "longest">} data what the address says from now */
  put(data) {
    if (!this.root.isConnected) return;
    const link = toHere(window.location.href, data);
    if (link.search !== window.location.search) window.history.replaceState(window.history.state, "", link);
  }

  // Looking at a word

  /**
   * @param {MouseEvent} event
   * @returns {At | null}
   */
  under(event) {
    const root = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    const found = /** @type {HTMLElement[]} */ (root.elementsFromPoint(event.clientX, event.clientY));
    const first = found.find((one) => one.dataset.token), token = Number(first?.dataset.token);
    const index = first ? this.spans.findIndex((spans) => spans?.get(token) === first) : -1;
    return index < 0 ? null : [index, token];
  }

  /** @returns {At | null} */
  atCaret() {
    if (this.area.value !== this.answer.text) return null;
    const index = this.answer.runs.findIndex((run) => !run.error);
    const token = tokenAtCaret(this.answer.runs[index]?.tokens ?? [], this.area.selectionStart);
    return token === null ? null : [index, token];
  }

  /**
   * @param {At | null} at
   * @param {MouseEvent} event
   */
  hover(at, event) {
    this.look(at);
    this.tip.hidden = !at;
    if (at) placeTip(this.tip, tellOf(this.answer, at), this.root, event);
  }

  /** @param {At | null} at */
  look(at) {
    if (String(at) === String(this.at)) return;
    this.at = at;
    this.light();
    this.draw();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const at = this.under(event);
    if (!at || this.area.selectionStart !== this.area.selectionEnd || this.area.value !== this.answer.text) return;
    this.rest();
    this.open("word", { run: at[0], token: at[1], word: wordOf(this.answer, at) });
  }

  // Examples

  offer() {
    this.examples.replaceChildren(...this.answer.examples.map(({ title, text }) => {
      const button = element("button", { type: "button", textContent: title });
      button.addEventListener("click", () => this.replace(0, this.area.value.length, text));
      return button;
    }));
  }

  /**
   * As if typed, so that it can be undone.
   * @param {number} start
   * @param {number} end
   * @param {string} text
   */
  replace(start, end, text) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, start, end, "end");
      this.typed();
    }
  }
}
