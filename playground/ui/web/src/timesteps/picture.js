// The picture: one scroll for all of it, one selected timestep, unit and part.
// Draws only what is on screen; tells Python what is selected, a moment after it stops changing.

import "./picture.css";
import { contextOf, element, placeTip, pointIn } from "../drawing/dom.js";
import { figureHead } from "../drawing/figure.js";
import { _ } from "../drawing/language.js";
import { same } from "../drawing/packed.js";
import { choose, paced, unheard } from "../drawing/selection.js";
import { themeOf } from "../drawing/theme.js";
import { READABLE } from "../drawing/tokens.js";
import { narrowed } from "../drawing/view.js";
import { controls } from "./controls.js";
import { meanCurves, unitCurves } from "./curves.js";
import { drawFigure, heightOf, nameOf, paint, plan } from "./figures.js";
import { keysOf } from "./keys.js";
import { endWidth } from "./layout.js";
import { blockAt, bundles, linkLines, nodeAt } from "./links.js";
import { pointed, tipLines } from "./pointed.js";
import { drawImage } from "./read_image.js";
import { saveNumbers, savePicture } from "./save.js";
import { begun, decoded } from "./scene.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { View, Window } from "../drawing/view.js" */
/** @import { Figure, Kind, Painted, Planned } from "./figures.js" */
/** @import { At, Row, Scene } from "./scene.js" */

const LARGEST = 76, IMAGE = 56;  // pixels: a column, an image in a dense picture

export class Picture {
  /** @type {(name: string, value: object) => void} */
  tell;
  /** @type {Scene} */
  scene;
  /** @type {Row} whose parts are drawn */
  chosen;
  /** @type {Theme} */
  theme;
  /** @type {Painted} */
  painted;
  /** @type {string | null} theme and size of what is painted; null: to be painted */
  looks = null;
  /** @type {string} of the page's selection */
  key;
  /** @type {At} */
  at = { column: 0, part: "", unit: 0 };
  /** @type {object | undefined} the newest that was made here */
  choice;
  /** @type {Figure[]} */
  figures = [];
  /** @type {number | null} pixels; null: not chosen yet */
  column = null;
  /** @type {WeakMap<Scene, ReturnType<typeof meanCurves>>} */
  means = new WeakMap();
  /** @type {string | undefined} which they are */
  planned;
  /** @type {string | undefined} what is read */
  read;
  /** @type {ReturnType<typeof setInterval> | null} of the film */
  timer = null;
  reportSoon = paced(() => this.report());
  /** @type {{figure: Figure, event: MouseEvent} | null} where the pointer rests */
  over = null;
  /** @type {number | null} the frame in which it is drawn next */
  frame = null;

  /** @type {(row: Row) => void} what a click on another layer does */
  other = () => {};
  /** @type {() => void} what a click on a cell does, or Enter */
  opened = () => {};

  /**
   * @param {HTMLElement} root
   * @param {boolean} dense as one pane among others: lower, without the buttons
   */
  constructor(root, dense = false) {
    this.root = root;
    this.dense = dense;
    this.controls = controls({
      first: () => this.go(0), back: () => this.go(this.at.column - 1), play: () => this.play(),
      next: () => this.go(this.at.column + 1), last: () => this.go(Infinity), restart: () => this.restart(),
      smaller: () => this.zoom(1 / 1.5), larger: () => this.zoom(1.5), overview: () => this.overview(),
    });
    this.image = element("canvas", { className: "image", width: 88, height: 88, hidden: true });
    this.stage = element("div", { className: dense ? "stage" : "stage grid" });
    this.spacer = element("div", { className: "spacer" }, this.stage);
    this.scroller = element("div", { className: "scroller" }, this.spacer);
    this.tip = element("div", { className: "tip", hidden: true });
    this.root.append(...(dense ? [] : [this.controls.root]), this.image, this.scroller, this.tip);
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", _("The network over time; arrow keys move the selected timestep and unit"));
    this.root.addEventListener("keydown", (event) => this.press(event));
    this.scroller.addEventListener("scroll", () => this.soon());
  }

  /** @param {Uint8Array} bytes */
  show(bytes) {
    if (this.bytes && same(this.bytes, bytes)) return this.draw();
    this.bytes = bytes;
    this.root.dataset.scene = String(Number(this.root.dataset.scene ?? 0) + 1);
    const [{ key, at, count }, scene] = decoded(bytes);
    this.key = key;
    this.take(scene, begun(scene, at, unheard(key, count)));
  }

  /**
   * The same network a moment later, or another one: what is selected stays where there still is such a thing.
   * @param {Scene} scene
   * @param {string} key of the selection
   */
  follow(scene, key) {
    const part = scene.parts[0].part, other = this.read !== String(scene.columns);
    const before = { ...this.at, layer: this.chosen?.layer, direction: this.chosen?.direction };
    if (other) before.column = scene.columns.length - 1;
    this.key = key;
    unheard(key, 0);
    this.take(scene, begun(scene, { part, unit: 0, column: before.column }, before));
  }

  /**
   * @param {Scene} scene
   * @param {At} at
   */
  take(scene, at) {
    this.scene = scene;
    this.chosen = scene.rows[scene.chosen];
    this.at = at;
    this.looks = null;
    this.build();
    const read = String(scene.columns), other = this.read !== read;
    if (this.read !== undefined && other) this.column = null;  // another example: fit anew
    this.read = read;
    this.resize(other);
    if (other) this.leave();  // what lay under the pointer is gone
    else if (this.over) this.hover(this.over.figure, this.over.event);
  }

  /** One canvas a figure, with its heading; kept while layer and parts stay the same. */
  build() {
    const planned = plan(this.scene), all = JSON.stringify(planned);
    if (all === this.planned) return;
    this.planned = all;
    this.leave();
    this.stage.replaceChildren();
    this.figures = planned.map((one) => this.figure(one));
  }

  /**
   * @param {Planned} planned
   * @returns {Figure}
   */
  figure(planned) {
    const { kind, title, about } = planned, canvas = element("canvas", { className: kind });
    canvas.dataset.figure = nameOf(planned);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", title);
    const legend = element("span", { className: "legend" }), figure = { ...planned, canvas, legend };
    const save = { picture: () => savePicture(this, figure), numbers: () => saveNumbers(this, figure) };
    const parts = [figureHead(title, about, legend, save), canvas];
    this.stage.append(...(this.dense ? parts : [element("div", { className: kind === "unrolled" ? "cell whole" : "cell" }, ...parts)]));
    canvas.addEventListener("pointermove", (event) => this.hover(figure, event));
    canvas.addEventListener("pointerleave", () => this.leave());
    canvas.addEventListener("click", (event) => this.click(figure, event));
    return figure;
  }

  // How much is on screen

  gutter() {
    return this.scene.inputs ? 84 : 40;
  }

  room() {
    return Math.max(this.root.clientWidth, 240);
  }

  fitting() {
    const free = this.room() - this.gutter() - Math.min(endWidth(this.scene), this.room() * (this.dense ? 0.7 : 0.4));
    return Math.max(free / this.scene.columns.length, 0.5);
  }

  wide() {  // pixels a column
    return this.column ?? Math.min(Math.max(this.fitting(), this.dense ? 0 : READABLE), LARGEST);
  }

  /**
   * What a figure shows: in a grid the same columns as the unrolled network, in less room.
   * @param {Figure} figure
   * @returns {Window}
   */
  window({ canvas, kind }) {
    const gutter = this.gutter(), column = this.wide(), scroll = this.scroller.scrollLeft;
    const whole = { width: this.room(), gutter, column, scroll };
    if (this.dense || kind === "unrolled") return whole;
    return narrowed(whole, this.scene.columns.length, canvas.parentElement?.clientWidth ?? whole.width);
  }

  resize(toEnd = false) {
    if (!this.scene || !this.root.clientWidth) return;
    const first = this.column === null;
    this.column = this.wide();
    this.layout();
    if (toEnd || first) this.reveal();
    this.draw();
  }

  layout() {
    const width = this.gutter() + this.scene.columns.length * this.wide() + endWidth(this.scene);
    this.spacer.style.width = `${Math.max(width, this.room())}px`;
    this.stage.style.width = `${this.room()}px`;
  }

  /** @param {number} by */
  zoom(by) {
    this.column = Math.min(Math.max(this.wide() * by, Math.min(this.fitting(), 1)), LARGEST);
    this.layout();
    this.reveal(true);
    this.draw();
  }

  overview() {
    this.column = Math.min(this.fitting(), LARGEST);
    this.layout();
    this.draw();
  }

  reveal(middle = false) {  // scroll until the selected timestep is on screen
    const wide = this.wide(), left = this.at.column * wide, room = this.room() - this.gutter();
    const end = this.at.column === this.scene.columns.length - 1 ? endWidth(this.scene) : wide;
    const now = this.scroller.scrollLeft;
    if (middle) this.scroller.scrollLeft = left - room / 2;
    else if (left < now) this.scroller.scrollLeft = left - wide;
    else if (left + wide + end > now + room) this.scroller.scrollLeft = left + wide + end - room;
  }

  // Selecting

  /** @param {number} column */
  go(column) {
    this.select({ column: Math.min(Math.max(column, 0), this.scene.columns.length - 1) });
  }

  /** @param {Partial<At>} change */
  select(change) {
    this.at = { ...this.at, ...change };
    const { layer, direction } = this.chosen;
    this.choice = choose(this.key, { layer, direction, ...this.at });
    if (!this.timer || Number(this.controls.speed.value) <= 2) this.reportSoon();  // first: the page works while this draws
    this.reveal();
    this.draw();
  }

  report() {
    if (this.choice) this.tell("at", this.choice);
  }

  play() {
    if (this.timer) return void (this.rest(), this.report());
    if (this.at.column === this.scene.columns.length - 1) this.go(0);
    this.controls.playing.textContent = "❚❚";
    this.timer = setInterval(() => {
      if (this.at.column >= this.scene.columns.length - 1) this.play();
      else this.go(this.at.column + 1);
    }, 1000 / Number(this.controls.speed.value));
  }

  restart() {  // at another speed
    if (this.timer) for (let press = 0; press < 2; press++) this.play();
  }

  rest() {
    clearInterval(this.timer ?? undefined);
    this.timer = null;
    this.controls.playing.textContent = "▶";
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.target !== this.root || event.ctrlKey || event.altKey || event.metaKey) return;
    const keys = keysOf(this);
    if (!keys[event.key]) return;
    event.preventDefault();
    this.leave();  // the label tells of the pointer's place, not of where the keys are
    keys[event.key]();
  }

  /**
   * What is under the pointer; null: no column.
   * @param {Figure} figure
   * @param {MouseEvent} event
   */
  under(figure, event) {
    if (figure.kind === "links") return null;
    const { x, y, height } = pointIn(figure.canvas, event), { gutter, scroll, column: wide } = this.window(figure);
    const column = Math.floor((x + scroll - gutter) / wide);
    if (x < gutter || column < 0 || column >= this.scene.columns.length) return null;
    return pointed(this.scene, figure, column, y, height);
  }

  /**
   * @param {Figure} figure
   * @param {MouseEvent} event
   */
  click(figure, event) {
    this.root.focus({ preventScroll: true });
    if (figure.kind === "links") this.clickLinks(figure, event);
    const found = this.under(figure, event);
    if (!found) return;
    if (found.row && found.row !== this.chosen && !found.part) this.other(found.row);
    if (found.part) {
      this.select({ column: found.column, part: found.part.part, unit: found.unit });
      this.opened();
    } else this.select({ column: found.column });
  }

  /**
   * A unit among the links.
   * @param {Figure} figure
   * @param {MouseEvent} event
   */
  clickLinks({ canvas }, event) {
    const { x, y } = pointIn(canvas, event), node = this.scene.links && nodeAt(bundles(this.scene, this.at, this.room()), x, y);
    if (!this.scene.links || !node || node.unit === null) return;
    this.select({ part: blockAt(this.scene.links, this.at), unit: node.unit });
    this.opened();
  }

  /**
   * @param {Figure} figure
   * @param {MouseEvent} event
   */
  hover(figure, event) {
    this.over = { figure, event };
    const found = this.under(figure, event), { x, y } = pointIn(figure.canvas, event);
    const lines = figure.kind === "links" ? linkLines(bundles(this.scene, this.at, this.room()), x, y) : found && tipLines(this.scene, found, this.curves(figure.kind)[0]);
    this.tip.hidden = !lines;
    if (lines) placeTip(this.tip, lines, this.root, event);
  }

  leave() {
    this.over = null;
    this.tip.hidden = true;
  }

  // Drawing

  soon() {
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = null;
    if (!this.scene || !this.root.clientWidth) return;
    this.theme = themeOf(this.root);
    const detailed = this.wide() >= READABLE, looks = `${this.theme.dark} ${detailed}`;
    if (this.looks !== looks) this.painted = paint(this.scene, this.theme, detailed);  // once for all scrolling and selecting
    this.looks = looks;
    for (const figure of this.figures) drawFigure(this, figure, this.view(figure));
    const { scene, at } = this, shown = scene.image && scene.inputs;
    this.image.hidden = !shown;
    if (shown) drawImage(this.image, shown, scene.columns.length, at.column, this.theme);
    if (shown && this.dense) this.placeImage();
    this.controls.where.textContent = _("t = {t} of {count} · {read}", { t: at.column + 1, count: scene.columns.length, read: scene.columns[at.column] });
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1);
  }

  /** Behind the heat map of what is read. */
  placeImage() {
    const map = this.figures.find(({ kind }) => kind === "inputs")?.canvas, columns = this.scene.columns.length * this.wide();
    if (!map) return;
    this.image.style.left = `${Math.min(this.gutter() + columns + 6 - this.scroller.scrollLeft, this.room() - IMAGE)}px`;
    this.image.style.top = `${map.offsetTop + map.offsetHeight - IMAGE}px`;
  }

  /**
   * @param {Figure} figure
   * @returns {View}
   */
  view(figure) {
    const window = this.window(figure), height = heightOf(this.scene, figure, window.column);
    const { theme, at } = this, context = contextOf(figure.canvas, window.width, height);
    return { ...window, context, height, theme, at };
  }

  /**
   * The curves of a figure, none where it has none, and their scale.
   * @param {Kind} kind
   * @returns {ReturnType<typeof meanCurves>}
   */
  curves(kind) {
    const { scene } = this;
    if (kind === "unit") return unitCurves(scene, this.at.unit);
    if (kind !== "means") return [[], [0, 1]];
    const known = this.means.get(scene) ?? meanCurves(scene);
    this.means.set(scene, known);
    return known;
  }
}
