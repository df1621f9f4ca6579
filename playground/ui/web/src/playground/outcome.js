// What comes of it: how loss and accuracy change, before the run that was here before, how long it remembers, and
// P(class) after each word.

import { element, list, say } from "../drawing/dom.js";
import { _, p_ } from "../drawing/language.js";
import { atAxis, stated, written } from "../drawing/numbers.js";
import { drawChart } from "./chart.js";
import { drawCourse } from "./course.js";
import { endOf, scaleOf, trained, validated } from "./curves.js";
import { figure, roomIn } from "./figure.js";
import { drawMemory } from "./memory.js";
import { drawRunning, shown } from "./running.js";
import { numberIn } from "./said.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Example, Table } from "./answer.js" */
/** @import { Learned, Metric } from "./curves.js" */
/** @import { Recalling } from "./recalling.js" */
/** @import { Story } from "./story.js" */

/** The run that was here before. @typedef {{run: string, name: string, curve: Learned["curve"], by_epoch: Learned["epochs"]}} Ghost */

const GHOST = [4, 3], FORK = [1, 3];

export class Outcome {
  constructor() {
    this.charts = /** @type {Record<Metric, ReturnType<typeof figure>>} */ ({ accuracy: figure(_("Accuracy")), loss: figure(_("Loss")) });
    this.memory = figure(_("Memory"));
    this.running = figure("", _("What it says after each timestep"));
    this.running.root.classList.add("after");
    this.former = element("span", { className: "line ghost" });
    this.key = element("div", { className: "curves-key" },
      line(_("training"), COLORS.splits.training), line(_("validation"), COLORS.splits.validation), this.former);
    this.root = element("div", { className: "outcome" }, this.key, this.charts.accuracy.root, this.charts.loss.root, this.memory.root, this.running.root);
  }

  /**
   * The curves.
   * @param {Story} story
   * @param {Ghost | null} ghost
   * @param {{accuracy: boolean, epochs: number, forks: number[]}} settings
   * @param {Theme} theme
   */
  draw(story, ghost, settings, theme) {
    const before = ghost && { curve: ghost.curve, epochs: ghost.by_epoch };
    this.former.hidden = !ghost;
    say(this.former, ghost ? _("before: {name}", { name: ghost.name }) : "");
    this.former.title = this.former.textContent ?? "";
    const each = story.now.steps_per_epoch || Infinity;
    this.charts.accuracy.root.hidden = !settings.accuracy;
    for (const metric of /** @type {Metric[]} */ (settings.accuracy ? ["accuracy", "loss"] : ["loss"])) {
      const own = [trained(story, metric), validated(story, metric)];
      const old = before ? [trained(before, metric), validated(before, metric)] : [];
      const one = this.charts[metric], room = roomIn(one);
      if (!room) continue;
      const scale = scaleOf([...own, ...old], metric);
      const drawn = [
        ...settings.forks.map((batches) => ({ points: scale.map((value) => /** @type {[number, number]} */ ([batches / each, value])), color: theme.text, alpha: 0.6, width: 1, dash: FORK })),
        ...old.map((points, place) => ({ points, color: theme.text, alpha: 0.45, width: 1.4, dash: place ? [] : GHOST, dots: Boolean(place) })),
        { points: own[0], color: COLORS.splits.training },
        { points: own[1], color: COLORS.splits.validation, dots: true },
      ];
      const marks = metric === "accuracy" ? (/** @type {number} */ value) => `${Math.round(100 * value)} %` : atAxis;
      drawChart(one.canvas, room.width, room.height, theme, drawn, endOf([...own, ...old], settings.epochs), scale, marks);
      say(one.note, told(own, metric));
    }
  }

  /**
   * How long it remembers.
   * @param {Pick<Recalling, "own" | "former">} recalled
   * @param {boolean} measured whether that can be measured
   * @param {Theme} theme
   */
  drawMemory({ own, former }, measured, theme) {
    this.memory.root.hidden = !measured;
    const old = former.steps ? [{ memory: former, color: theme.text, alpha: 0.45, width: 1.4 }] : [];
    if (measured) drawMemory(this.memory, [...old, { memory: own, color: COLORS.splits.validation }], theme);
    this.memory.root.title = (own.sentence ?? "").replaceAll("**", "");
  }

  /**
   * What it says after each timestep.
   * @param {Story} story
   * @param {number} watched number of the example; -1: a text
   * @param {number} column that is selected
   * @param {Theme} theme
   */
  drawRunning({ now, examples }, watched, column, theme) {
    const { running, running_names: names = [], scene } = now, { root, canvas, title, note } = this.running, room = roomIn(this.running);
    root.hidden = Boolean(now.scene && !running);  // it says nothing before it has read all
    root.style.visibility = running ? "" : "hidden";
    if (!running || !room) return;
    if (!names.length) {
      this.drawCourse(running, examples, watched, now.task?.ahead ?? 0, Math.min(column, running.rows - 1), theme);
      return;
    }
    const lines = shown(running, names);
    say(title, lines.length > 1 ? _("P(class)") : _("After each timestep"));
    const labels = scene?.columns.length === running.rows ? scene.columns : null, at = labels ? Math.min(column, running.rows - 1) : running.rows - 1;
    list(note, lines, () => element("span"), (one, { name, color, values }) => {
      one.className = lines.length > 1 ? "line" : "";
      one.style.setProperty("--line", color);
      say(one, lines.length > 1 ? `${name} ${values[at].toFixed(2)}` : stated(name, values[at]));
    });
    drawRunning(canvas, room.width, room.height, theme, lines, labels, at, examples[watched]?.marks);
  }

  /**
   * A number that it says after each timestep.
   * @param {Table} running
   * @param {Example[]} examples
   * @param {number} watched
   * @param {number} ahead
   * @param {number} at the timestep that is looked at
   * @param {Theme} theme
   */
  drawCourse({ values }, examples, watched, ahead, at, theme) {
    const { canvas, title, note } = this.running, example = examples[watched], room = roomIn(this.running);
    if (!example || !room) return;
    say(title, ahead ? _("Forecast as it reads") : _("Answer after each timestep"));
    const key = [{ name: ahead ? p_("name of a line", "forecast") : p_("name of a line", "says"), value: values[at], color: COLORS.forecast }, { name: _("true"), value: numberIn(example.truth), color: COLORS.truth }];
    list(note, key, () => element("span"), (one, { name, value, color }) => {
      one.className = "line";
      one.style.setProperty("--line", color);
      say(one, `${name} ${value.toFixed(2)}`);
    });
    drawCourse(canvas, room.width, room.height, theme, values, example, examples, ahead, at);
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

/**
 * @param {string} name
 * @param {string} color
 */
function line(name, color) {
  const made = element("span", { className: "line", textContent: name });
  made.style.setProperty("--line", color);
  return made;
}
