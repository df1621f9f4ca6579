// The Inside page's picture of one example over time.

import { part } from "../drawing/dom.js";
import { resizing, whileShown } from "../drawing/leaving.js";
import { Picture } from "./picture.js";

/** @type {WeakMap<HTMLElement, Picture>} */
const MEMORY = new WeakMap();

/** @param {{data: Uint8Array, parentElement: HTMLElement, setStateValue: (name: string, value: object) => void}} component */
export default function ({ data, parentElement, setStateValue }) {
  const picture = MEMORY.get(parentElement) ?? new Picture(part(parentElement, ".timesteps"));
  MEMORY.set(parentElement, picture);
  picture.tell = setStateValue;
  picture.show(data);
  return whileShown(picture, () => [resizing(picture.root, () => picture.resize())], () => picture.rest());
}
