// A cell's diagram, walked operation by operation.

import "./diagram.css";
import { element, placeTip, say } from "../drawing/dom.js";
import { download, downloadNumbers, figureHead } from "../drawing/figure.js";
import { fill } from "../drawing/formula.js";
import { _, N_ } from "../drawing/language.js";
import { typeset } from "../drawing/latex.js";
import { same } from "../drawing/packed.js";
import { fileName } from "../drawing/table.js";
import { themeOf } from "../drawing/theme.js";
import { drawing } from "./drawn.js";
import { decoded, signed, walked } from "./scene.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Scene } from "./scene.js" */

const WIDE = N_("The picture goes on to the right: swipe it sideways, or press Next.");

export class Diagram {
  /** @type {Scene} */
  scene;
  /** @type {Element} */
  svg;
  /** @type {Theme | undefined} */
  theme;
  /** the operation that is looked at */
  at = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.tip = element("div", { className: "tip", hidden: true });
    this.picture = element("div", { className: "picture" });
    this.count = element("span", { className: "count" });
    this.title = element("b");
    this.does = element("span");
    this.equation = element("div", { className: "equation" });
    this.about = element("p", { className: "told" });
    const step = (/** @type {string} */ text, /** @type {string} */ label, /** @type {string} */ key) => {
      const made = element("button", { type: "button", className: "save", textContent: text, ariaLabel: label });
      made.addEventListener("click", () => this.go(walked(key, this.at, this.scene.nodes) ?? 0, false));
      return made;
    };
    this.back = step(_("‹ Back"), _("Back: the operation before"), "ArrowLeft");
    this.next = step(_("Next ›"), _("Next: the operation after it"), "ArrowRight");
    this.head = element("div");
    this.steps = element("span", { className: "steps" }, this.back, this.next, this.count);
    const said = element("p", { className: "does" }, this.title, " ", this.does);
    this.wide = element("p", { className: "wide", textContent: _(WIDE), hidden: true });
    root.replaceChildren(this.head, said, this.wide, this.picture, this.equation, this.about, this.tip);
    new ResizeObserver(() => (this.wide.hidden = this.picture.scrollWidth <= this.picture.clientWidth)).observe(this.picture);
    this.picture.addEventListener("keydown", (event) => this.press(event));
    this.picture.addEventListener("click", (event) => this.pick(event));
    this.picture.addEventListener("pointermove", (event) => this.hover(event));
    this.picture.addEventListener("pointerleave", () => (this.tip.hidden = true));
  }

  /** @param {Uint8Array} bytes */
  show(bytes) {
    if (!this.bytes || !same(this.bytes, bytes)) {
      const before = this.scene;
      this.bytes = bytes;
      this.scene = decoded(bytes);
      if (before?.cell !== this.scene.cell) this.at = 0;
      this.theme = undefined;
    }
    this.draw();
  }

  draw() {
    const theme = themeOf(this.root);
    if (this.theme && this.theme.dark === theme.dark) return;
    this.theme = theme;
    const { scene } = this, focused = this.picture.contains(/** @type {Document | ShadowRoot} */ (this.root.getRootNode()).activeElement);
    const title = _("{cell} cell, unit {unit} at t = {t}", { cell: scene.cell, unit: scene.unit, t: scene.timestep + 1 });
    this.svg = drawing(scene, theme, _("{title}; the arrow keys walk through its operations", { title }));
    /** @type {SVGElement} */ (this.svg).style.setProperty("--wide", `${scene.width}px`);
    this.picture.replaceChildren(this.svg);
    this.head.replaceChildren(figureHead(title, "", this.steps, { picture: () => this.savePicture(title), numbers: () => this.saveNumbers(title) }));
    this.go(this.at, focused);
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1);
  }

  /**
   * Look at an operation.
   * @param {number} at
   * @param {boolean} focus
   */
  go(at, focus) {
    this.at = at;
    const { nodes } = this.scene, node = nodes[at];
    for (const group of /** @type {SVGElement[]} */ ([...this.svg.querySelectorAll("[role=option]")])) {
      const here = group.dataset.node === String(at);
      group.setAttribute("aria-selected", String(here));
      group.tabIndex = here ? 0 : -1;
      if (!here) continue;
      if (focus) group.focus({ preventScroll: true });
      this.reveal(node);
    }
    for (const line of /** @type {SVGElement[]} */ ([...this.svg.querySelectorAll("[data-to]")])) {
      line.classList.toggle("taken", line.dataset.to === String(at));
      line.classList.toggle("given", line.dataset.from === String(at));
    }
    say(this.title, _("{title}.", { title: node.title }));
    say(this.count, _("{number} of {count}", { number: at + 1, count: nodes.length }));
    say(this.does, signed(node.does));
    say(this.about, node.about);
    fill(this.equation, typeset(node.equation));
    this.back.disabled = at === 0;
    this.next.disabled = at === nodes.length - 1;
  }

  /** Where the picture is wider than its place. @param {{left: number, width: number}} node */
  reveal({ left, width }) {
    const { picture } = this, scale = this.svg.clientWidth / this.scene.width, edge = 24;
    const from = left * scale - edge, to = (left + width) * scale + edge;
    if (from < picture.scrollLeft) picture.scrollLeft = from;
    else if (to > picture.scrollLeft + picture.clientWidth) picture.scrollLeft = to - picture.clientWidth;
  }

  /** @param {Event} event */
  under(event) {
    const group = /** @type {SVGElement | null} */ (/** @type {Element} */ (event.target).closest("[data-node]"));
    return group ? Number(group.dataset.node) : null;
  }

  /** @param {Event} event */
  pick(event) {
    const index = this.under(event);
    if (index === null) return;
    this.tip.hidden = true;
    this.go(index, true);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const to = event.ctrlKey || event.altKey || event.metaKey ? null : walked(event.key, this.at, this.scene.nodes);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.tip.hidden = true;
    this.go(to, true);
  }

  /** @param {PointerEvent} event */
  hover(event) {
    const index = this.under(event);
    this.tip.hidden = index === null || index === this.at;
    if (index === null || this.tip.hidden) return;
    const { title, symbol, number } = this.scene.nodes[index];
    placeTip(this.tip, [title, ...(number === null ? [] : [valueOf(symbol, this.scene.unit, signed(number))])], this.root, event);
  }

  /** @param {string} title */
  savePicture(title) {
    const { width, height } = this.scene, scale = 2, canvas = element("canvas", { width: width * scale, height: height * scale });
    const copy = /** @type {SVGElement} */ (this.svg.cloneNode(true)), picture = new Image();
    copy.removeAttribute("style");
    picture.onload = () => {
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      context.fillStyle = themeOf(this.root).background;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => blob && download(blob, `${fileName(title)}.png`));
    };
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  }

  /** @param {string} title */
  saveNumbers(title) {
    const { nodes } = this.scene, most = Math.max(...nodes.map(({ count }) => count));
    downloadNumbers(title, nodes.length, (index) => nodes[index].title,
      Array.from({ length: most }, (none, unit) => [`unit ${unit}`, (index) => nodes[index].values[unit] ?? null]), ["operation", "name"]);
  }
}

/**
 * The number of a unit, with its symbol where it has one.
 * @param {import("./scene.js").Operation["symbol"]} symbol
 * @param {number} unit
 * @param {string} number
 */
function valueOf([symbol, t], unit, number) {
  return symbol ? _("{symbol} at t = {t}, unit {unit}: {number}", { symbol, t, unit, number }) : _("unit {unit}: {number}", { unit, number });
}
