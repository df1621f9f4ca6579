// The words as they lie under the text area: same text, transparent, with backgrounds.

import { element } from "../drawing/dom.js";

/** @import { Mark } from "./marking.js" */

/**
 * Text between words, and a word; kept, see `say`.
 * @typedef {{between: Text, word: Text, span: HTMLElement, background: string, token: number | null}} Slot
 */

export class Layer {
  /** @type {Slot[]} */
  slots = [];

  constructor() {
    this.root = element("div", { className: "under" });
    this.root.setAttribute("aria-hidden", "true");
  }

  /**
   * Fill it with `text` and its marks.
   * @param {string} text
   * @param {Mark[]} marks
   * @param {number} index of this layer among `of` that share the height of a line
   * @param {number} of
   * @returns {Map<number | null, HTMLElement>} token → its span
   */
  fill(text, marks, index, of) {
    const spans = new Map();
    let done = 0;
    marks.forEach(({ start, end, name, color, token }, used) => {
      const slot = (this.slots[used] ??= this.slot());
      write(slot.between, text.slice(done, start));
      write(slot.word, text.slice(start, end));
      done = end;
      fit(slot, name, color && of > 1 ? `linear-gradient(${color}, ${color}) 0 ${100 * index}% / 100% 50% no-repeat` : color, token);
      spans.set(token, slot.span);
    });
    this.rest(text.slice(done), marks.length);
    return spans;
  }

  slot() {
    const slot = { between: new Text(), word: new Text(), span: element("span"), background: "", token: null };
    slot.span.append(slot.word);
    this.root.append(slot.between, slot.span);
    return slot;
  }

  /**
   * The text behind the last word, and a line break: a line that is still empty has its height too.
   * @param {string} text
   * @param {number} used slots
   */
  rest(text, used) {
    this.slots[used] ??= this.slot();
    this.slots.slice(used).forEach((slot, index) => {
      write(slot.between, index ? "" : `${text}\n`);
      write(slot.word, "");
      fit(slot, "", "", null);
    });
  }
}

/**
 * @param {Text} node
 * @param {string} text
 */
function write(node, text) {
  if (node.nodeValue !== text) node.nodeValue = text;
}

/**
 * @param {Slot} slot
 * @param {string} name
 * @param {string} background
 * @param {number | null} token
 */
function fit(slot, name, background, token) {
  const { span } = slot;
  if (span.className !== name) span.className = name;
  if (slot.background !== background) span.style.background = slot.background = background;
  if (slot.token === token) return;
  slot.token = token;
  if (token === null) delete span.dataset.token;
  else span.dataset.token = String(token);
}
