// What has been typeset, put into the page.

import { element, say } from "./dom.js";

/** @import { Typeset } from "./latex.js" */

/**
 * Elements as they are described; those that are there already are changed, and nothing goes.
 * @param {HTMLElement} parent
 * @param {Typeset[]} them
 */
export function fill(parent, them) {
  them.forEach(({ tag, className, text, inside }, place) => {
    let child = /** @type {HTMLElement | undefined} */ (parent.children[place]);
    if (child?.localName !== tag || (text === undefined) !== (child.dataset.says === undefined)) {
      const made = element(tag);
      if (text !== undefined) made.dataset.says = "";
      if (child) child.replaceWith(made);
      else parent.append(made);
      child = made;
    }
    child.hidden = false;
    if (child.className !== className) child.className = className;
    if (text === undefined) fill(child, inside ?? []);
    else say(child, text);
  });
  for (const child of /** @type {HTMLElement[]} */ ([...parent.children].slice(them.length))) child.hidden = true;
}
