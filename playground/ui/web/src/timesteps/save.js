// What of a figure is taken along.

import { range } from "d3-array";
import { downloadNumbers, downloadPicture } from "../drawing/figure.js";
import { way } from "../drawing/names.js";
import { timestepAt } from "../drawing/view.js";
import { drawFigure, heightOf } from "./figures.js";
import { partOf } from "./scene.js";
import { endWidth } from "./layout.js";
import { within } from "./scene.js";

/** @import { Column } from "../drawing/table.js" */
/** @import { Curve } from "./curves.js" */
/** @import { Figure, Planned } from "./figures.js" */
/** @import { Picture } from "./picture.js" */
/** @import { Scene } from "./scene.js" */

const WIDEST_PICTURE = 12000;  // pixels

/**
 * @param {Picture} picture
 * @param {Figure} figure
 */
export function savePicture(picture, figure) {
  const { scene, theme, at } = picture, gutter = picture.gutter(), { layer, direction } = picture.chosen;
  const around = gutter + endWidth(scene), column = Math.min(picture.wide(), (WIDEST_PICTURE - around) / scene.columns.length);
  const width = around + scene.columns.length * column, height = heightOf(scene, figure, picture.wide());
  const title = figure.kind === "part" ? `${layer} ${direction && way(direction)} ${figure.title}` : figure.title;
  downloadPicture(title, width, height, theme,
    (context) => drawFigure(picture, figure, { context, width, height, theme, at, column, gutter, scroll: 0 }),
    picture.curves(figure.kind)[0]);
}

/**
 * @param {Picture} picture
 * @param {Figure} figure
 */
export function saveNumbers(picture, figure) {
  const { scene, chosen } = picture, { columns } = scene;
  const whole = figure.kind === "unrolled" || figure.kind === "inputs";
  const timesteps = whole ? columns.length : chosen.timesteps;
  const label = (/** @type {number} */ t) => columns[whole ? t : Math.round(chosen.start + t * chosen.step)];
  downloadNumbers(figure.title, timesteps, label, numbersOf(scene, figure, picture.curves(figure.kind)[0]));
}

/**
 * The columns of a figure's table: over the scene's columns, or over the chosen row's timesteps.
 * @param {Scene} scene
 * @param {Planned} figure
 * @param {Curve[]} curves
 * @returns {Column[]}
 */
export function numbersOf(scene, { kind, part }, curves) {
  const { units } = scene.rows[scene.chosen];
  if (kind === "part") {
    const { values } = partOf(scene, part);
    return range(units).map((u) => [`unit ${u}`, (t) => values[t * units + u]]);
  }
  if (kind === "inputs") {
    const { names, values } = scene.inputs ?? { names: [], values: [] };
    return names.map((name, index) => [name, (t) => values[t * names.length + index]]);
  }
  if (kind !== "unrolled") return curves.map((curve) => [curve.name, (t) => curve.values[t]]);
  return scene.rows.flatMap((row) => {
    const name = [row.layer, row.direction, row.part].filter(Boolean).join(" ");
    /** @type {(u: number) => Column} */
    const ofUnit = (u) => [`${name} ${u}`, (t) => (within(row, t) ? row.values[timestepAt(row, t) * row.units + u] : "")];
    return range(row.units).map(ofUnit);
  });
}
