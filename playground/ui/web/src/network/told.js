// What the course of a verdict tells, in sentences: playground/narration/running_prediction.py.

const MOST_TURNS = 4, MOST_UNKNOWN = 8, NOTHING = 0.0005, LONGEST_WORD = 30;

/** @import { EncodedText } from "./encoding.js" */

/** @param {number} number */
const whole = (number) => number.toLocaleString("en-US");
/** @param {string} text */
const begin = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * Where the class that is predicted changes: `Positive at first; turns negative at “but”.`
 * @param {string[]} words
 * @param {number[]} verdicts after each of the last words
 * @param {string[]} names of the classes
 * @param {string} unit what a word is called
 */
export function turns(words, verdicts, names, unit) {
  const start = words.length - verdicts.length, at = turned(verdicts), first = names[verdicts[0]];
  if (words.length === 1) return `${begin(first)} after the only ${unit}.`;
  if (!at.length) return `${begin(first)} from ${start ? `${unit} ${whole(start + 1)} on` : `the first ${unit} on`}.`;
  const from = start ? `${first} at ${unit} ${whole(start + 1)}` : `${first} at first`;
  const to = at.map((t) => `${names[verdicts[t]]} at ${quoted(words, start + t, unit)}`);
  if (at.length === 1) return `${begin(from)}; turns ${to[0]}.`;
  const times = at.length === 2 ? "twice" : `${whole(at.length)} times`;
  if (at.length > MOST_TURNS) return `Turns ${times}: ${from}, and in the end ${to[to.length - 1]}.`;
  return `Turns ${times}: ${from}, ${to.slice(0, -1).join(", ")}, and ${to[to.length - 1]}.`;
}

/**
 * Where another class is predicted than before.
 * @param {number[]} verdicts
 */
export function turned(verdicts) {
  return verdicts.flatMap((verdict, t) => (t && verdict !== verdicts[t - 1] ? [t] : []));
}

/**
 * The word that moved the probability most; empty where there is none.
 * @param {string[]} words
 * @param {(number | null)[]} changes
 * @param {string} watched the class
 * @param {string} unit
 */
export function strongest(words, changes, watched, unit) {
  if (words.length < 2 || changes.every((change) => change === null)) return "";
  let most = -1;
  changes.forEach((change, index) => {
    if (change !== null && (most < 0 || Math.abs(change) > Math.abs(changes[most] ?? 0))) most = index;
  });
  const change = changes[most] ?? 0;
  if (Math.abs(change) < NOTHING) return `No ${unit} moves P(${watched}) by as much as ${2 * NOTHING}.`;
  return `${begin(quoted(words, most, unit))} moves P(${watched}) most: ${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(3)}.`;
}

/**
 * What of a text the network does not know, and what it did not read.
 * @param {EncodedText} encoded
 * @param {string} unit
 */
export function leftOut({ tokens }, unit) {
  const read = tokens.filter((token) => token.order >= 0), cut = tokens.filter(({ order, id }) => order < 0 && id !== 0).length, notes = [];
  const unknown = [...new Set(read.flatMap(({ word, known }) => (known ? [] : word)))].sort(byPoints);
  if (unknown.length) {
    const more = unknown.length > MOST_UNKNOWN ? ` and ${whole(unknown.length - MOST_UNKNOWN)} more` : "";
    const as = unknown.length === 1 ? `read as the unknown ${unit}` : `all read as the same unknown ${unit}`;
    notes.push(`Not in the vocabulary, ${as}: ${unknown.slice(0, MOST_UNKNOWN).map(short).join(", ")}${more}.`);
  }
  if (cut) notes.push(`${whole(cut)} ${unit}${cut === 1 ? " is beyond the maximum length and was" : "s are beyond the maximum length and were"} not read.`);
  return notes;
}

/**
 * Where the line begins, if that is not at the first word.
 * @param {number} start
 * @param {string} unit
 */
export function begins(start, unit) {
  return start ? [`The line begins at ${unit} ${whole(start + 1)}: to read the text again for every ${unit} before would take too long.`] : [];
}

/**
 * Python sorts by code points, JavaScript by UTF-16.
 * @param {string} one
 * @param {string} other
 */
function byPoints(one, other) {
  const [a, b] = [[...one], [...other]], at = a.findIndex((letter, index) => letter !== b[index]);
  if (at < 0) return a.length - b.length;
  return at >= b.length ? 1 : (a[at].codePointAt(0) ?? 0) - (b[at].codePointAt(0) ?? 0);
}

/**
 * @param {string[]} words
 * @param {number} index
 * @param {string} unit
 */
function quoted(words, index, unit) {
  const again = words.filter((word) => word === words[index]).length > 1;
  return `“${short(words[index])}”${again ? ` (${unit} ${whole(index + 1)})` : ""}`;
}

/** @param {string} word */
export function short(word) {
  const letters = [...word];
  return letters.length <= LONGEST_WORD ? word : `${letters.slice(0, LONGEST_WORD - 1).join("")}…`;
}
