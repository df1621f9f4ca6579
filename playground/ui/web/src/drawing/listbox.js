// A list of which one entry is chosen, by a click or by the keyboard.

import { element } from "./dom.js";

/** @typedef {Record<string, number>} Keys */
const BY = /** @type {Keys} */ ({ ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity });

/**
 * The list; its entries are options with their number in `data-example`.
 * @param {string} name
 * @param {(example: number) => void} choose
 */
export function listbox(name, choose) {
  const root = element("div", { className: "rows" });
  root.setAttribute("role", "listbox");
  root.setAttribute("aria-label", name);
  root.addEventListener("click", (event) => {
    const row = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[role=option]"));
    if (row) choose(Number(row.dataset.example));
  });
  root.addEventListener("keydown", (event) => press(root, event, choose));
  return root;
}

/**
 * An entry of it.
 * @param {...HTMLElement} parts
 */
export function option(...parts) {
  const row = element("div", { className: "row" }, ...parts);
  row.setAttribute("role", "option");
  return row;
}

/**
 * Say of an entry which one it is, and whether it is chosen.
 * @param {HTMLElement} row
 * @param {number} example
 * @param {number} chosen -1: none
 */
export function choosing(row, example, chosen) {
  row.dataset.example = String(example);
  row.setAttribute("aria-selected", String(example === chosen));
  row.tabIndex = example === Math.max(chosen, 0) ? 0 : -1;
}

/**
 * @param {HTMLElement} root
 * @param {KeyboardEvent} event
 * @param {(example: number) => void} choose
 */
function press(root, event, choose) {
  const rows = /** @type {HTMLElement[]} */ ([...root.children].filter((row) => !(/** @type {HTMLElement} */ (row).hidden)));
  const now = rows.indexOf(/** @type {HTMLElement} */ (event.target)), by = BY[event.key];
  if (now < 0 || (by === undefined && event.key !== "Enter")) return;
  event.preventDefault();
  event.stopPropagation();
  if (by === undefined) choose(now);
  else rows[Math.max(0, Math.min(rows.length - 1, now + by))].focus();
}
