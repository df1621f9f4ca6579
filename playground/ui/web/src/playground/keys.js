// The keys of the whole page.

import { _, N_ } from "../drawing/language.js";
import { isFree } from "./bar.js";

const WRITES = "input, textarea, select, [contenteditable], [role=combobox], [role=slider]";

/**
 * What a key does, or nothing: where somebody writes or chooses, a key is theirs; a button has its own space.
 * @param {KeyboardEvent} event
 * @returns {"toggle" | "batch" | "epoch" | "close" | undefined}
 */
export function meant(event) {
  const [first] = event.composedPath(), on = /** @type {Element} */ (first);
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return undefined;
  if (on.matches?.(WRITES)) return undefined;
  if (event.key === " ") return on.matches?.("button, a, summary, [role=tab], [role=radio]") ? undefined : "toggle";
  return /** @type {const} */ ({ n: "batch", e: "epoch", Escape: "close" })[event.key];
}

const SAID = { play: N_("space: play or pause"), batch: N_("n: one batch"), epoch: N_("e: one epoch") };

/**
 * The keys of the controls that the link leaves free.
 * @param {import("./bar.js").Controls | undefined} controls
 * @param {string[]} more that can be done
 */
export function keysOf(controls, ...more) {
  return [...Object.entries(SAID).filter(([name]) => isFree(controls, name)).map(([, said]) => _(said)), ...more].join(" · ");
}
