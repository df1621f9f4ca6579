// What comes of it: learning curves and memory curves of all lanes, each in one chart.

import { element, say } from "../drawing/dom.js";
import { atAxis } from "../drawing/numbers.js";
import { drawChart } from "../playground/chart.js";
import { endOf, scaleOf, trained, validated } from "../playground/curves.js";
import { remembered } from "./standing.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Metric } from "../playground/curves.js" */
/** @import { Lane } from "./lane.js" */
/** @import { Memory } from "./standing.js" */

const HEAD = 18, GUESS = [3, 3];  // pixels
const percent = (/** @type {number} */ value) => `${Math.round(100 * value)} %`;

export class Charts {
  constructor() {
    this.learning = figure("Learning curves");
    this.memory = figure("Memory curves");
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
    const points = all.flatMap(({ train, checked }) => [train, checked]);
    say(this.learning.title, metric === "accuracy" ? "Accuracy by epoch" : "Loss by epoch");
    say(this.learning.note, "thin: training · dots: validation");
    const drawn = [
      ...all.map(({ color, train }) => ({ points: train, color, width: 1, alpha: 0.55 })),
      ...all.map(({ color, checked }) => ({ points: checked, color, width: 2.2, dots: true })),
    ];
    this.draw(this.learning, theme, drawn, endOf(points, epochs), scaleOf(points, metric), metric === "accuracy" ? percent : atAxis);
  }

  /**
   * @param {Lane[]} lanes
   * @param {Memory[]} memories
   * @param {Theme} theme
   */
  drawMemory(lanes, memories, theme) {
    const { lines, guess, end, scale } = remembered(memories), { name, numbers } = memories.find(({ steps }) => steps) ?? {};
    const why = memories.find((memory) => memory.why)?.why, working = memories.some(({ share }) => share !== undefined);
    say(this.memory.title, name ? `Memory of ${name}, n steps later` : "Memory");
    say(this.memory.note, why ?? (name ? (working ? "…" : "dashed: guessing") : "drawn as epochs end"));
    const drawn = lines.flatMap((points, place) => (lanes[place] ? [{ points, color: lanes[place].given.color, width: 2.2 }] : []));
    /** @type {import("../playground/chart.js").Drawn[]} */
    const floor = guess === null ? [] : [{ points: [[0, guess], [end, guess]], color: COLORS.guessing, width: 1.2, dash: GUESS }];
    this.draw(this.memory, theme, [...floor, ...drawn], end, scale, numbers ? atAxis : percent);
  }

  /**
   * @param {ReturnType<typeof figure>} one
   * @param {Theme} theme
   * @param {import("../playground/chart.js").Drawn[]} drawn
   * @param {number} end
   * @param {import("../drawing/colors.js").Scale} scale
   * @param {(value: number) => string} written
   */
  draw({ root, canvas }, theme, drawn, end, scale, written) {
    const width = root.clientWidth, height = root.clientHeight - HEAD;
    if (width > 40 && height > 30) drawChart(canvas, width, height, theme, drawn, end, scale, written);
  }
}

/** @param {string} name */
function figure(name) {
  const title = element("b"), note = element("span", { className: "note" }), canvas = element("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", name);
  return { root: element("div", { className: "figure" }, element("div", { className: "title" }, title, note), canvas), title, note, canvas };
}
