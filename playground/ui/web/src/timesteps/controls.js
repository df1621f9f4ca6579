// The buttons above the picture.

import { element } from "../drawing/dom.js";

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
  const playing = button("play", "▶", "Play (space)", acts.play);
  const speed = element("select", { title: "Timesteps per second" });
  speed.setAttribute("aria-label", "Timesteps per second");
  for (const each of SPEEDS) speed.append(element("option", { value: String(each), textContent: `${each}/s` }));
  speed.value = "2";
  speed.addEventListener("change", acts.restart);
  const where = element("output", { className: "where" });
  where.setAttribute("aria-live", "polite");
  const root = element("div", { className: "bar" },
    button("first", "«", "First timestep (Home)", acts.first),
    button("back", "‹", "Timestep before (←)", acts.back),
    playing,
    button("next", "›", "Next timestep (→)", acts.next),
    button("last", "»", "Last timestep (End)", acts.last),
    speed,
    button("out", "−", "Smaller (-)", acts.smaller),
    button("in", "+", "Larger (+)", acts.larger),
    button("all", "Overview", "Overview: all timesteps at once (0)", acts.overview),
    where,
  );
  return { root, playing, speed, where };
}
