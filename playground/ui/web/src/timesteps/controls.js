// The buttons above the picture.

import { element } from "../drawing/dom.js";
import { _ } from "../drawing/language.js";

const SPEEDS = [1, 2, 5, 10, 20];

/**
 * @param {Record<"first" | "back" | "play" | "next" | "last" | "restart" | "smaller" | "larger" | "overview", () => void>} acts
 */
export function controls(acts) {
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button", className: name, textContent: text, title: label });
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };
  const playing = button("play", "▶", _("Play (space)"), acts.play);
  const speed = element("select", { title: _("Timesteps per second") });
  speed.setAttribute("aria-label", _("Timesteps per second"));
  for (const each of SPEEDS) speed.append(element("option", { value: String(each), textContent: _("{number}/s", { number: each }) }));
  speed.value = "2";
  speed.addEventListener("change", acts.restart);
  const where = element("output", { className: "where" });
  where.setAttribute("aria-live", "polite");
  const root = element("div", { className: "bar" },
    button("first", "«", _("First timestep (Home)"), acts.first),
    button("back", "‹", _("Timestep before (←)"), acts.back),
    playing,
    button("next", "›", _("Next timestep (→)"), acts.next),
    button("last", "»", _("Last timestep (End)"), acts.last),
    speed,
    button("out", "−", _("Smaller (-)"), acts.smaller),
    button("in", "+", _("Larger (+)"), acts.larger),
    button("all", _("Overview"), _("Overview: all timesteps at once (0)"), acts.overview),
    where,
  );
  return { root, playing, speed, where };
}
