// The Sentiment page's editor.

import { part } from "../drawing/dom.js";
import { attributesOf, resizing, whileShown } from "../drawing/leaving.js";
import { Editor } from "./editor.js";

/** @type {WeakMap<HTMLElement, Editor>} */
const EDITORS = new WeakMap();

/** @typedef {(name: string, value: any) => void} Tell */
/** @param {{data: import("./sent.js").SentData, parentElement: HTMLElement, setStateValue: Tell, setTriggerValue: Tell}} component */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const editor = EDITORS.get(parentElement) ?? new Editor(part(parentElement, ".sentiment"), data.text);
  EDITORS.set(parentElement, editor);
  editor.tell = setStateValue;
  editor.open = setTriggerValue;  // a click, no state: the same word may be clicked again after another was chosen
  editor.given(data);
  const draw = () => editor.draw();
  return whileShown(editor, () => [resizing(editor.root, draw), attributesOf(document.documentElement, draw)]);
}
