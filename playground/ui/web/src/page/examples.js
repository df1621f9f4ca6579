// A network that reads numbers: a few test examples, images or series, to step through.

import { element, say } from "../drawing/dom.js";
import { figureHead, downloadNumbers, downloadPicture } from "../drawing/figure.js";
import { image } from "../drawing/image.js";
import { _, p_ } from "../drawing/language.js";
import { themeOf } from "../drawing/theme.js";
import { ofNumbers as courseOf } from "../network/course.js";
import { floats } from "../network/stored.js";
import { drawCourse } from "../playground/course.js";
import { RunReading } from "../sentiment/reading.js";
import { Holding } from "./held.js";
import { Inside } from "./inside.js";
import { inUnit } from "./said.js";
import { ofNumbers, verdict } from "./run.js";
import { symmetric } from "./scene.js";

/** @import { Network } from "../network/network.js" */
/** @import { Given } from "./index.js" */

const SMALL = 44, HIGH = 190;  // pixels

/** An example; series: what is drawn of it, in the unit of what is said. @typedef {{title: string, values: Float32Array, labels: string[], truth: string, series?: Float32Array, marks?: number[]}} Example */

export class Examples {
  at = 0;
  column = 0;  // looked at

  /**
   * @param {Given} given
   * @param {Network} network
   */
  constructor(given, network) {
    this.given = given;
    this.network = network;
    /** @type {Example[]} */
    this.examples = given.examples.numbers.map((one) => ({ ...one, values: floats(one.inputs), series: one.series ? floats(one.series) : undefined, marks: one.marks ?? undefined }));
    this.inside = given.rows.length ? new Inside(given, given.timestep) : null;
    if (this.inside) this.inside.moved = (column) => this.look(column);
    this.holding = new Holding(given, () => this.begin());
    this.buttons = element("div", { className: "choose" });
    this.buttons.setAttribute("role", "group");
    this.buttons.setAttribute("aria-label", _("Test examples"));
    this.examples.forEach((example, index) => this.offer(example, index));
    this.says = element("b");
    this.truth = element("span");
    this.verdict = element("p", { className: "verdict" }, this.says, this.truth);
    this.verdict.setAttribute("role", "status");
    this.reading = new RunReading((token) => token !== null && this.inside?.go(token));
    this.course = element("canvas");
    this.course.setAttribute("role", "img");
    this.course.setAttribute("aria-label", _("What is read, what is true, and what the network says after each timestep"));
    this.chart = element("section", {}, figureHead(_("What it forecasts after each {timestep}", { timestep: given.timestep }), "", this.legend(), {
      picture: () => downloadPicture("forecast", this.course.clientWidth, HIGH, themeOf(this.root), (context) => context.drawImage(this.course, 0, 0, this.course.clientWidth, HIGH)),
      numbers: () => downloadNumbers("forecast", this.said.length, (t) => this.example.labels[t], [["forecast", (t) => this.said[t]]]),
    }), this.course);
    this.root = element("div", {}, element("div", { className: "sentiment" }, this.buttons, this.verdict, this.reading.root, this.chart), this.holding.root,
      ...(this.inside ? [this.inside.root] : []));
    this.said = new Float32Array();
  }

  get example() {
    return this.examples[this.at];
  }

  legend() {
    const line = (/** @type {string} */ name, /** @type {string} */ color) => {
      const made = element("span", { className: "line", textContent: name });
      made.style.setProperty("--line", color);
      return made;
    };
    return element("span", { className: "legend" }, line(p_("name of a line", "forecast"), COLORS.forecast), line(_("truth"), COLORS.truth));
  }

  /**
   * @param {Example} example
   * @param {number} index
   */
  offer({ title, truth }, index) {
    const button = element("button", { type: "button", title, ariaLabel: truth ? `${title}: ${truth}` : title });
    if (this.given.image) button.append(element("canvas", { width: SMALL, height: SMALL }));
    button.append(this.given.image ? truth : title);
    button.addEventListener("click", () => {
      this.at = index;
      this.begin();
    });
    this.buttons.append(button);
  }

  begin() {
    const { given, network, example } = this, { features, task } = given;
    network.held = this.holding.held;
    const numbers = { rows: example.labels.length, columns: features.length, values: example.values };
    const trace = network.trace(numbers), course = courseOf(network, trace), said = verdict(task, trace.output);
    const { truth } = example, { says } = given;
    const right = !truth ? "" : task.name === "regression" ? _("true: {truth}", { truth }) : truth === said.prediction ? _("right: {says} {truth}", { says, truth }) : _("wrong: {says} {truth}", { says, truth });
    const inCourse = course && task.name !== "regression";
    say(this.says, said.prediction);
    say(this.truth, [said.figures, right].filter(Boolean).join(" · "));
    this.reading.root.hidden = !inCourse;
    if (inCourse) {
      this.reading.show(...ofNumbers(given, network, example.labels, course), true);
      for (const one of [this.reading.prediction, this.reading.figures, this.reading.probability]) one.hidden = true;  // said above
    }
    this.said = Float32Array.from(course?.predictions ?? [], (row) => (row ? row[0] : NaN) * task.deviation + task.mean);
    this.chart.hidden = task.name !== "regression" || !course;
    this.column = example.labels.length - 1;
    this.inside?.show(trace, example.labels, this.holding.title, numbers);
    this.inside?.go(this.column);
    this.redraw();
  }

  /** @param {number} column */
  look(column) {
    this.column = column;
    this.drawCharts();
  }

  redraw() {
    const theme = themeOf(this.root), { features, image: images } = this.given;
    [...this.buttons.children].forEach((button, index) => {
      button.setAttribute("aria-pressed", String(index === this.at));
      const canvas = button.querySelector("canvas"), { values, labels } = this.examples[index], context = canvas?.getContext("2d");
      if (!images || !context) return;
      const reach = symmetric(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
      context.imageSmoothingEnabled = false;
      context.drawImage(image(values, 1, labels.length * features.length, null, reach, theme.states, features.length), 0, 0, SMALL, SMALL);
    });
    this.drawCharts();
    this.inside?.draw();
  }

  drawCharts() {
    const theme = themeOf(this.root), { example } = this, { ahead, task } = this.given;
    if (!this.reading.root.hidden) this.reading.draw(this.column, theme);
    if (this.chart.hidden) return;
    const drawn = { ...example, label: "" };
    drawCourse(this.course, this.chart.clientWidth, HIGH, theme, this.said, drawn, [drawn], ahead, this.column);
    this.course.setAttribute("aria-label", _("What is read, what is true, and what the network says after each timestep; in the end {number}", { number: inUnit(this.said[this.said.length - 1], task.unit) }));
  }
}
