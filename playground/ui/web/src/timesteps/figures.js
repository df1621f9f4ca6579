// The figures of the picture, one below the other: which there are, how high, what is drawn in each.

import { range } from "d3-array";
import { element } from "../drawing/dom.js";
import { bar, drawHeatMap, heatHeight } from "../drawing/heat.js";
import { image } from "../drawing/image.js";
import { _ } from "../drawing/language.js";
import { drawLines, lineLegend } from "../drawing/lines.js";
import { called, way } from "../drawing/names.js";
import { timestepAt } from "../drawing/view.js";
import { unrolledHeight } from "./layout.js";
import { drawLinks, HEIGHT as LINKS } from "./links.js";
import { partOf } from "./scene.js";
import { drawUnrolled, rowImage } from "./unrolled.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { View } from "../drawing/view.js" */
/** @import { Picture } from "./picture.js" */
/** @import { Part, Scene } from "./scene.js" */

/** What a figure is of: all else is a heat map of a part or of the inputs. @typedef {"unrolled" | "links" | "means" | "unit" | "part" | "inputs"} Kind */
/** @typedef {{kind: Kind, part: string, title: string, about: string}} Planned */
/** @typedef {Planned & {canvas: HTMLCanvasElement, legend: HTMLElement}} Figure */
/** Every number as a coloured pixel. @typedef {{rows: HTMLCanvasElement[], parts: Map<string, HTMLCanvasElement>, inputs?: HTMLCanvasElement}} Painted */

const LINES = 120, HEAD = 18, LEAST = 14, MOST = 90;  // pixels: of lines, a dense heading, a dense heat map

/**
 * @param {Scene} scene
 * @returns {Planned[]}
 */
export function plan(scene) {
  const { layer, direction } = scene.rows[scene.chosen], name = direction ? `${layer} ${way(direction)}` : layer;
  const gated = scene.parts.some((part) => part.gate);
  const plain = { part: "", about: "" };
  /** @type {Planned[]} */
  const lines = [
    { ...plain, kind: "means", title: gated ? _("{name}: each gate, mean over all units", { name }) : _("{name}: size of the values, mean over all units", { name }) },
    { ...plain, kind: "unit", title: _("{name}: the selected unit", { name }) },
  ];
  return [
    { ...plain, kind: "unrolled", title: _("The network, unrolled") },
    ...(scene.links ? [{ ...plain, kind: /** @type {const} */ ("links"), title: _("Weights"), about: _("Blue pulls up, orange down; the thicker, the more. Click a gate to see its own.") }] : []),
    ...(scene.dense ? [] : lines),
    ...scene.parts.map(({ part, about }) => ({ kind: /** @type {const} */ ("part"), part, title: called(part), about })),
    ...(scene.inputs ? [{ ...plain, kind: /** @type {const} */ ("inputs"), title: scene.inputs.heading }] : []),
  ];
}

/**
 * The name of a figure in the page.
 * @param {Planned} figure
 */
export function nameOf({ kind, part }) {
  return kind === "part" ? `part ${part}` : kind;
}

/**
 * Pixels.
 * @param {Scene} scene
 * @param {Planned} figure
 * @param {number} column pixels
 */
export function heightOf(scene, { kind }, column) {
  if (kind === "unrolled") return unrolledHeight(scene, column);
  if (kind === "links") return LINKS;
  if (scene.dense) return denseHeight(scene, column);
  if (kind === "inputs") return heatHeight(scene.inputs?.names.length ?? 0);
  return kind === "part" ? heatHeight(scene.rows[scene.chosen].units) : LINES;
}

/**
 * Of a heat map, where all figures share the room there is.
 * @param {Scene} scene
 * @param {number} column pixels
 */
export function denseHeight(scene, column) {
  const maps = scene.parts.length + (scene.inputs ? 1 : 0);
  const free = (scene.dense ?? 0) - unrolledHeight(scene, column) - HEAD * (maps + 1) - (scene.links ? LINKS + HEAD : 0);
  return Math.round(Math.max(LEAST, Math.min(MOST, free / maps)));
}

/**
 * @param {Scene} scene
 * @param {Theme} theme
 * @param {boolean} detailed whether boxes are large enough for a picture of their own
 * @returns {Painted}
 */
export function paint(scene, theme, detailed) {
  const { timesteps, units } = scene.rows[scene.chosen], { inputs } = scene;
  const ofPart = (/** @type {Part} */ { gate, scale, values }) => image(values, timesteps, units, scene.order, scale, gate ? theme.gates : theme.states);
  return {
    rows: scene.rows.map((row) => rowImage(row, theme, detailed)),
    parts: new Map(scene.parts.map((part) => [part.part, ofPart(part)])),
    inputs: inputs && image(inputs.values, scene.columns.length, inputs.names.length, null, inputs.scale, theme.states),
  };
}

/**
 * @param {Picture} picture
 * @param {Figure} figure
 * @param {View} view
 */
export function drawFigure(picture, figure, view) {
  const { scene, chosen, at, painted } = picture, { kind, legend } = figure, { theme } = view;
  if (kind === "unrolled") {
    drawUnrolled(scene, view, painted.rows);
    legend.replaceChildren(_("{layer} {part}: ", { layer: chosen.layer, part: called(chosen.part) }), ...bar(theme.states, chosen.scale));
  } else if (kind === "links") {
    drawLinks(scene, view, at);
  } else if (kind === "inputs") {
    if (!scene.inputs || !painted.inputs) return;
    const { names, scale } = scene.inputs, row = { start: 0, step: 1, timesteps: scene.columns.length };
    drawHeatMap(view, row, painted.inputs, range(names.length), -1, names);
    legend.replaceChildren(...bar(theme.states, scale));
  } else if (kind === "part") {
    const { part, gate, scale } = partOf(scene, figure.part), drawn = painted.parts.get(part);
    if (drawn) drawHeatMap(view, chosen, drawn, scene.order, part === at.part ? at.unit : -1, null);
    legend.replaceChildren(...bar(gate ? theme.gates : theme.states, scale));
  } else {
    const [curves, scale] = picture.curves(kind);
    drawLines(view, chosen, curves, scale);
    legend.replaceChildren(...lineLegend(curves, timestepAt(chosen, at.column), theme));
    if (kind === "unit") legend.prepend(element("b", { className: "unit", textContent: _("unit {unit}", { unit: at.unit }) }));
  }
}
