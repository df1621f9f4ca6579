// One lane: a network that reads what all read, and how it is doing.

import { element, say } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { answerOf } from "../playground/answer.js";
import { Asking } from "../playground/asking.js";
import { Story } from "../playground/story.js";
import { Picture } from "../timesteps/picture.js";
import { answerIn, slim } from "./slim.js";
import { empty, standing, trouble } from "./standing.js";

/** What the page says of a lane. @typedef {{run: string, name: string, color: string, parameters: number}} Given */

const PACE = 200;  // milliseconds: several lanes share a server

export class Lane {
  /** @type {Given} */
  given;
  story = new Story("");
  /** @type {number} step of the picture that is drawn; -1: none */
  seen = -1;

  /**
   * @param {() => number} example that is read
   * @param {(answer: import("../playground/answer.js").Answer) => void} heard
   * @param {(error: Error) => void} failed
   */
  constructor(example, heard, failed) {
    this.example = example;
    this.name = element("b", { className: "name" });
    this.value = element("span", { className: "value" });
    this.about = element("span", { className: "facts" });
    this.answer = element("p", { className: "answer" });
    this.network = element("div", { className: "timesteps" });
    this.trouble = element("p", { className: "trouble" });
    this.empty = element("p", { className: "empty" });
    this.root = element("section", { className: "lane" },
      element("div", { className: "heading" }, this.name, this.value, this.about), this.answer, this.trouble, this.empty, this.network);
    this.picture = new Picture(this.network, true);
    this.picture.tell = () => {};
    this.asking = new Asking({
      next: () => this.next(),
      heard: (bytes) => {
        const answer = answerOf(bytes);
        this.story.add(answer);
        if (answer.at !== undefined) this.seen = answer.at;
        heard(answer);
      },
      failed,
    }, undefined, PACE);
  }

  /** @param {Given} given */
  show(given) {
    const other = this.given?.run !== given.run;
    this.given = given;
    if (other) {
      this.story = new Story(given.run);
      this.seen = -1;
    }
    this.root.ariaLabel = given.name;
    this.root.style.setProperty("--lane", given.color);
    say(this.name, given.name);
    if (!given.run) this.asking.rest();
  }

  listen(otherwise = false) {
    if (this.given.run) this.asking.start(otherwise);
  }

  anew() {  // the same network, asked about something else
    this.seen = -1;
    this.listen(true);
  }

  next() {
    const { run } = this.given, { curve, epochs, ended, stride } = this.story;
    if (!run || (ended && this.seen >= 0)) return null;
    return {
      run, example: this.example(), text: null, layer: null, direction: null, seen: this.seen, points: curve.position.length,
      stride, epochs: epochs.length,
    };
  }

  /**
   * @param {boolean} accuracy
   * @param {import("../timesteps/scene.js").Scene} [scene] a new picture
   */
  draw(accuracy, scene) {
    const { seconds, value } = standing(this.story.epochs, accuracy), reason = trouble(this.story);
    say(this.value, value);
    this.value.title = accuracy ? _("Validation accuracy") : _("Validation loss");
    say(this.about, [_("{count} parameters", { count: this.given.parameters.toLocaleString("en") }), seconds].filter(Boolean).join(" · "));
    say(this.trouble, reason);
    this.trouble.hidden = !reason;
    say(this.empty, empty(this.story, this.given.name));
    this.empty.hidden = !this.empty.textContent;
    this.network.style.visibility = this.story.now.scene ? "" : "hidden";
    this.root.dataset.state = this.story.now.state ?? "";
    this.root.dataset.at = String(this.seen);
    if (!scene) return;
    say(this.answer, answerIn(scene));
    this.picture.follow({ ...slim(scene), dense: this.network.clientHeight || 260 }, `race ${this.given.name}`);
  }
}
