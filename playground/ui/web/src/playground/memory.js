// Memory curves: how well what has to be remembered can be read out of a state, the longer ago it was read.

import { say } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { atAxis } from "../drawing/numbers.js";
import { drawChart } from "./chart.js";
import { roomIn } from "./figure.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Drawn } from "./chart.js" */
/** @import { Figure } from "./figure.js" */

/** What is known of a run's (playground/server/live_memory.py). @typedef {{run?: string, epoch?: number, name?: string, numbers?: boolean, aligned?: string, steps?: number[], score?: number[], floor?: number[], sentence?: string, share?: number, why?: string}} Memory */
/** One of them, and how it is drawn. @typedef {{memory: Memory, color: string} & Omit<Drawn, "points" | "color">} Remembered */

const GUESS = [3, 3];  // pixels
const percent = (/** @type {number} */ value) => `${Math.round(100 * value)} %`;

/**
 * Memory curves as lines, the guess, and the end of the axis.
 * @param {Memory[]} memories
 */
export function remembered(memories) {
  const lines = memories.map(({ steps = [], score = [] }) => steps.map((step, at) => /** @type {[number, number]} */ ([step, score[at]])));
  const floors = memories.flatMap(({ floor = [], numbers }) => (numbers ? [] : floor));
  const guess = floors.length ? floors.reduce((sum, value) => sum + value, 0) / floors.length : null;
  const end = Math.max(1, ...memories.flatMap(({ steps = [] }) => steps));
  const least = Math.min(guess === null ? 0 : guess - 0.1, ...lines.flat().map(([, value]) => value));
  return { lines, guess, end, scale: /** @type {[number, number]} */ ([Math.max(Math.floor(10 * least) / 10, -1), 1]) };
}

/**
 * What a chart of them is called, and what is said beside it.
 * @param {Memory[]} memories
 */
export function headed(memories) {
  const { name, aligned } = memories.find(({ steps }) => steps) ?? {}, why = memories.find((memory) => memory.why)?.why;
  const working = memories.some(({ share }) => share !== undefined);
  return {
    title: !name ? _("Memory") : aligned === "end" ? _("Memory of {name}, n steps to go", { name }) : _("Memory of {name}, n steps later", { name }),
    note: why ?? (working ? _("measuring …") : name ? (memories.some(({ numbers }) => numbers) ? _("1: exact, 0: a guess") : _("dashed: guessing")) : _("drawn as epochs end")),
  };
}

/**
 * @param {Figure} one
 * @param {Remembered[]} them from the back to the front
 * @param {Theme} theme
 */
export function drawMemory(one, them, theme) {
  const alike = alikeOf(them), memories = alike.map(({ memory }) => memory), { title, note } = headed(memories);
  const { lines, guess, end, scale } = remembered(memories), toGo = memories.some(({ aligned }) => aligned === "end");
  say(one.title, title);
  say(one.note, note);
  const room = roomIn(one);
  if (!room) return;
  /** @type {Drawn[]} */
  const floor = guess === null ? [] : [{ points: [[0, guess], [end, guess]], color: COLORS.guessing, width: 1.2, dash: GUESS }];
  const drawn = alike.map((look, place) => ({ width: 2.2, ...look, points: lines[place] }));
  drawChart(one.canvas, room.width, room.height, theme, [...floor, ...drawn], end, scale, memories.some(({ numbers }) => numbers) ? atAxis : percent, toGo);
}

/**
 * Those that are counted from the same timestep as the last of them that is known: to go, or since it was read.
 * @param {Remembered[]} them
 */
export function alikeOf(them) {
  const { aligned } = them.findLast(({ memory }) => memory.steps)?.memory ?? {};
  return them.map((one) => (one.memory.steps && one.memory.aligned !== aligned ? { ...one, memory: {} } : one));
}
