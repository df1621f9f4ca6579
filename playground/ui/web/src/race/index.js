// The race's screen.

import { part } from "../drawing/dom.js";
import { attributesOf, pageResizing, resizing, whileShown } from "../drawing/leaving.js";
import { Race } from "./race.js";

/** @type {WeakMap<HTMLElement, Race>} */
const RACES = new WeakMap();

/** @param {{data: import("./race.js").Given, parentElement: HTMLElement, setStateValue: import("./race.js").Tell, setTriggerValue: import("./race.js").Tell}} component */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const race = RACES.get(parentElement) ?? new Race(part(parentElement, ".race"));
  RACES.set(parentElement, race);
  race.tell = setStateValue;
  race.act = setTriggerValue;
  race.show(data);
  const draw = () => race.resize();
  return whileShown(race, () => {
    document.addEventListener("keydown", race.pressed);
    document.addEventListener("visibilitychange", race.turned);
    window.addEventListener("resize", draw);
    const away = { disconnect() {
      document.removeEventListener("keydown", race.pressed);
      document.removeEventListener("visibilitychange", race.turned);
      window.removeEventListener("resize", draw);
    } };
    return [resizing(race.root, draw), pageResizing(draw), attributesOf(document.documentElement, draw), away];
  }, () => race.rest());
}
