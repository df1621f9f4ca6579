// Heat maps of the same part of several networks.

import { resizing, whileShown } from "../drawing/leaving.js";
import { part } from "../drawing/dom.js";
import { Cells } from "./cells.js";

/** @type {WeakMap<HTMLElement, Cells>} */
const KNOWN = new WeakMap();

/** @param {{data: Uint8Array, parentElement: HTMLElement, setStateValue: (name: string, value: object) => void}} component */
export default function ({ data, parentElement, setStateValue }) {
  const cells = KNOWN.get(parentElement) ?? new Cells(part(parentElement, ".cells"));
  KNOWN.set(parentElement, cells);
  cells.tell = setStateValue;
  cells.show(data);
  return whileShown(cells, () => [resizing(cells.root, () => cells.draw())]);
}
