// What the course of a verdict tells, in sentences: playground/narration/running_prediction.py.

import { _, listed } from "../drawing/language.js";

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
  const start = words.length - verdicts.length, at = turned(verdicts), first = names[verdicts[0]], number = whole(start + 1);
  const begun = { first, unit, number };
  if (words.length === 1) return begin(_("{first} after the only {unit}.", begun));
  if (!at.length) return begin(start ? _("{first} from {unit} {number} on.", begun) : _("{first} from the first {unit} on.", begun));
  const from = start ? _("{name} at {unit} {number}", { name: first, unit, number }) : _("{name} at first", { name: first });
  const to = at.map((t) => _("{name} at {word}", { name: names[verdicts[t]], word: quoted(words, start + t, unit) }));
  if (at.length === 1) return begin(_("{from}; turns {to}.", { from, to: to[0] }));
  const places = { times: whole(at.length), from, middle: listed(to.slice(0, -1)), to: to[to.length - 1] };
  if (at.length > MOST_TURNS) return _("Turns {times} times: {from}, and in the end {to}.", places);
  return at.length === 2 ? _("Turns twice: {from}, {middle}, and {to}.", places) : _("Turns {times} times: {from}, {middle}, and {to}.", places);
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
  if (Math.abs(change) < NOTHING) return _("No {unit} moves P({watched}) by as much as {least}.", { unit, watched, least: 2 * NOTHING });
  return _("{word} moves P({watched}) most: {change}.", { word: quoted(words, most, unit), watched, change: `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(3)}` });
}

/**
 * What of a text the network does not know, and what it did not read.
 * @param {EncodedText} encoded
 * @param {string} unit
 */
export function leftOut({ tokens }, unit) {
  const read = tokens.filter((token) => token.order >= 0), cut = tokens.filter(({ order, id }) => order < 0 && id !== 0).length, notes = [];
  const unknown = [...new Set(read.flatMap(({ word, known }) => (known ? [] : word)))];
  if (unknown.length) {
    const places = { unit, words: listed(unknown.slice(0, MOST_UNKNOWN).map(seen)), more: whole(unknown.length - MOST_UNKNOWN) };
    if (unknown.length === 1) notes.push(_("Not in the vocabulary, read as the unknown {unit}: {words}.", places));
    else if (unknown.length <= MOST_UNKNOWN) notes.push(_("Not in the vocabulary, all read as the same unknown {unit}: {words}.", places));
    else notes.push(_("Not in the vocabulary, all read as the same unknown {unit}: {words} and {more} more.", places));
  }
  if (cut === 1) notes.push(_("1 {unit} is beyond the maximum length and was not read.", { unit }));
  else if (cut) notes.push(_("{count} {unit}s are beyond the maximum length and were not read.", { count: whole(cut), unit }));
  return notes;
}

/**
 * A word as a list shows it: a blank, or a mark that could be the list's own, in quotation marks.
 * @param {string} word
 */
function seen(word) {
  return /[\p{L}\p{N}]/u.test(word) ? short(word) : `“${short(word)}”`;
}

/**
 * Where the line begins, if that is not at the first word.
 * @param {number} start
 * @param {string} unit
 */
export function begins(start, unit) {
  return start ? [_("The line begins at {unit} {number}: to read the text again for every {unit} before would take too long.", { unit, number: whole(start + 1) })] : [];
}

/**
 * @param {string[]} words
 * @param {number} index
 * @param {string} unit
 */
function quoted(words, index, unit) {
  const again = words.filter((one) => one === words[index]).length > 1, word = short(words[index]);
  return again ? _("“{word}” ({unit} {number})", { word, unit, number: whole(index + 1) }) : `“${word}”`;
}

/** @param {string} word */
export function short(word) {
  const letters = [...word];
  return letters.length <= LONGEST_WORD ? word : `${letters.slice(0, LONGEST_WORD - 1).join("")}…`;
}
