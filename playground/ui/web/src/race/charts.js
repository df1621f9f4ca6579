// What comes of it: learning curves and memory curves of all lanes, each in one chart.

import { element, say } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { atAxis } from "../drawing/numbers.js";
import { drawChart } from "../playground/chart.js";
import { endOf, scaleOf, trained, validated } from "../playground/curves.js";
import { figure, roomIn } from "../playground/figure.js";
import { drawMemory } from "../playground/memory.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Metric } from "../playground/curves.js" */
/** @import { Memory } from "../playground/memory.js" */
/** @import { Lane } from "./lane.js" */

const percent = (/** @type {number} */ value) => `${Math.round(100 * value)} %`;

export class Charts {
  constructor() {
    this.learning = figure("", _("Learning curves"));
    this.memory = figure("", _("Memory curves"));
    this.root = element("div", { className: "charts" }, this.learning.root, this.memory.root);
  }

  /**
   * Training as a thin line, validation as dots.
   * @param {Lane[]} lanes
   * @param {Metric} metric
   * @param {number} epochs
   * @param {Theme} theme
   */
  drawLearning(lanes, metric, epochs, theme) {
    const all = lanes.map(({ story, given }) => ({ color: given.color, train: trained(story, metric), checked: validated(story, metric) }));
    const points = all.flatMap(({ train, checked }) => [train, checked]), room = roomIn(this.learning);
    say(this.learning.title, metric === "accuracy" ? _("Accuracy by epoch") : _("Loss by epoch"));
    say(this.learning.note, _("thin: training · dots: validation"));
    if (!room) return;
    const drawn = [
      ...all.map(({ color, train }) => ({ points: train, color, width: 1, alpha: 0.55 })),
      ...all.map(({ color, checked }) => ({ points: checked, color, width: 2.2, dots: true })),
    ];
    drawChart(this.learning.canvas, room.width, room.height, theme, drawn, endOf(points, epochs), scaleOf(points, metric), metric === "accuracy" ? percent : atAxis);
  }

  /**
   * @param {Lane[]} lanes
   * @param {Memory[]} memories of each; not known: none
   * @param {Theme} theme
   */
  drawMemory(lanes, memories, theme) {
    drawMemory(this.memory, lanes.map(({ given }, place) => ({ memory: memories[place] ?? {}, color: given.color })), theme);
  }
}
