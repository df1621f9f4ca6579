// Lines over the timesteps.

import { axis, marked } from "./axis.js";
import { element, say } from "./dom.js";
import { called } from "./names.js";
import { atAxis, stated, written } from "./numbers.js";
import { begin, currentColumn, timestepAt, visible, xOf } from "./view.js";

/** @import { Scale } from "./colors.js" */
/** @import { Theme } from "./theme.js" */
/** @import { Timesteps, View } from "./view.js" */

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {ArrayLike<number | null>} values (timesteps,); null: not known
 * @property {string} [color] where the name does not tell
 * @property {boolean} [dashed]
 * @property {boolean} [probability] whether it is one, of what the name says
 */

/**
 * @param {Line} line
 * @param {Theme} theme
 */
export function colorOf(line, theme) {
  return line.color ?? COLORS.parts[line.name] ?? theme.text;
}

/** What a line is called; a class has the name that it was given. @param {Line} line */
export function nameOf({ name, probability }) {
  return probability ? name : called(name);
}

/**
 * @param {View} view
 * @param {Timesteps} row
 * @param {Line[]} lines
 * @param {Scale} scale of the axis
 */
export function drawLines(view, row, lines, scale) {
  begin(view);
  const { context, theme, height } = view, y = axis(scale, height);
  currentColumn(view, 0, height);
  context.strokeStyle = theme.faint;
  context.lineWidth = 1;
  context.beginPath();
  for (const value of marked(scale)) {
    context.moveTo(view.gutter, y(value));
    context.lineTo(view.width, y(value));
  }
  context.stroke();
  const [first, last] = visible(view, row), now = timestepAt(row, view.at.column);
  for (const line of lines) {
    context.strokeStyle = context.fillStyle = colorOf(line, theme);
    context.lineWidth = 1.8;
    context.setLineDash(line.dashed ? [4, 3] : []);
    context.beginPath();
    for (let t = first; t <= last; t++) {
      const value = line.values[t];
      if (value !== null) context.lineTo(xOf(view, row.start + t * row.step), y(value));
    }
    context.stroke();
    context.setLineDash([]);
    const value = line.values[now];
    if (value === null) continue;
    context.beginPath();
    context.arc(xOf(view, row.start + now * row.step), y(value), 3.5, 0, 7);
    context.fill();
  }
  context.fillStyle = theme.background;
  context.fillRect(0, 0, view.gutter, height);
  context.fillStyle = theme.text;
  context.textAlign = "right";
  context.font = `10px ${theme.font}`;
  for (const value of marked(scale)) context.fillText(atAxis(+value.toPrecision(3)), view.gutter - 5, y(value));
}

/**
 * What each line is, with its value at timestep `now`.
 * @param {Line[]} lines
 * @param {number} now
 * @param {Theme} theme
 */
export function lineLegend(lines, now, theme) {
  return lines.map((line) => nameLine(element("span", { className: "line" }), line, now, theme));
}

/**
 * @param {HTMLElement} label
 * @param {Line} line
 * @param {number} now
 * @param {Theme} theme
 */
export function nameLine(label, line, now, theme) {
  const value = line.values[now];
  const name = line.probability ? `P(${line.name})` : nameOf(line);
  if (value === null) say(label, `${name} –`);
  else say(label, line.probability ? stated(line.name, value) : `${name} ${written(value, 3)}`);
  label.style.minWidth = `calc(${name.length + 8} * 0.92ch + 18px)`;  // of any value, so that nothing moves
  label.style.setProperty("--line", colorOf(line, theme));
  return label;
}
