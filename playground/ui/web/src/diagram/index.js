// The diagram of a recurrent cell.

import { part } from "../drawing/dom.js";
import { resizing, whileShown } from "../drawing/leaving.js";
import { Diagram } from "./diagram.js";

/** @type {WeakMap<HTMLElement, Diagram>} */
const KNOWN = new WeakMap();

/** @param {{data: Uint8Array, parentElement: HTMLElement}} component */
export default function ({ data, parentElement }) {
  const diagram = KNOWN.get(parentElement) ?? new Diagram(part(parentElement, ".diagram"));
  KNOWN.set(parentElement, diagram);
  diagram.show(data);
  return whileShown(diagram, () => [resizing(diagram.root, () => diagram.draw())]);
}
