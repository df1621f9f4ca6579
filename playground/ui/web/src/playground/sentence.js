// One sentence, which changes no faster than it can be read, and is read aloud more rarely still.

import { element, say } from "../drawing/dom.js";

const READ = 1500, ALOUD = 8000;  // milliseconds

export class Sentence {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  later;
  text = "";
  shown = -Infinity;
  aloud = -Infinity;

  constructor() {
    this.seen = element("p", { className: "sentence" });
    this.heard = element("p", { className: "aloud" });
    this.heard.setAttribute("aria-live", "polite");
  }

  /**
   * @param {string} text
   * @param {boolean} [now] at once: it answers what the learner did
   */
  say(text, now = false) {
    this.text = text;
    clearTimeout(this.timer);
    const wait = now ? 0 : this.shown + READ - performance.now();
    if (wait > 0) this.timer = setTimeout(() => this.show(), wait);
    else this.show();
  }

  show() {
    if (this.seen.textContent === this.text) return;
    const now = performance.now();
    this.shown = now;
    say(this.seen, this.text);
    this.seen.title = this.text;
    clearTimeout(this.later);
    const wait = this.aloud + ALOUD - now;
    if (wait > 0) this.later = setTimeout(() => this.read(), wait);  // what stands there then
    else this.read();
  }

  read() {
    this.aloud = performance.now();
    say(this.heard, this.seen.textContent ?? "");
  }
}
