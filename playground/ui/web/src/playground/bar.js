// The buttons of the run.

import { element, list, say } from "../drawing/dom.js";
import { _, parts } from "../drawing/language.js";
import { playing, state, where } from "./words.js";

/** @import { Story } from "./story.js" */
/** @import { Given } from "./screen.js" */

/** What the link makes of a control. @typedef {{hidden: boolean, locked: boolean}} Control */
/** By name. @typedef {Record<string, Control | undefined>} Controls */

const TRUST = 3000;  // milliseconds for which a button shows what was asked, before the run has heard it

export class Bar {
  /** @type {{does: string, until: number} | null} what was asked last, and is not true yet */
  wish = null;

  /** @param {(does: string, value?: unknown) => void} act */
  constructor(act) {
    this.act = act;
    this.playing = button("▶", _("Play or pause (space)"), () => this.toggle());
    this.playing.className = "play";
    this.batch = button(_("+1 batch"), _("One batch (n)"), () => act("batch"));
    this.epoch = button(_("+1 epoch"), _("One epoch (e)"), () => act("epoch"));
    this.rewind = button(_("Rewind"), _("Go on from a saved moment, with one thing changed"), () => act("rewind"));
    this.epochs = element("span");
    this.of = element("span");
    this.steps = element("span");
    const counted = { epoch: this.epochs, epochs: this.of, step: this.steps };
    const counts = element("span", { className: "counts" }, ...parts(_("Epoch {epoch} of {epochs} · step {step}"), counted));
    this.speed = box(_("Speed"), (value) => act("speed", value));
    this.rate = box(_("Learning rate"), (value) => act("rate", Number(value)));
    const named = { play: this.playing, batch: this.batch, epoch: this.epoch, speed: this.speed.root, rate: this.rate.root };
    for (const [name, part] of Object.entries(named)) part.dataset.control = name;
    Object.assign(this.playing.dataset, { keys: " " });
    Object.assign(this.batch.dataset, { keys: "n" });
    Object.assign(this.epoch.dataset, { keys: "e" });
    this.past = element("span", { className: "past" });
    this.state = element("span", { className: "state" });
    this.state.setAttribute("role", "status");
    this.root = element("div", { className: "transport" },
      this.playing, this.batch, this.epoch, this.rewind, counts, this.speed.root, this.rate.root, this.past, this.state);
    this.does = /** @type {"play" | "pause"} */ ("play");
  }

  toggle() {
    if (this.playing.disabled) return;
    this.wish = { does: this.does, until: performance.now() + TRUST };
    this.act(this.does);
    this.name(this.does === "play" ? "pause" : "play");
  }

  /**
   * @param {Story} story
   * @param {Pick<Given, "mine" | "epochs" | "speed" | "speeds" | "rate" | "rates"> & {past?: string, recorded?: string, controls?: Controls}} given
   * @param {boolean} rewinds whether there are moments to go back to
   */
  show(story, given, rewinds) {
    const { does } = playing(story), counted = where(story, given.epochs);
    if (this.wish && (does !== this.wish.does || performance.now() > this.wish.until)) this.wish = null;
    if (!this.wish) this.name(does);
    const active = story.run && !story.ended, foreign = Boolean(active) && !given.mine;
    this.leave(given.controls, foreign);
    this.rewind.disabled = !rewinds;
    say(this.epochs, counted.epoch);
    say(this.of, counted.epochs);
    say(this.steps, counted.step);
    say(this.past, given.past ? given.past[0].toUpperCase() + given.past.slice(1) : "");
    this.past.title = this.past.textContent ?? "";
    say(this.state, foreign ? _("Somebody else's run: any choice above starts your own") : state(story, given.recorded));
    this.state.title = this.state.textContent ?? "";
    options(this.speed.select, given.speeds, given.speed, paceOf);
    options(this.rate.select, given.rates, (active && story.now.learning_rate) || given.rate, String);
  }

  /**
   * Take away what the link hides, and disable what it locks.
   * @param {Controls | undefined} controls undefined: all are free
   * @param {boolean} foreign whether the run is somebody else's, whose speed alone may be asked for
   */
  leave(controls, foreign) {
    const all = { play: this.playing, batch: this.batch, epoch: this.epoch, speed: this.speed.select, rate: this.rate.select };
    for (const [name, part] of Object.entries(all)) {
      part.disabled = !isFree(controls, name) || (foreign && name !== "speed");
      if (controls) (part.closest("label") ?? part).hidden = Boolean(controls[name]?.hidden);
    }
  }

  /** @param {"play" | "pause"} does what the button does next */
  name(does) {
    this.does = does;
    say(this.playing, does === "play" ? _("▶ Play") : _("❚❚ Pause"));
    this.playing.ariaLabel = does === "play" ? _("Play") : _("Pause");
  }
}

/** A speed as it is shown. @param {string} speed */
function paceOf(speed) {
  if (speed === "full") return _("full");
  return speed === "1" ? _("1 batch/s") : _("{count} batches/s", { count: speed });
}

/**
 * Whether the learner may use a control.
 * @param {Controls | undefined} controls
 * @param {string} name
 */
export function isFree(controls, name) {
  const { hidden = false, locked = false } = controls?.[name] ?? {};
  return !hidden && !locked;
}

/**
 * @param {string} text
 * @param {string} title
 * @param {() => void} act
 */
function button(text, title, act) {
  const made = element("button", { type: "button", textContent: text, title });
  made.addEventListener("click", act);
  return made;
}

/**
 * @param {string} name
 * @param {(value: string) => void} choose
 */
function box(name, choose) {
  const select = element("select");
  select.addEventListener("change", () => choose(select.value));
  return { select, root: element("label", {}, `${name} `, select) };
}

/**
 * @template {string | number} Value
 * @param {HTMLSelectElement} select
 * @param {Value[]} values
 * @param {Value} chosen
 * @param {(value: Value) => string} written
 */
function options(select, values, chosen, written) {
  const all = values.includes(chosen) ? values : [...values, chosen];
  const told = `${all} ${chosen}`;
  if (select.dataset.told === told) return;
  select.dataset.told = told;
  list(select, all, () => element("option"), (option, value) => {
    /** @type {HTMLOptionElement} */ (option).value = String(value);
    say(option, written(value));
  });
  select.value = String(chosen);
}
