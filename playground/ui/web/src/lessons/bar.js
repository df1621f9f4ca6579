// The bar of the lesson that is going on: one step, its question or what came of it, and the way on.

import { element, list, say } from "../drawing/dom.js";
import { comeTo, end, keep, opens, progressOf } from "./progress.js";
import { Target } from "./target.js";

/**
 * @typedef {object} Step
 * @property {number} number from 1
 * @property {"read" | "do" | "predict" | "see" | "check"} kind
 * @property {string} title what the kind is called
 * @property {string} text
 * @property {[string, string][]} choices name and text
 * @property {string} right name of the right choice; empty: none is named
 * @property {string} why
 * @property {string} target selector of the control
 * @property {string} keys the key that presses it wherever the focus is; empty: none
 */
/** What was predicted for a step to see. @typedef {{number: number, choices: [string, string][]}} Prediction */
/** What came of it. @typedef {{sentence: string, outcome: string, wrong: boolean}} Answer */
/** @typedef {Record<"next" | "back" | "leave" | "finish" | "right" | "wrong" | "predicted" | "held" | "failed" | "open" | "step" | "first" | "gone" | "locked" | "elsewhere" | "show", string>} Words */
/**
 * @typedef {object} Given
 * @property {string} lesson
 * @property {string} heading
 * @property {number} count of steps
 * @property {Step} step
 * @property {Prediction | null} prediction
 * @property {Answer | null} answer
 * @property {string} elsewhere the page that the step stands on, where another is shown
 * @property {Words} words
 */
/** @typedef {{do: "go" | "leave" | "open" | "done", to: number}} Told */

const GAP = 6, EDGES = 12;  // pixels between and around what the bar of a narrow window holds

export class Bar {
  /** @type {Given} */
  given;

  /**
   * @param {HTMLElement} root
   */
  constructor(root) {
    this.root = root;
    /** @type {(told: Told) => void} */
    this.tell = () => undefined;
    this.heading = element("b", { className: "heading" });
    this.place = element("span", { className: "place" });
    this.open = this.button("open", () => this.tell({ do: "open", to: this.given.step.number }));
    this.leave = this.button("leave", () => this.tell({ do: "leave", to: 0 }));
    this.shows = this.button("shows", () => this.target.goTo());
    this.kind = element("b", { className: "kind" });
    this.result = element("p", { className: "result" });
    this.text = element("p");
    this.words = element("div", { className: "words" }, this.text, this.result);
    this.words.setAttribute("aria-live", "polite");
    this.words.tabIndex = -1;
    this.choices = element("div", { className: "choices" });
    this.choices.setAttribute("role", "radiogroup");
    this.back = this.button("back", () => this.go(-1));
    this.next = this.button("next", () => this.go(1));
    root.setAttribute("role", "region");
    this.head = element("div", { className: "head" }, this.heading, this.place, this.kind, this.open, this.shows, element("span", { className: "ways" }, this.back, this.next, this.leave));
    root.append(this.head, element("div", { className: "body" }, this.words, this.choices));
    this.target = new Target(() => this.press(), () => this.draw());
    const sizes = new ResizeObserver(() => this.fit());
    for (const one of [this.head, this.words, this.choices]) sizes.observe(one);
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  button(name, act) {
    const made = element("button", { type: "button", className: name });
    made.addEventListener("click", act);
    return made;
  }

  /** @param {Given} given */
  show(given) {
    const other = this.given?.lesson !== given.lesson || this.given.step.number !== given.step.number;
    const within = this.root.contains(/** @type {Document | ShadowRoot} */ (this.root.getRootNode()).activeElement);
    this.given = given;
    if (other) comeTo(given.lesson, given.step.number);
    this.draw();
    if (other) this.words.scrollTop = 0;
    if (other && within) this.focus();
  }

  draw() {
    const { given: { lesson, heading, count, step, words, elsewhere } } = this, progress = progressOf(lesson);
    const done = progress.pressed.includes(step.number), last = step.number === count;
    this.root.ariaLabel = heading;
    this.root.dataset.step = String(step.number);
    this.root.dataset.kind = step.kind;
    say(this.heading, heading);
    say(this.place, words.step);
    say(this.open, words.open);
    this.open.hidden = !words.open;
    say(this.kind, step.title);
    say(this.text, step.text);
    this.text.hidden = !step.text;
    say(this.back, words.back);
    say(this.next, last ? words.finish : words.next);
    this.leave.ariaLabel = this.leave.title = words.leave;
    say(this.leave, "×");
    this.target.show(step.target && !done && !elsewhere ? step.target : "", step.keys);
    say(this.shows, words.show);
    this.shows.hidden = step.kind !== "do" || done || Boolean(elsewhere) || !this.target.found || this.target.locked;
    this.back.disabled = step.number === 1;
    this.next.disabled = !opens(step, progress, this.target.found);
    this.next.title = this.next.disabled ? (step.kind !== "do" ? words.first : elsewhere ? words.elsewhere : step.text) : "";
    this.drawChoices(progress.said[step.number]);
    this.drawResult(progress);
  }

  /** @param {string | undefined} said */
  drawChoices(said) {
    const { step } = this.given;
    this.choices.hidden = !step.choices.length;
    this.choices.ariaLabel = step.text;
    list(this.choices, step.choices, () => this.choice(), (one, [name, text]) => {
      const box = /** @type {HTMLInputElement} */ (one.firstElementChild);
      box.value = name;
      box.checked = said === name;
      one.dataset.is = step.kind === "check" && said !== undefined && (name === step.right ? "right" : name === said ? "wrong" : "") || "";
      say(/** @type {HTMLElement} */ (one.lastElementChild), text);
    });
  }

  choice() {
    const box = element("input", { type: "radio", name: "choice" });
    box.addEventListener("change", () => this.choose(box.value));
    return element("label", {}, box, element("span"));
  }

  /** @param {import("./progress.js").Progress} progress */
  drawResult(progress) {
    const { step, answer, prediction, words, elsewhere } = this.given, said = progress.said[step.number];
    let text = "", is = "";
    if (step.kind === "check" && said !== undefined) {
      is = said === step.right ? "right" : "wrong";
      text = `${words[/** @type {"right" | "wrong"} */ (is)]} ${step.why}`;
    } else if (step.kind === "see" && answer) {
      const own = prediction && progress.said[prediction.number];
      const chosen = prediction?.choices.find(([name]) => name === own)?.[1];
      const beside = chosen ? words.predicted.replace("{choice}", chosen) : "";
      is = answer.outcome && chosen ? (answer.outcome === own ? "right" : "wrong") : "";
      text = [answer.sentence, beside, is && (is === "right" ? words.held : words.failed)].filter(Boolean).join(" ");
      if (answer.wrong) is = "missing";
    } else if (step.kind === "do" && !progress.pressed.includes(step.number)) {
      text = elsewhere ? words.elsewhere : this.target.found ? "" : this.target.locked ? words.locked : words.gone;
    }
    this.result.dataset.is = is;
    say(this.result, text);
  }

  /** @param {string} name */
  choose(name) {
    const { lesson, step } = this.given, progress = progressOf(lesson);
    keep(lesson, { ...progress, said: { ...progress.said, [step.number]: name } });
    this.draw();
  }

  press() {
    const { lesson, step } = this.given, progress = progressOf(lesson);
    keep(lesson, { ...progress, pressed: [...new Set([...progress.pressed, step.number])] });
    this.draw();
  }

  /** @param {number} by */
  go(by) {
    const { lesson, count, step: { number } } = this.given;
    if (by > 0 && number === count) {
      end(lesson, number);
      this.tell({ do: "done", to: 0 });
    } else this.tell({ do: "go", to: number + by });
  }

  /** Let a narrow window's bar be as high as what it holds, up to a third of the window. */
  fit() {
    if (!this.root.isConnected) return;
    const narrow = window.matchMedia("(max-width: 700px)").matches, choices = this.choices.hidden ? 0 : this.choices.offsetHeight + GAP;
    const holds = this.head.offsetHeight + this.words.offsetHeight + choices + 2 * GAP + EDGES;
    document.documentElement.style.setProperty("--lesson-bar", narrow ? `${Math.min(holds, Math.round(window.innerHeight / 3))}px` : "");
  }

  /** Where a key goes on after a step: to the question, else to the way on, to what is pressed, or to the words. */
  focus() {
    const first = /** @type {HTMLInputElement | null} */ (this.choices.querySelector("label:not([hidden]) input:checked, label:not([hidden]) input"));
    const to = this.given.step.choices.length && first ? first : [this.next, this.shows, this.open].find((one) => !one.disabled && !one.hidden) ?? this.words;
    to.focus({ preventScroll: true });
  }
}
