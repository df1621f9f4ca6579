// Colours and type of the page.

import { ramp, rgb } from "./colors.js";

/**
 * @typedef {object} Theme
 * @property {string} background
 * @property {string} text
 * @property {string} second the second background
 * @property {string} primary
 * @property {string} font
 * @property {string} faint lines in the background
 * @property {boolean} dark
 * @property {import("./colors.js").Table} gates
 * @property {import("./colors.js").Table} states
 */

/** @type {Map<string[], import("./colors.js").Table>} so that no picture waits for them */
const RAMPS = new Map();

/** @param {string[]} stops */
function rampOf(stops) {
  const table = RAMPS.get(stops) ?? ramp(stops);
  RAMPS.set(stops, table);
  return table;
}

/**
 * The theme that an element is shown in.
 * @param {Element} host
 * @returns {Theme}
 */
export function themeOf(host) {
  const style = getComputedStyle(host);
  /** @type {(name: string, or: string) => string} */
  const value = (name, or) => style.getPropertyValue(name).trim() || or;
  const background = value("--st-background-color", "#ffffff"), text = value("--st-text-color", "#1b2433");
  const dark = background.startsWith("#") && rgb(background)[1] < 128;
  return {
    background, text, dark,
    second: value("--st-secondary-background-color", "#f3f5f9"),
    primary: value("--st-primary-color", "#2563eb"),
    font: value("--st-font", "sans-serif"),
    faint: dark ? "rgba(230,235,244,.28)" : "rgba(27,36,51,.25)",
    gates: rampOf(COLORS.gates),
    states: rampOf(dark ? COLORS.states.dark : COLORS.states.light),
  };
}
