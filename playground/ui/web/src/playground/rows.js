// The examples that the network has not trained on, a line each: what it says now, and whether that is right.

import { element, list, part, say } from "../drawing/dom.js";
import { choosing, listbox, option } from "../drawing/listbox.js";
import { image } from "../drawing/image.js";
import { barsOf } from "./said.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Example, Rows as Said } from "./answer.js" */

const SIGNS = new Map([[true, "✓"], [false, "✗"]]);

export class Rows {
  /** @type {Example[]} */
  examples = [];
  at = 0;

  /** @param {(example: number) => void} watch */
  constructor(watch) {
    this.root = listbox("Examples it does not train on", watch);
  }

  /**
   * Other examples, or another one watched.  at: -1 for none.
   * @param {Example[]} examples
   * @param {number} at
   * @param {Theme} theme
   */
  show(examples, at, theme) {
    const others = examples !== this.examples;
    this.examples = examples;
    list(this.root, examples, rowOf, (row, example) => {
      const place = examples.indexOf(example);
      choosing(row, place, at);
      if (!others) return;
      say(part(row, ".label"), example.label);
      row.title = `${example.label}\n${example.truth}`;
      draw(/** @type {HTMLCanvasElement} */ (part(row, "canvas")), example, theme);
    });
  }

  /**
   * What the network says now.
   * @param {Said | undefined} said
   */
  say(said) {
    const bars = said && barsOf(said, this.examples.map(({ truth }) => truth));
    /** @type {HTMLElement[]} */ ([...this.root.children]).slice(0, this.examples.length).forEach((row, place) => {
      const right = said?.right[place] ?? null;
      const bar = bars?.[place] ?? { left: 0, width: 0, positive: true }, words = said?.said[place] ?? "";
      const now = `${right} ${bar.left.toFixed(3)} ${bar.width.toFixed(3)} ${words}`;
      if (row.dataset.now === now) return;
      row.dataset.now = now;
      row.dataset.right = String(right);
      say(part(row, ".sign"), SIGNS.get(/** @type {boolean} */ (right)) ?? "");
      say(part(row, ".said"), words);
      const filled = part(row, ".filled");
      filled.style.left = `${100 * bar.left}%`;
      filled.style.width = `${100 * bar.width}%`;
      filled.style.background = bar.positive ? COLORS.positive : COLORS.negative;
      say(part(row, ".aloud"), right === null ? "" : right ? "right" : "wrong");
    });
  }
}

function rowOf() {
  const sign = element("span", { className: "sign" });
  sign.setAttribute("aria-hidden", "true");
  return option(sign, element("span", { className: "track" }, element("i", { className: "filled" })),
    element("span", { className: "said" }), element("canvas", { hidden: true }), element("span", { className: "label" }), element("span", { className: "aloud" }));
}

/**
 * What is no text.
 * @param {HTMLCanvasElement} canvas
 * @param {Example} example
 * @param {Theme} theme
 */
function draw(canvas, { pixels, series }, theme) {
  canvas.hidden = !pixels && !series;
  const context = canvas.getContext("2d");
  if (!context) return;
  if (pixels) {
    const { rows, columns, values } = pixels, most = Math.max(...values), least = Math.min(...values);
    canvas.width = columns;
    canvas.height = rows;
    context.drawImage(image(values, 1, rows * columns, null, [-most + 2 * least, most], theme.states, columns), 0, 0);
  } else if (series) {
    const [width, height] = [canvas.width = 160, canvas.height = 32], most = Math.max(...series), least = Math.min(...series);
    context.strokeStyle = theme.text;
    context.lineWidth = 2;
    series.forEach((value, t) => context.lineTo((width * t) / (series.length - 1), height - 2 - ((height - 4) * (value - least)) / (most - least || 1)));
    context.stroke();
  }
}
