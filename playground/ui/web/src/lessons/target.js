// The control that a step asks to press: found also inside our components, outlined until it is pressed.

const EVERY = 400;  // milliseconds between two looks: a page draws its controls anew
const PATIENCE = 5000;  // for a page to draw it
const LOCKED = 1500;  // for a page to unlock one that is there
const ASKS = "button, input, select, textarea, [role=slider]";
const WIDTH = "3px";

/**
 * What a selector finds, also in shadow roots, and is seen.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement | null}
 */
export function find(selector, root = document) {
  for (const found of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))) {
    if (found.getClientRects().length) return found;
  }
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    const found = shadowRoot && find(selector, shadowRoot);
    if (found) return found;
  }
  return null;
}

/**
 * Whether it, or what is in it, can be used: a teacher's link may lock it.
 * @param {HTMLElement} target
 */
function usable(target) {
  const asks = [target, ...target.querySelectorAll(ASKS)].filter((one) => one.matches(ASKS));
  return !asks.length || asks.some((one) => !(/** @type {HTMLButtonElement} */ (one).disabled));
}

export class Target {
  /** @type {HTMLElement | null} */
  outlined = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  timer;
  found = true;
  locked = false;  // it is there and cannot be used
  selector = "";
  keys = "";  // the key that presses it wherever the focus is
  since = 0;
  scrolled = false;

  /**
   * @param {() => void} pressed
   * @param {() => void} changed whether it is there
   */
  constructor(pressed, changed) {
    this.pressed = pressed;
    this.changed = changed;
    this.heard = (/** @type {Event} */ event) => this.hear(event);
  }

  /**
   * @param {string} selector empty: nothing
   * @param {string} [keys]
   */
  show(selector, keys = "") {
    if (this.selector === selector) return;
    this.rest();
    this.selector = selector;
    this.keys = keys;
    this.found = true;
    this.locked = false;
    if (!selector) return;
    this.since = performance.now();
    this.scrolled = false;
    for (const kind of ["click", "change", "input", "keydown"]) document.addEventListener(kind, this.heard, true);
    this.timer = setInterval(() => this.look(), EVERY);
    this.look();
  }

  look() {
    const found = find(this.selector), there = Boolean(found && usable(found));
    if (this.outlined !== found) {
      this.clear();
      if (found) {
        found.style.outline = `${WIDTH} solid var(--st-primary-color, currentcolor)`;
        found.style.outlineOffset = "3px";
        found.style.borderRadius ||= "6px";
        this.outlined = found;
      }
    }
    if (found && !this.scrolled) {
      this.scrolled = true;
      found.scrollIntoView({ block: "nearest" });
    }
    const known = there || performance.now() - this.since < (found ? LOCKED : PATIENCE), locked = Boolean(found) && !there;
    if (known !== this.found || locked !== this.locked) {
      this.found = known;
      this.locked = locked;
      this.changed();
    }
  }

  /** @param {Event} event */
  hear(event) {
    const target = this.outlined, path = event.composedPath();
    if (!target) return;
    const { key } = /** @type {KeyboardEvent} */ (event), typing = /** @type {Element} */ (path[0]).matches?.("input, textarea, select");
    const byKey = event.type === "keydown" && !typing && [this.keys, target.dataset.keys].includes(key);
    const within = path.some((one) => one instanceof Element && one.matches(this.selector)) && (event.type !== "keydown" || key === "Enter" || key === " " || key.startsWith("Arrow"));
    if (byKey || within) this.pressed();
  }

  /** Bring it into sight and the focus to it. */
  goTo() {
    const target = this.outlined;
    if (!target) return;
    target.scrollIntoView({ block: "nearest" });
    const first = target.matches(ASKS) ? target : target.querySelector(`:is(${ASKS}, [tabindex]):not([disabled])`);
    /** @type {HTMLElement | null} */ (first)?.focus();
  }

  clear() {
    if (!this.outlined) return;
    this.outlined.style.outline = this.outlined.style.outlineOffset = "";
    this.outlined = null;
  }

  rest() {
    clearInterval(this.timer);
    for (const kind of ["click", "change", "input", "keydown"]) document.removeEventListener(kind, this.heard, true);
    this.clear();
    this.selector = "";
  }
}
