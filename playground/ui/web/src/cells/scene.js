// What Python has sent (playground/figures/cells.py), and how one moves in it.

import { called } from "../drawing/names.js";
import { framed, unpacked } from "../drawing/packed.js";

/** A cell: the number of its map, its unit, its column of all there are. @typedef {{map: number, unit: number, column: number}} At */
/** The part of one network; values (columns, units), NaN: not read. @typedef {{title: string, name: string, units: number, values: Float32Array}} HeatMap */

/**
 * @typedef {object} Scene
 * @property {string} part
 * @property {boolean} gate
 * @property {import("../drawing/colors.js").Scale} scale
 * @property {number} first column of those drawn
 * @property {string[]} columns what is read there
 * @property {HeatMap[]} maps
 */
/** What the page has selected, and the number of the choice it knows of. @typedef {{key: string, at: At | null, count: number}} Start */

/**
 * @param {Uint8Array} bytes
 * @returns {[Start, Scene]}
 */
export function decoded(bytes) {
  const [start, rest] = framed(bytes), [scene, take] = unpacked(rest);
  for (const map of scene.maps) {
    map.name = `${called(scene.part)} · ${map.title}`;
    map.values = take(map.at, scene.columns.length * map.units);
  }
  return [start, scene];
}

/**
 * Whether a scene has the cell.
 * @param {Pick<Scene, "first" | "columns"> & {maps: {units: number}[]}} scene
 * @param {At} at
 */
export function has({ first, columns, maps }, at) {
  return at.unit < maps[at.map]?.units && at.column >= first && at.column < first + columns.length;
}

/**
 * The cell a step away; over the edge of a map comes the next.
 * @param {Pick<Scene, "first" | "columns"> & {maps: {units: number}[]}} scene
 * @param {At | null} from null: none is selected yet
 * @param {number} right
 * @param {number} down
 * @returns {At}
 */
export function stepped({ first, columns, maps }, from, right, down) {
  const last = first + columns.length - 1, begun = from ?? { map: 0, unit: -down, column: last - right };
  const between = (/** @type {number} */ low, /** @type {number} */ value, /** @type {number} */ high) => Math.min(Math.max(value, low), high);
  let map = begun.map, unit = begun.unit + down;
  if (unit < 0 && map > 0) unit = maps[--map].units - 1;
  else if (unit >= maps[map].units && map < maps.length - 1) [map, unit] = [map + 1, 0];
  return { map, unit: between(0, unit, maps[map].units - 1), column: between(first, begun.column + right, last) };
}
