// The playground's screen.

import { part } from "../drawing/dom.js";
import { attributesOf, pageResizing, resizing, whileShown } from "../drawing/leaving.js";
import { Screen } from "./screen.js";

/** @type {WeakMap<HTMLElement, Screen>} */
const SCREENS = new WeakMap();

/** @param {{data: import("./screen.js").Given, parentElement: HTMLElement, setStateValue: import("./screen.js").Tell, setTriggerValue: import("./screen.js").Tell}} component */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const screen = SCREENS.get(parentElement) ?? new Screen(part(parentElement, ".playground"));
  SCREENS.set(parentElement, screen);
  screen.tell = setStateValue;
  screen.act = setTriggerValue;
  screen.show(data);
  const draw = () => screen.resize();
  return whileShown(screen, () => {
    document.addEventListener("keydown", screen.pressed);
    document.addEventListener("visibilitychange", screen.turned);
    window.addEventListener("resize", draw);
    const away = { disconnect() {
      document.removeEventListener("keydown", screen.pressed);
      document.removeEventListener("visibilitychange", screen.turned);
      window.removeEventListener("resize", draw);
    } };
    return [resizing(screen.root, draw), pageResizing(draw), attributesOf(document.documentElement, draw), away];
  }, () => screen.rest());
}
