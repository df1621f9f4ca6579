// Where a run is, in words.

/** @import { Story } from "./story.js" */

/**
 * Which of the two the button does, and what it is called.
 * @param {Story} story
 * @returns {{does: "play" | "pause", name: string}}
 */
export function playing({ run, ended, replayed, now }) {
  if (!run || ended || replayed) return { does: "play", name: "Play" };
  return now.state === "paused" ? { does: "play", name: "Play" } : { does: "pause", name: "Pause" };
}

/**
 * @param {Story} story
 * @param {number} epochs a run will have
 */
export function where({ run, now }, epochs) {
  const { epoch = 0, step = 0, steps_per_epoch: each } = now;
  const of = now.epochs_in_all ?? epochs;
  return { epoch: run ? `${Math.max(epoch, each ? Math.min(Math.floor(step / each) + 1, of) : 0)}` : "0", of: `of ${of}`, step: run ? step.toLocaleString("en") : "0" };
}

/**
 * @param {Story} story
 * @param {string} [recorded] the settings of the recording, which are not those of the boxes
 */
export function state({ run, replayed, now }, recorded = "") {
  if (!run) return "";
  if (replayed) return `Recorded: ${recorded} · Play or a box begins your own`;
  const { queue, reason, pace, speed } = now;
  switch (now.state) {
    case undefined: return "…";
    case "queued": return queue && queue > 1 ? `Number ${queue} in the queue` : reason || "Starting";
    case "running": return speed ? "Training" : pace ? `${Math.round(pace).toLocaleString("en")} examples per second` : "Preparing";
    case "paused": return "Paused";
    case "finished": return "Finished";
    default: return reason || `${now.state[0].toUpperCase()}${now.state.slice(1)}`;
  }
}
