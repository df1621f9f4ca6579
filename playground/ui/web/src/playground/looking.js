// What is looked at in the network: the layer whose gates are drawn, and the cell whose arithmetic stands at the side.

import { element } from "../drawing/dom.js";
import { withLinks } from "../timesteps/links.js";
import { Picture } from "../timesteps/picture.js";
import { Side } from "./side.js";

/** @import { Answer } from "./answer.js" */

const HEIGHT = 420;  // pixels, where the page does not tell

export class Looking {
  /** @type {{layer: string, direction: string} | null} null: as the server likes */
  layer = null;
  /** The cell that was asked for last. */
  asked = "null";

  /** @param {() => void} anew the same network is to be asked about something else */
  constructor(anew) {
    this.root = element("div", { className: "timesteps" });
    this.side = new Side(() => this.root.focus({ preventScroll: true }));
    this.picture = new Picture(this.root, true);
    this.picture.tell = () => { if (this.stale) anew(); };
    this.picture.opened = () => {
      this.side.show();
      anew();
    };
    this.picture.other = ({ layer, direction, states }) => {
      if (!states.length) return;
      this.layer = { layer, direction };
      anew();
    };
  }

  /** The cell whose arithmetic is shown. */
  get cell() {
    const { scene, at } = this.picture;
    return this.side.open && scene ? { part: at.part, unit: at.unit, column: at.column } : null;
  }

  /** Whether another cell is selected than was asked for. */
  get stale() {
    const { cell } = this;
    return cell !== null && JSON.stringify(cell) !== this.asked;
  }

  question() {
    const { layer, cell } = this;
    this.asked = JSON.stringify(cell);
    return { layer: layer?.layer ?? null, direction: layer?.direction || null, cell };
  }

  /** @param {Partial<Answer>} answer */
  draw({ scene, cell, links }) {
    if (scene) this.picture.follow(withLinks({ ...scene, dense: this.root.clientHeight || HEIGHT }, links), "playground");
    if (cell) this.side.draw(cell);
  }
}
