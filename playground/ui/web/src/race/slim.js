// What of a network is drawn in a lane, which is narrow and low: one recurrent layer, its gates and its memory.

import { _ } from "../drawing/language.js";

/** @import { Scene } from "../timesteps/scene.js" */

const LEFT_OUT = ["candidate", "hidden"];  // the hidden state stands in the unrolled network

/**
 * @param {Scene} scene
 * @returns {Scene}
 */
export function slim(scene) {
  const row = { ...scene.rows[scene.chosen], lane: 0, up: /** @type {const} */ ("") };
  const parts = scene.parts.filter(({ part }) => !LEFT_OUT.includes(part));
  return { ...scene, rows: [row], chosen: 0, parts: parts.length ? parts : scene.parts, vectors: [], outputs: [], inputs: undefined };
}

/**
 * What it says at the end, in words.
 * @param {Pick<Scene, "outputs">} scene
 */
export function answerIn({ outputs }) {
  const last = outputs[outputs.length - 1];
  if (!last) return "";
  const { short, long } = last;
  return long && long !== short ? _("says {short}, {long}", { short, long }) : _("says {short}", { short });
}
