// The word that is looked at: where it stands in each network's reading, and its numbers.

import { _ } from "../drawing/language.js";
import { stated } from "../drawing/numbers.js";
import { tokenHolding, tokenOf } from "./answer.js";

/** @import { Answer, At, Run } from "./answer.js" */

/**
 * What is looked at, as the run at `index` splits the text; null: nothing, or it was not read there.
 * @param {Run[]} runs
 * @param {At | null} at
 * @param {number} index
 */
export function tokenIn(runs, at, index) {
  if (!at || runs[index].error) return null;
  if (at[0] === index) return at[1];
  return tokenHolding(runs[index].tokens, tokenOf(runs[at[0]].tokens, at[1]).start);
}

/**
 * The word.
 * @param {Answer} answer
 * @param {At} at
 */
export function wordOf({ text, runs }, [index, token]) {
  const { start, end } = tokenOf(runs[index].tokens, token);
  return text.slice(start, end);
}

/**
 * What each network makes of it.
 * @param {Answer} answer
 * @param {At} at
 */
export function tellOf(answer, at) {
  const { runs } = answer, lines = [wordOf(answer, at)];
  runs.forEach((run, index) => {
    const token = tokenIn(runs, at, index);
    if (token === null) return;
    const { order, known, read } = tokenOf(run.tokens, token), change = run.changes[order];
    if (runs.length > 1) lines.push(run.title);
    if (!read) {
      lines.push(_("not read"));
      return;
    }
    if (!known) lines.push(_("not in the vocabulary"));
    for (const { name, values } of run.lines) {
      const value = values[order];
      lines.push(value === null ? _("P({name}) not worked out", { name }) : stated(name, value));
    }
    if (change !== null) lines.push(_("change of P({name}) {change}", { name: run.watched, change: `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(3)}` }));
  });
  return lines;
}
