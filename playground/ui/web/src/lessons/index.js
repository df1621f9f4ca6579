// Lessons: the bar that goes along on every page, and the tiles of all of them.

import "./lessons.css";
import { part } from "../drawing/dom.js";
import { whileShown } from "../drawing/leaving.js";
import { Bar } from "./bar.js";
import { Tiles } from "./tiles.js";

/** @import { Given, Told } from "./bar.js" */
/** @import { GivenTiles } from "./tiles.js" */

/** @type {WeakMap<HTMLElement, Bar | Tiles>} */
const KNOWN = new WeakMap();

/** @param {{data: Given | GivenTiles, parentElement: HTMLElement, setTriggerValue: (name: string, value: object) => void}} component */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = part(parentElement, ".lessons");
  const tell = (/** @type {object} */ told) => setTriggerValue("told", told);
  if ("tiles" in data) {
    const tiles = drawn(parentElement, root, Tiles, "tiles");
    tiles.tell = tell;
    tiles.show(data);
    return undefined;
  }
  const bar = drawn(parentElement, root, Bar, "bar");
  bar.tell = (/** @type {Told} */ told) => tell({ ...told, lesson: data.lesson });
  bar.show(data);
  return whileShown(bar, () => [], () => bar.target.rest());
}

/**
 * What is drawn in an element; where the other of the two was drawn, it goes.
 *
 * @template {Bar | Tiles} T
 * @param {HTMLElement} parent
 * @param {HTMLElement} root
 * @param {new (root: HTMLElement) => T} Kind
 * @param {string} name
 * @returns {T}
 */
function drawn(parent, root, Kind, name) {
  const known = KNOWN.get(parent);
  if (known instanceof Kind) return known;
  if (known) root.replaceChildren();
  root.classList.remove("bar", "tiles");
  root.classList.add(name);
  const made = new Kind(root);
  KNOWN.set(parent, made);
  return made;
}
