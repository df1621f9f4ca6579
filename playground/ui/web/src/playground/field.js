// Where one types a text of one's own; it is read a moment after the last key.

import { element } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";

const AFTER = 250;  // milliseconds

export class Field {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;

  /** @param {(text: string | null) => void} read null: nothing is typed */
  constructor(read) {
    this.root = element("input", { type: "text", className: "typed", placeholder: _("Type your own …"), autocomplete: "off", spellcheck: false });
    this.root.dataset.control = "text";
    this.root.ariaLabel = _("Type your own text");
    this.root.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => read(this.root.value || null), AFTER);
    });
  }

  /**
   * What is read now, wherever that was chosen: not while one types.
   * @param {string | null} text
   */
  show(text) {
    clearTimeout(this.timer);
    const { activeElement } = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    if (text === null) this.root.value = "";
    else if (this.root.value !== text && activeElement !== this.root) this.root.value = text;
  }
}
