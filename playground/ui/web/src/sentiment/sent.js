// What is sent of a text: all that a network makes of it, or what has changed since an answer that is here already.

/** @import { Answer, Data, Line, Run } from "./answer.js" */

/**
 * How many numbers of each series stay as they were, from the first on.
 * @typedef {{tokens: number, changes: number, lines: number[], gates: number[]}} Kept
 */
/** Whole; or, of the series, the numbers behind those that stay. @typedef {Omit<Run, "title"> & {title?: string, since?: number, kept?: Kept}} SentRun */
/** @typedef {Omit<Answer, "runs"> & {runs: SentRun[]}} SentAnswer */
/** @typedef {Omit<Data, "runs"> & {runs: (SentRun & {title: string})[]}} SentData */

/**
 * The numbers of the answers that are here.
 * @param {Run[]} runs
 */
export function numbersOf(runs) {
  return runs.flatMap(({ number }) => number ?? []);
}

/**
 * Each run whole; null where one tells what has changed since an answer that is not here.
 * @template {SentRun} Sent
 * @param {Sent[]} sent
 * @param {Run[]} here
 */
export function wholeOf(sent, here) {
  const whole = sent.map((run) => (run.kept ? behind(here.find(({ number }) => number === run.since), run) : run));
  return whole.includes(null) ? null : /** @type {Sent[]} */ (whole);
}

/**
 * @template {SentRun} Sent
 * @param {Run | undefined} before
 * @param {Sent} run
 * @returns {Sent | null}
 */
function behind(before, run) {
  const { kept } = run;
  if (!before || !kept) return null;
  /** @type {(name: "lines" | "gates") => Line[]} */
  const lines = (name) => run[name].map((line, index) => (
    { ...line, values: joined(before[name][index]?.values ?? [], kept[name][index], line.values) }));
  return /** @type {any} */ ({
    ...run,
    kept: undefined,
    tokens: joined(before.tokens, kept.tokens, run.tokens),
    changes: joined(before.changes, kept.changes, run.changes),
    lines: lines("lines"),
    gates: lines("gates"),
  });
}

/**
 * @template Item
 * @param {Item[]} before
 * @param {number} kept
 * @param {Item[]} rest
 */
function joined(before, kept, rest) {
  return [...before.slice(0, kept), ...rest];
}
