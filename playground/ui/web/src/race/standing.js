// How a race stands: its lanes as one, and each in words.

import { _ } from "../drawing/language.js";
import { written } from "../drawing/numbers.js";
import { ENDED } from "../playground/story.js";

/** @import { Epoch } from "../playground/answer.js" */
/** @import { Story } from "../playground/story.js" */

/**
 * The lane that the buttons and the counts speak of: the first that still goes on, else the first.
 * @param {Story[]} stories
 */
export function leading(stories) {
  return stories.find((story) => story.run && !story.ended) ?? stories[0];
}

/**
 * Whether no lane goes on.
 * @param {Story[]} stories
 */
export function over(stories) {
  return stories.every((story) => ENDED.includes(story.now.state ?? ""));
}

/**
 * Seconds of its own that a lane has trained, and its latest accuracy or loss on validation examples, in words.
 * @param {Epoch[]} epochs
 * @param {boolean} accuracy
 */
export function standing(epochs, accuracy) {
  const last = epochs[epochs.length - 1], value = last?.[accuracy ? "val_accuracy" : "val_loss"];
  const seconds = epochs.reduce((sum, epoch) => sum + (epoch.seconds ?? 0), 0);
  return {
    seconds: last ? _("{seconds} s of training", { seconds: seconds.toFixed(1) }) : "",
    value: value === undefined ? "–" : accuracy ? `${(100 * value).toFixed(1)} %` : written(value, 3),
  };
}

/**
 * Why a lane stands still where it did not finish, or why nothing of it can be drawn.
 * @param {Story} story
 */
export function trouble({ now }) {
  if (now.state === "failed") return now.reason || _("This lane failed.");
  return now.state === "stopped" ? now.reason || _("This lane was stopped.") : now.error ?? "";
}

/**
 * What will be drawn in a lane where nothing is yet; empty where something is, or where it is said why nothing is.
 * @param {Story} story
 * @param {string} name of the lane
 */
export function empty(story, name) {
  if (story.now.scene || trouble(story)) return "";
  if (story.run) return _("Its first weights are on the way …");
  return _("Here {name} will read the example that you choose below: what it says of it, with its states and any gates after each timestep, as it learns.", { name });
}
