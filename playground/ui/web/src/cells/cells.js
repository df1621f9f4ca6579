// The heat maps: the same columns, one scale, one selected cell.

import "./cells.css";
import { range } from "d3-array";
import { contextOf, element, placeTip, pointIn } from "../drawing/dom.js";
import { downloadNumbers, downloadPicture, figureHead } from "../drawing/figure.js";
import { bar, drawHeatMap, heatHeight } from "../drawing/heat.js";
import { image } from "../drawing/image.js";
import { _ } from "../drawing/language.js";
import { called } from "../drawing/names.js";
import { written } from "../drawing/numbers.js";
import { same } from "../drawing/packed.js";
import { choose, paced, unheard } from "../drawing/selection.js";
import { themeOf } from "../drawing/theme.js";
import { drawTokens, tokensHeight } from "../drawing/tokens.js";
import { decoded, has, stepped } from "./scene.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { At, Scene, Start } from "./scene.js" */

const EDGE = 40;  // pixels
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Cells {
  /** @type {(name: string, value: object) => void} */
  tell;
  /** @type {Scene} */
  scene;
  /** @type {Theme} */
  theme;
  /** @type {string} of the page's selection */
  key;
  /** @type {string | undefined} of the maps */
  names;
  /** @type {import("../drawing/selection.js").Choice | undefined} */
  choice;
  /** @type {At | null} */
  at = null;
  /** @type {HTMLCanvasElement[]} */
  canvases = [];
  /** @type {HTMLElement[]} */
  legends = [];
  /** @type {HTMLCanvasElement[]} none: to be painted */
  pictures = [];

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {() => void} */
    this.tellSoon = paced(() => { if (this.choice) this.tell("at", this.choice); });
    this.tip = element("div", { className: "tip", hidden: true });
    root.tabIndex = 0;
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", _("Heat maps; arrow keys move the selected cell"));
    root.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {Uint8Array} bytes */
  show(bytes) {
    if (!this.bytes || !same(this.bytes, bytes)) {
      this.bytes = bytes;
      const [start, scene] = decoded(bytes);
      this.scene = scene;
      this.at = this.begun(start);
      this.pictures = [];
      this.build();
    }
    this.draw();
  }

  /**
   * What is selected: as the page has it, unless it has not heard yet of what was chosen here.
   * @param {Start} start
   */
  begun({ key, at, count }) {
    this.key = key;
    const own = unheard(key, count);
    if (!own) return at;
    const cell = { map: own.map, unit: own.unit, column: own.column };
    return has(this.scene, cell) ? cell : null;
  }

  /** A canvas a heat map, with its heading; kept while the titles stay the same. */
  build() {
    const { maps } = this.scene;
    const names = JSON.stringify(maps.map((map) => map.name));
    if (names === this.names) return;
    this.names = names;
    this.canvases = maps.map(({ name }, number) => {
      const canvas = element("canvas");
      canvas.dataset.map = String(number);
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", name);
      canvas.addEventListener("pointermove", (event) => this.hover(number, event));
      canvas.addEventListener("pointerleave", () => (this.tip.hidden = true));
      canvas.addEventListener("click", (event) => this.click(number, event));
      return canvas;
    });
    this.legends = maps.map(() => element("span", { className: "legend" }));
    const heads = maps.map(({ name }, number) =>
      figureHead(name, "", this.legends[number], { picture: () => this.savePicture(number), numbers: () => this.saveNumbers(number) }));
    this.root.replaceChildren(...heads.flatMap((head, number) => [head, this.canvases[number]]), this.tip);
  }

  /**
   * The cell under the pointer.
   * @param {number} number of the map
   * @param {MouseEvent} event
   * @returns {At | null}
   */
  under(number, event) {
    const { x, y } = pointIn(this.canvases[number], event), { units } = this.scene.maps[number];
    const column = Math.floor((x - EDGE) / this.column()), index = Math.floor((y / heatHeight(units)) * units);
    if (column < 0 || column >= this.scene.columns.length || index >= units) return null;
    return { map: number, unit: Math.max(index, 0), column: this.scene.first + column };
  }

  /** @param {At} at */
  valueAt({ map, unit, column }) {
    const { values, units } = this.scene.maps[map];
    return values[(column - this.scene.first) * units + unit];
  }

  /**
   * @param {number} number
   * @param {MouseEvent} event
   */
  hover(number, event) {
    const at = this.under(number, event);
    this.tip.hidden = !at;
    if (!at) return;
    const value = this.valueAt(at), read = this.scene.columns[at.column - this.scene.first];
    placeTip(this.tip, [read, _("unit {unit}", { unit: at.unit }), Number.isNaN(value) ? _("not read") : `${called(this.scene.part)} ${written(value, 4)}`], this.root, event);
  }

  /**
   * @param {number} number
   * @param {MouseEvent} event
   */
  click(number, event) {
    this.root.focus({ preventScroll: true });
    const at = this.under(number, event);
    if (at) this.select(at);
  }

  /** @param {At} at */
  select(at) {
    this.at = at;
    this.choice = choose(this.key, at);
    this.tellSoon();  // first: the page works while this draws
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const move = MOVES[event.key];
    if (event.target !== this.root || !move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.tip.hidden = true;
    this.select(stepped(this.scene, this.at, ...move));
  }

  // Drawing

  column() {
    return (this.root.clientWidth - EDGE) / this.scene.columns.length;
  }

  draw() {
    if (!this.scene || !this.root.clientWidth) return;
    const theme = themeOf(this.root), width = this.root.clientWidth, { maps } = this.scene;
    if (!this.pictures.length || this.theme.dark !== theme.dark) this.paint(theme);
    this.theme = theme;
    maps.forEach((map, number) => {
      const last = number === maps.length - 1;
      const context = contextOf(this.canvases[number], width, this.heightOf(number, last));
      this.drawMap(context, number, last);
      this.legends[number].replaceChildren(...bar(this.table(theme), this.scene.scale));
    });
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1);
  }

  /** @param {Theme} theme */
  table(theme) {
    return this.scene.gate ? theme.gates : theme.states;
  }

  /** @param {Theme} theme */
  paint(theme) {
    const { columns, maps, scale } = this.scene;
    this.pictures = maps.map((map) => image(map.values, columns.length, map.units, null, scale, this.table(theme)));
  }

  /**
   * @param {number} number
   * @param {boolean} withTokens
   */
  heightOf(number, withTokens) {
    return heatHeight(this.scene.maps[number].units) + (withTokens ? tokensHeight(this.scene.columns, this.column()) : 0);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} number
   * @param {boolean} withTokens
   */
  drawMap(context, number, withTokens) {
    const { scene, theme, at } = this, { units } = scene.maps[number], plot = heatHeight(units);
    const here = at && at.column >= scene.first && at.column < scene.first + scene.columns.length;
    const view = {
      context, theme, width: this.root.clientWidth, height: plot, gutter: EDGE, scroll: 0, column: this.column(),
      at: { column: here ? at.column - scene.first : -Infinity },
    };
    context.clearRect(0, plot, view.width, this.heightOf(number, true));
    const row = { start: 0, step: 1, timesteps: scene.columns.length };
    drawHeatMap(view, row, this.pictures[number], range(units), here && at.map === number ? at.unit : -1, null);
    if (withTokens) drawTokens(scene.columns, view, plot);
  }

  /** @param {number} number */
  savePicture(number) {
    const { name } = this.scene.maps[number], height = this.heightOf(number, true);
    downloadPicture(name, this.root.clientWidth, height, this.theme, (context) => this.drawMap(context, number, true));
  }

  /** @param {number} number */
  saveNumbers(number) {
    const { name, units, values } = this.scene.maps[number];
    const known = (/** @type {number} */ value) => (Number.isNaN(value) ? "" : value);
    downloadNumbers(name, this.scene.columns.length, (t) => this.scene.columns[t],
      range(units).map((unit) => [`unit ${unit}`, (t) => known(values[t * units + unit])]));
  }
}
