// What one network makes of the text: its verdict, the running probability, its gates.

import { max } from "d3-array";
import { rounded } from "../drawing/axis.js";
import { contextOf, element, list, pointIn, say } from "../drawing/dom.js";
import { downloadNumbers, downloadPicture, figureHead } from "../drawing/figure.js";
import { _ } from "../drawing/language.js";
import { drawLines, nameLine } from "../drawing/lines.js";
import { drawTokens, flatTokens } from "../drawing/tokens.js";
import { xOf } from "../drawing/view.js";
import { inOrder, tokenOf } from "./answer.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { View } from "../drawing/view.js" */
/** @import { Run } from "./answer.js" */

/** @typedef {{id: "running" | "gates", title: string, canvas: HTMLCanvasElement, legend: HTMLElement, box: HTMLElement}} Chart */

const GUTTER = 40, RUNNING = 150, GATES = 110, FLAT = 28, SLANTING = 96;  // pixels

export class RunReading {
  /** @type {Run} */
  run;
  /** @type {Theme} */
  theme;
  /** @type {number[]} tokens in the order of reading */
  numbers = [];
  /** @type {string[]} */
  columns = [];

  /** @param {(token: number | null, event: MouseEvent) => void} hover */
  constructor(hover) {
    this.hover = hover;
    this.heading = element("h3");
    this.prediction = element("b");
    this.figures = element("span");
    this.bar = element("i");
    this.bar.style.background = COLORS.positive;
    this.probability = element("div", { className: "probability" }, this.bar);
    this.turns = element("p", { className: "turns" });
    this.manner = element("p", { className: "manner" });
    this.more = element("div", { className: "more" });
    this.charts = { running: this.chart("running"), gates: this.chart("gates") };
    this.whole = element("div", {},
      element("div", { className: "verdict" }, this.prediction, this.figures), this.probability,
      this.turns, this.manner, this.charts.running.box, this.charts.gates.box, this.more);
    this.error = element("p", { className: "error", hidden: true });
    this.error.setAttribute("role", "alert");
    this.root = element("section", { className: "run" }, this.heading, this.error, this.whole);
  }

  /**
   * @param {Chart["id"]} id
   * @returns {Chart}
   */
  chart(id) {
    const canvas = element("canvas"), legend = element("span", { className: "legend" }), box = element("div");
    canvas.dataset.figure = id;
    canvas.setAttribute("role", "img");
    canvas.addEventListener("pointermove", (event) => this.hover(this.tokenUnder(canvas, event), event));
    canvas.addEventListener("pointerdown", (event) => this.hover(this.tokenUnder(canvas, event), event));
    canvas.addEventListener("pointerleave", (event) => this.hover(null, event));
    return { id, title: "", canvas, legend, box };
  }

  /**
   * @param {Run} run
   * @param {string} text
   * @param {boolean} alone whether it is the only one
   */
  show(run, text, alone) {
    this.run = run;
    say(this.heading, run.title);
    this.heading.hidden = alone;
    this.error.hidden = !run.error;
    this.whole.hidden = Boolean(run.error);
    say(this.error, run.error ?? "");
    if (run.error) return;
    say(this.prediction, run.prediction);
    say(this.figures, run.figures);
    this.probability.hidden = run.lines.length > 1;
    this.bar.style.width = `${100 * (run.lines[0].values.at(-1) ?? 0)}%`;
    say(this.turns, run.turns);
    say(this.manner, run.manner);
    list(this.more, run.sentences, () => element("p"), say);
    ({ numbers: this.numbers, columns: this.columns } = inOrder(run.tokens, text));
    run.lines.forEach((line, index) => Object.assign(line, { color: COLORS.classes[index], probability: true }));
    for (const line of run.gates) {
      line.color = COLORS.parts[line.name.split(" ").at(-1) ?? ""];
      line.dashed = line.name.startsWith("backward");
    }
    const { unit, watched: name } = run;
    this.entitle(this.charts.running, run.lines.length > 1 ? _("The probability of each class after every {unit}", { unit }) : _("P({name}) after every {unit}", { name, unit }));
    const size = run.gates.length && run.gates[0].name.endsWith("state");
    this.entitle(this.charts.gates, size ? _("Size of the state, mean over all units") : _("Each gate, mean over all units"));
    this.charts.gates.box.hidden = !run.gates.length;
  }

  /**
   * @param {Chart} chart
   * @param {string} title
   */
  entitle(chart, title) {
    if (chart.title === title) return;
    chart.title = title;
    chart.canvas.setAttribute("aria-label", title);
    const save = { picture: () => this.savePicture(chart), numbers: () => this.saveNumbers(chart) };
    chart.box.replaceChildren(figureHead(title, "", chart.legend, save), chart.canvas);
  }

  /**
   * @param {Chart} chart
   * @param {number} width
   */
  height({ id }, width) {
    if (id !== "running") return GATES;
    return RUNNING + (flatTokens(this.columns, this.column(width)) ? FLAT : SLANTING);
  }

  /** @param {number} width */
  column(width) {
    return (width - GUTTER) / this.columns.length;
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {MouseEvent} event
   */
  tokenUnder(canvas, event) {
    if (this.run.error) return null;
    const { x, width } = pointIn(canvas, event);
    return this.numbers[Math.floor((x - GUTTER) / this.column(width))] ?? null;
  }

  /**
   * @param {number | null} token that is looked at, or null
   * @param {Theme} theme
   */
  draw(token, theme) {
    if (!this.run || this.run.error) return;
    const width = this.root.clientWidth, order = token === null ? -1 : tokenOf(this.run.tokens, token).order;
    for (const chart of [this.charts.running, this.charts.gates]) {
      if (chart.box.hidden) continue;
      const context = contextOf(chart.canvas, width, this.height(chart, width));
      this.drawChart(chart, context, width, order, theme);
    }
    this.theme = theme;
  }

  /**
   * @param {Chart} chart
   * @param {CanvasRenderingContext2D} context
   * @param {number} width
   * @param {number} order of what is looked at; -1: the last
   * @param {Theme} theme
   */
  drawChart(chart, context, width, order, theme) {
    const all = this.height(chart, width), at = { column: order < 0 ? this.columns.length - 1 : order };
    context.clearRect(0, 0, width, all);
    const plot = chart.id === "running" ? RUNNING : GATES, lines = this.lines(chart);
    const view = { context, width, height: plot, theme, at, column: this.column(width), gutter: GUTTER, scroll: 0 };
    const most = max(lines, (line) => max(line.values, Number)) ?? 0;
    drawLines(view, { start: 0, step: 1, timesteps: this.columns.length }, lines, [0, most > 1 ? rounded(most) : 1]);
    if (chart.id === "running") {
      this.drawTurns(view);
      drawTokens(this.columns, { ...view, height: all }, plot);
    }
    list(chart.legend, lines, () => element("span", { className: "line" }), (label, line) => nameLine(label, line, at.column, theme));
  }

  /**
   * Where another class is predicted.
   * @param {View} view
   */
  drawTurns(view) {
    const { context, theme, height } = view;
    context.strokeStyle = theme.faint;
    context.lineWidth = 1.5;
    context.setLineDash([2, 3]);
    context.beginPath();
    for (const order of this.run.turned) {
      context.moveTo(xOf(view, order), 0);
      context.lineTo(xOf(view, order), height);
    }
    context.stroke();
    context.setLineDash([]);
  }

  /** @param {Chart} chart */
  savePicture(chart) {
    const width = this.root.clientWidth, { theme } = this;
    downloadPicture(chart.title, width, this.height(chart, width), theme,
      (context) => this.drawChart(chart, context, width, -1, theme), this.lines(chart));
  }

  /** @param {Chart} chart */
  lines(chart) {
    return chart.id === "running" ? this.run.lines : this.run.gates;
  }

  /** @param {Chart} chart */
  saveNumbers(chart) {
    /** @type {import("../drawing/table.js").Column[]} */
    const columns = this.lines(chart).map((line) => [line.name, (t) => line.values[t] ?? ""]);
    if (chart.id === "running") columns.push([`change of P(${this.run.watched})`, (t) => this.run.changes[t] ?? ""]);
    downloadNumbers(chart.title, this.columns.length, (t) => this.columns[t], columns);
  }
}
