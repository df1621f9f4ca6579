// Links that bring a text back.

/** @import { Data } from "./answer.js" */

/**
 * To the Inside page, with the text as far as a link holds it.
 * @param {string} here
 * @param {Pick<Data, "text" | "runs" | "longest" | "inside">} data inside: what the address must say there; empty: not
 */
export function toInside(here, { text, runs, longest, inside: held }) {
  const inside = new URL("inside", here), projected = new URL(here).searchParams.get("projector");
  if (projected) inside.searchParams.set("projector", projected);
  inside.searchParams.set("run", runs[0].run);
  if (text.length <= longest) inside.searchParams.set("text", text);
  for (const [name, value] of Object.entries(held)) {
    if (value) inside.searchParams.set(name, value);
    else inside.searchParams.delete(name);
  }
  return inside;
}

/**
 * To this page; without the text, where it is the one that stands there at first, or too long.
 * @param {string} here
 * @param {Pick<Data, "text" | "start" | "longest">} data
 */
export function toHere(here, { text, start, longest }) {
  const link = new URL(here);
  if (text.length <= longest && text !== start) link.searchParams.set("text", text);
  else link.searchParams.delete("text");
  return link;
}
