// What a network makes of one example, as the editor's component (src/sentiment) draws it: playground/figures/live_text.py.

import { changesOf, gateMeans, verdictsOf, watchedOf } from "../network/course.js";
import { begins, leftOut, strongest, turned, turns } from "../network/told.js";
import { inWords, mostProbable } from "./said.js";

/** @import { Course } from "../network/course.js" */
/** @import { EncodedText, Token } from "../network/encoding.js" */
/** @import { Matrix } from "../network/matrix.js" */
/** @import { Network } from "../network/network.js" */
/** @import { Line, Run } from "../sentiment/answer.js" */
/** @import { Given } from "./index.js" */
/** @import { Task } from "./said.js" */

const MOST_LINES = 5;

/**
 * Names of the classes that get a line, and what each is after every word.
 * @param {string[]} classes
 * @param {Course} course
 * @returns {Line[]}
 */
function linesOf(classes, { predictions }) {
  const last = Float32Array.from(predictions[predictions.length - 1] ?? []);
  const shown = classes.length === 2 ? [1] : mostProbable(last).slice(0, MOST_LINES);
  return shown.map((index) => ({ name: classes[index], values: predictions.map((row) => row && row[index]) }));
}

/**
 * Of each: start, end, place in the order of reading, whether it is known.
 * @param {Token[]} tokens
 */
function flat(tokens) {
  return tokens.flatMap(({ start, end, order, known }) => [start, end, order, Number(known)]);
}

/**
 * @param {Given} given
 * @param {Network} network
 * @param {EncodedText} encoded
 * @param {Course} course
 * @param {boolean} done whether no more of it will be worked out
 * @returns {Omit<Run, "title" | "run" | "epoch">}
 */
export function ofText(given, network, encoded, course, done) {
  const { task: { classes }, encoding, manner } = given, { words } = encoded, count = words.length;
  const watched = watchedOf(course), changes = changesOf(course, watched), verdicts = verdictsOf(course), unit = encoding?.unit ?? "word";
  const padded = network.plan.mask || network.plan.padding === "back" ? 0 : network.plan.timesteps - count;
  const sentences = [strongest(words, changes, classes[watched], unit), ...leftOut(encoded, unit), ...(done ? begins(course.start, unit) : [])];
  return {
    ...verdict(given.task, course.trace.output),
    tokens: flat(encoded.tokens), changes, lines: linesOf(classes, course),
    gates: gateMeans(network, course.trace, given.last, padded, count),
    turned: turned(verdicts).map((t) => t + course.start), watched: classes[watched], away: classes.length === 2 ? classes[0] : null,
    unit, turns: turns(words, verdicts, classes, unit), manner, sentences: sentences.filter(Boolean),
  };
}

/**
 * An example of numbers, as if its timesteps were words; labels: what they are.
 * @param {Given} given
 * @param {Network} network
 * @param {string[]} labels
 * @param {Course} course
 * @returns {[Run, string]} and the text in which the labels stand
 */
export function ofNumbers(given, network, labels, course) {
  let end = -1;
  const tokens = labels.map((word, order) => {
    const start = end + 1;
    end = start + word.length;
    return { word, start, end, id: 0, known: true, order };
  });
  const { classes } = given.task, watched = watchedOf(course), verdicts = verdictsOf(course), unit = given.timestep;
  const run = {
    ...verdict(given.task, course.trace.output), run: "", epoch: 0, title: "", tokens: flat(tokens), changes: changesOf(course, watched),
    lines: linesOf(classes, course), gates: gateMeans(network, course.trace, given.last, 0, labels.length),
    turned: turned(verdicts), watched: classes[watched], away: null, unit, turns: turns(labels, verdicts, classes, unit), manner: "", sentences: [],
  };
  return [run, labels.join(" ")];
}

/**
 * @param {Task} task
 * @param {Matrix} output
 */
export function verdict(task, output) {
  const [prediction, figures] = inWords(task, output);
  return { prediction, figures };
}
