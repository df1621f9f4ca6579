// What comes of it: how loss and accuracy change, before the run that was here before, and P(class) after each word.

import { element, list, say } from "../drawing/dom.js";
import { atAxis, stated, written } from "../drawing/numbers.js";
import { drawChart } from "./chart.js";
import { endOf, scaleOf, trained, validated } from "./curves.js";
import { drawRunning, shown } from "./running.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Learned, Metric } from "./curves.js" */
/** @import { Story } from "./story.js" */

/** The run that was here before. @typedef {{name: string, curve: Learned["curve"], by_epoch: Learned["epochs"]}} Ghost */

const GHOST = [4, 3];

export class Outcome {
  constructor() {
    this.charts = /** @type {Record<Metric, ReturnType<typeof figure>>} */ ({ accuracy: figure("Accuracy"), loss: figure("Loss") });
    this.running = figure("");
    this.running.root.classList.add("after");
    this.former = element("span", { className: "line ghost" });
    this.key = element("div", { className: "curves-key" },
      line("training", COLORS.splits.training), line("validation", COLORS.splits.validation), this.former);
    this.root = element("div", { className: "outcome" }, this.key, this.charts.accuracy.root, this.charts.loss.root, this.running.root);
  }

  /**
   * The curves.
   * @param {Story} story
   * @param {Ghost | null} ghost
   * @param {{accuracy: boolean, epochs: number}} settings
   * @param {Theme} theme
   */
  draw(story, ghost, settings, theme) {
    const before = ghost && { curve: ghost.curve, epochs: ghost.by_epoch };
    this.former.hidden = !ghost;
    say(this.former, ghost ? `before: ${ghost.name}` : "");
    this.charts.accuracy.root.hidden = !settings.accuracy;
    for (const metric of /** @type {Metric[]} */ (settings.accuracy ? ["accuracy", "loss"] : ["loss"])) {
      const own = [trained(story, metric), validated(story, metric)];
      const old = before ? [trained(before, metric), validated(before, metric)] : [];
      const { root, canvas, latest } = this.charts[metric], width = root.clientWidth, height = root.clientHeight - 18;
      if (width < 40 || height < 30) continue;
      const drawn = [
        ...old.map((points, place) => ({ points, color: theme.text, alpha: 0.45, width: 1.4, dash: place ? [] : GHOST, dots: Boolean(place) })),
        { points: own[0], color: COLORS.splits.training },
        { points: own[1], color: COLORS.splits.validation, dots: true },
      ];
      const marks = metric === "accuracy" ? (/** @type {number} */ value) => `${Math.round(100 * value)} %` : atAxis;
      drawChart(canvas, width, height, theme, drawn, endOf([...own, ...old], settings.epochs), scaleOf([...own, ...old], metric), marks);
      say(latest, told(own, metric));
    }
  }

  /**
   * What it says after each timestep.
   * @param {Story} story
   * @param {number} column that is selected
   * @param {Theme} theme
   */
  drawRunning({ now }, column, theme) {
    const { running, running_names: names = [], scene } = now, { root, canvas, title, latest } = this.running;
    root.style.visibility = running && names.length ? "" : "hidden";
    if (!running || !names.length || root.clientWidth < 40) return;
    const lines = shown(running, names);
    say(title, lines.length > 1 ? "P(class) after each timestep" : "After each timestep");
    const labels = scene?.columns.length === running.rows ? scene.columns : null, at = labels ? Math.min(column, running.rows - 1) : running.rows - 1;
    list(latest, lines, () => element("span"), (one, { name, color, values }) => {
      one.className = lines.length > 1 ? "line" : "";
      one.style.setProperty("--line", color);
      say(one, lines.length > 1 ? `${name} ${values[at].toFixed(2)}` : stated(name, values[at]));
    });
    drawRunning(canvas, root.clientWidth, root.clientHeight - 18, theme, lines, labels, at);
  }
}

/**
 * The newest values in words.
 * @param {import("./curves.js").Points[]} lines
 * @param {Metric} metric
 */
export function told([training, validation], metric) {
  const last = (/** @type {import("./curves.js").Points} */ points) => {
    const value = points[points.length - 1]?.[1];
    return value === undefined ? "–" : metric === "accuracy" ? `${(100 * value).toFixed(1)} %` : written(value, 3);
  };
  return training.length ? `${last(training)} · ${last(validation)}` : "";
}

/** @param {string} name */
function figure(name) {
  const title = element("b", { textContent: name }), latest = element("span", { className: "latest" });
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", name || "What it says after each timestep");
  return { root: element("div", { className: "figure" }, element("div", { className: "title" }, title, latest), canvas), title, latest, canvas };
}

/**
 * @param {string} name
 * @param {string} color
 */
function line(name, color) {
  const made = element("span", { className: "line", textContent: name });
  made.style.setProperty("--line", color);
  return made;
}
