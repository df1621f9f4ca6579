// What the colours of the words mean.

import { element } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";
import { FULL, shade } from "./marking.js";

/** @param {import("./answer.js").Run[]} runs */
export function key(runs) {
  const run = runs.find((one) => !one.error);
  if (!run) return [];
  const stops = [-1, -0.5, 0, 0.5, 1].map((share) => shade(share * FULL) || "transparent"), strip = element("span", { className: "strip" });
  strip.style.background = `linear-gradient(90deg, ${stops.join(",")})`;
  const { away, watched: name } = run;
  const from = away ? _("towards {name}", { name: away }) : _("less {name}", { name }), to = away ? _("towards {name}", { name }) : _("more {name}", { name });
  const made = [
    element("span", { className: "scale", title: _("From −{full} to +{full}, and beyond", { full: FULL }) }, from, strip, to),
    element("span", { className: "unknown", textContent: _("not in the vocabulary") }),
    element("span", { className: "cut", textContent: _("not read") }),
  ];
  return runs.length > 1 ? [...made, _("Upper half: {upper}, lower half: {lower}", { upper: runs[0].title, lower: runs[1].title })] : made;
}
