// What the colours of the words mean.

import { element } from "../drawing/dom.js";
import { FULL, shade } from "./marking.js";

/** @param {import("./answer.js").Run[]} runs */
export function key(runs) {
  const run = runs.find((one) => !one.error);
  if (!run) return [];
  const stops = [-1, -0.5, 0, 0.5, 1].map((share) => shade(share * FULL) || "transparent"), strip = element("span", { className: "strip" });
  strip.style.background = `linear-gradient(90deg, ${stops.join(",")})`;
  const from = run.away ? `towards ${run.away}` : `less ${run.watched}`, to = run.away ? `towards ${run.watched}` : `more ${run.watched}`;
  const made = [
    element("span", { className: "scale", title: `From −${FULL} to +${FULL}, and beyond` }, from, strip, to),
    element("span", { className: "unknown", textContent: "not in the vocabulary" }),
    element("span", { className: "cut", textContent: "not read" }),
  ];
  return runs.length > 1 ? [...made, `Upper half: ${runs[0].title}, lower half: ${runs[1].title}`] : made;
}
