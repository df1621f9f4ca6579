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
    const tiles = /** @type {Tiles} */ (KNOWN.get(parentElement) ?? new Tiles(root));
    KNOWN.set(parentElement, tiles);
    root.classList.add("tiles");
    tiles.tell = tell;
    tiles.show(data);
    return undefined;
  }
  const bar = /** @type {Bar} */ (KNOWN.get(parentElement) ?? new Bar(root));
  KNOWN.set(parentElement, bar);
  root.classList.add("bar");
  bar.tell = (/** @type {Told} */ told) => tell({ ...told, lesson: data.lesson });
  bar.show(data);
  return whileShown(bar, () => [], () => bar.target.rest());
}
