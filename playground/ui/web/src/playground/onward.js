// The way on once a training has ended: the step of a lesson that fits what was trained.

import { element, say } from "../drawing/dom.js";

export class Onward {
  /** @param {() => void} go */
  constructor(go) {
    this.root = element("button", { type: "button", className: "onward", hidden: true });
    this.root.addEventListener("click", go);
  }

  /**
   * @param {string} offered what it is called; empty: nothing is offered
   * @param {boolean} over whether the training has ended
   */
  show(offered, over) {
    this.root.hidden = !offered || !over;
    say(this.root, offered);
  }
}
