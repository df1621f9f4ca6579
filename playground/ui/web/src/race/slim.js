// What of a network is drawn in a lane, which is narrow and low: one recurrent layer, its gates and its memory.

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
  return last ? `says ${last.short}${last.long && last.long !== last.short ? `, ${last.long}` : ""}` : "";
}
