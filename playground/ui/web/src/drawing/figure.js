// A figure of a component: its heading, and taking it along as PNG and CSV.

import "./figure.css";
import { contextFor, element } from "./dom.js";
import { _ } from "./language.js";
import { colorOf, nameOf } from "./lines.js";
import { fileName, tableOf } from "./table.js";

/** @import { Line } from "./lines.js" */
/** @import { Theme } from "./theme.js" */

/**
 * The line above a figure.
 * @param {string} title
 * @param {string} about
 * @param {Node} legend
 * @param {{picture: () => void, numbers: () => void}} save what the two buttons do
 */
export function figureHead(title, about, legend, save) {
  const button = (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button", className: "save", textContent: text, title: label, ariaLabel: label });
    made.addEventListener("click", act);
    return made;
  };
  return element("div", { className: "head" },
    element("b", { textContent: title }), element("span", { className: "about", textContent: about }), legend,
    element("span", { className: "saves" },
      button("PNG", _("Save {title} as PNG", { title }), save.picture), button("CSV", _("Save {title} as CSV", { title }), save.numbers)));
}

/**
 * @param {string} title stands above the figure
 * @param {number} width
 * @param {number} height
 * @param {Theme} theme
 * @param {(context: CanvasRenderingContext2D) => void} draw the figure, `width` × `height`
 * @param {Line[]} lines are named beside the title
 */
export function downloadPicture(title, width, height, theme, draw, lines = []) {
  const canvas = element("canvas", { width, height }), head = 30;
  draw(contextFor(canvas));
  const whole = element("canvas", { width, height: height + head }), page = contextFor(whole);
  page.fillStyle = theme.background;
  page.fillRect(0, 0, width, height + head);
  page.fillStyle = theme.text;
  page.font = `bold 14px ${theme.font}`;
  page.fillText(title, 8, 20);
  let x = 24 + page.measureText(title).width;
  page.font = `12px ${theme.font}`;
  for (const line of lines) {
    page.fillStyle = colorOf(line, theme);
    page.fillRect(x, 14, 14, 3);
    page.fillStyle = theme.text;
    page.fillText(nameOf(line), x + 18, 20);
    x += 32 + page.measureText(nameOf(line)).width;
  }
  page.drawImage(canvas, 0, head);
  whole.toBlob((blob) => blob && download(blob, `${fileName(title)}.png`));
}

/**
 * @param {string} title
 * @param {number} timesteps
 * @param {(t: number) => string} label what is read there
 * @param {import("./table.js").Column[]} columns
 * @param {[string, string]} [heads] where its rows are no timesteps: see `tableOf`
 */
export function downloadNumbers(title, timesteps, label, columns, heads) {
  download(new Blob([tableOf(timesteps, label, columns, heads)], { type: "text/csv" }), `${fileName(title)}.csv`);
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
