// Where a run is, in words.

import { _ } from "../drawing/language.js";

/** @import { Story } from "./story.js" */

/**
 * Which of the two the button does, and what it is called.
 * @param {Story} story
 * @returns {{does: "play" | "pause", name: string}}
 */
export function playing({ run, ended, replayed, now }) {
  if (!run || ended || replayed) return { does: "play", name: _("Play") };
  return now.state === "paused" ? { does: "play", name: _("Play") } : { does: "pause", name: _("Pause") };
}

/**
 * @param {Story} story
 * @param {number} epochs a run will have
 */
export function where({ run, now }, epochs) {
  const { epoch = 0, step = 0, steps_per_epoch: each } = now;
  const of = now.epochs_in_all ?? epochs;
  return { epoch: run ? `${Math.max(epoch, each ? Math.min(Math.floor(step / each) + 1, of) : 0)}` : "0", epochs: String(of), step: run ? step.toLocaleString("en") : "0" };
}

/**
 * @param {Story} story
 * @param {string} [recorded] the settings of the recording, which are not those of the boxes
 */
export function state({ run, replayed, now }, recorded = "") {
  if (!run) return "";
  if (replayed) return _("Recorded: {settings} · Play or a box begins your own", { settings: recorded });
  const { queue, reason, pace, speed } = now;
  switch (now.state) {
    case undefined: return "…";
    case "queued": return queue && queue > 1 ? _("Number {place} in the queue", { place: queue }) : reason || _("Starting");
    case "running": return speed ? _("Training") : pace ? _("{count} examples per second", { count: Math.round(pace).toLocaleString("en") }) : _("Preparing");
    case "paused": return _("Paused");
    case "finished": return _("Finished");
    case "stopped": return reason || _("Stopped");
    default: return reason || _("Failed");
  }
}
