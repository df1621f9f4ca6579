// All lessons as tiles, each with how far this browser's learner has come.

import { element, list, say } from "../drawing/dom.js";
import { progressOf } from "./progress.js";

/** @typedef {{name: string, title: string, heading: string, goal: string, about: string, count: number, own: boolean}} Tile */
/** @typedef {{tiles: Tile[], words: Record<"start" | "resume" | "again" | "done", string>}} GivenTiles */

export class Tiles {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {(told: {lesson: string, to: number}) => void} */
    this.tell = () => undefined;
  }

  /** @param {GivenTiles} given */
  show({ tiles, words }) {
    list(this.root, tiles, () => this.tile(), (one, tile) => {
      const { step, done } = progressOf(tile.name), [heading, about, goal, track, button] = /** @type {HTMLElement[]} */ ([...one.children]);
      const share = done ? 1 : Math.max(step - 1, 0) / tile.count;
      say(heading, tile.title);
      say(about, done ? `${tile.about} · ${words.done}` : tile.about);
      say(goal, tile.goal);
      /** @type {HTMLElement} */ (track.firstElementChild).style.width = `${100 * share}%`;
      track.ariaValueNow = String(Math.round(100 * share));
      track.ariaLabel = tile.heading;
      button.dataset.lesson = tile.name;
      button.dataset.to = String(step > 0 ? Math.min(step, tile.count) : 1);
      say(button, step > 1 ? words.resume : done ? words.again : words.start);
      button.ariaLabel = `${button.textContent}: ${tile.heading}`;
    });
  }

  tile() {
    const button = element("button", { type: "button" });
    button.addEventListener("click", () => this.tell({ lesson: button.dataset.lesson ?? "", to: Number(button.dataset.to) }));
    const track = element("div", { className: "track" }, element("div", { className: "filled" }));
    track.setAttribute("role", "progressbar");
    return element("article", {}, element("h2"), element("p", { className: "about" }), element("p"), track, button);
  }
}
