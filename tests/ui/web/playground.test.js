import assert from "node:assert/strict";
import test from "node:test";
import { answerOf } from "../../../playground/ui/web/src/playground/answer.js";
import { endOf, scaleOf, smoothed, trained, validated } from "../../../playground/ui/web/src/playground/curves.js";
import { keysOf, meant } from "../../../playground/ui/web/src/playground/keys.js";
import { barsOf, summed } from "../../../playground/ui/web/src/playground/said.js";
import { ordered } from "../../../playground/ui/web/src/playground/side.js";
import { Story } from "../../../playground/ui/web/src/playground/story.js";
import { playing, state, where } from "../../../playground/ui/web/src/playground/words.js";
import { atAxis, written } from "../../../playground/ui/web/src/drawing/numbers.js";
import { floats, framed } from "./made.js";

/** @param {Partial<import("../../../playground/ui/web/src/playground/answer.js").Answer>} now */
function story(now, run = "a") {
  const made = new Story(run);
  made.add({ state: "running", ...now });
  return made;
}

test("an answer is read with its numbers, each example with its own", () => {
  const bytes = framed({
    state: "running", examples: [{ label: "", truth: "7" }, { label: "", truth: "1" }], pixels: { at: 4, shape: [2, 1, 2] },
    rows: { prediction: { at: 0, shape: [2, 2] }, right: [true, false], said: ["a", "b"] },
  }, floats(0.25, 0.75, 0.5, 0.5, 1, 2, 3, 4));
  const { rows, examples } = answerOf(bytes);
  assert.deepEqual([...rows?.prediction.values ?? []], [0.25, 0.75, 0.5, 0.5]);
  assert.deepEqual(examples?.map(({ pixels }) => [pixels?.rows, pixels?.columns, ...pixels?.values ?? []]), [[1, 2, 1, 2], [1, 2, 3, 4]]);
});

test("curves grow by what is new, whichever answer comes twice, and nothing is lost between two", () => {
  const run = new Story("a");
  const more = (/** @type {number} */ from, /** @type {number[]} */ ...position) => run.add({ state: "running", curve: { from, position, loss: position, accuracy: position } });
  more(0, 1, 2);
  more(2, 3);
  more(2, 3);
  more(5, 6);
  assert.deepEqual(run.curve, { position: [1, 2, 3], loss: [1, 2, 3], accuracy: [1, 2, 3] });
  const epochs = [1, 2].map((epoch) => ({ epoch, loss: 1, val_loss: 1 }));
  run.add({ state: "running", by_epoch: epochs.slice(0, 1) });
  run.add({ state: "finished", by_epoch: epochs });
  assert.deepEqual(run.epochs.map(({ epoch }) => epoch), [1, 2]);
  assert.equal(run.ended, true);
});

test("points that were thinned since come in the place of all that there were, and not behind them", () => {
  const run = new Story("a");
  const more = (/** @type {number} */ from, /** @type {number} */ stride, /** @type {number[]} */ ...position) => run.add({ state: "running", curve: { from, stride, position, loss: position, accuracy: position } });
  more(0, 1, 1, 2, 3, 4);
  more(2, 2, 5);  // of another request
  assert.deepEqual([run.stride, run.curve.position], [1, [1, 2, 3, 4]]);
  more(0, 2, 1, 3, 5);
  more(3, 2, 7);
  assert.deepEqual([run.stride, run.curve.position], [2, [1, 3, 5, 7]]);
});

test("what is not said again stays, but for a complaint", () => {
  const run = story({ sentence: "one", error: "no word", gone: "no example", pace: 5 });
  run.add({ state: "running" });
  assert.deepEqual([run.now.sentence, run.now.error, run.now.gone, run.now.pace], ["one", undefined, undefined, 5]);
});

test("a batch is drawn as the mean of it and those before: curves that share their past part where it ends", () => {
  assert.deepEqual(smoothed([1, 2, 3]), [1, 1.5, 2]);
  const past = Array(40).fill(0), one = smoothed([...past, ...Array(40).fill(1)]), other = smoothed([...past, ...Array(40).fill(-1)]);
  assert.deepEqual(one.slice(0, 40), other.slice(0, 40));
  assert.deepEqual([one[39], one[79], other[79]], [0, 1, -1]);
  assert.deepEqual(trained({ curve: { position: [0.1, 0.2], loss: [1, 3] }, epochs: [] }, "loss"), [[0.1, 1], [0.2, 2]]);
});

test("the pace of a run that is held back is not told", () => {
  assert.equal(state(story({ pace: 8000, speed: 30 })), "Training");
  assert.equal(state(story({ pace: 8000, speed: null })), "8,000 examples per second");
});

test("an epoch that measured nothing is no point", () => {
  const epochs = [{ epoch: 1, loss: 1, val_loss: 2 }, { epoch: 2, loss: 1, val_loss: 1, val_accuracy: 0.5 }];
  assert.deepEqual(validated({ curve: { position: [], loss: [] }, epochs }, "accuracy"), [[2, 0.5]]);
});

test("the axes of a chart grow in steps, so that a line grows and the chart stands", () => {
  assert.deepEqual([0, 0.4, 1.1, 6, 9].map((reached) => endOf([[[reached, 1]]], 10)), [1, 1, 2, 8, 10]);
  assert.equal(endOf([[]], 10), 1);
  assert.equal(endOf([[[14, 1]]], 10), 14);
  assert.deepEqual(scaleOf([[[0, 0.68], [1, 0.9]]], "accuracy"), [0.5, 1]);
  assert.deepEqual(scaleOf([[[0, 0.11], [1, 0.9]]], "accuracy"), [0.1, 1]);
  assert.deepEqual(scaleOf([[[0, 0.69]]], "loss"), [0, 0.7]);
  assert.deepEqual(scaleOf([[]], "loss"), [0, 1]);
});

test("of two classes the bar goes from the middle towards the one that is said", () => {
  const prediction = { rows: 2, columns: 2, values: Float32Array.of(0.25, 0.75, 1, 0) };
  assert.deepEqual(barsOf({ prediction, right: [true, true], said: [] }, ["good", "bad"]), [
    { left: 0.5, width: 0.25, positive: true }, { left: 0, width: 0.5, positive: false },
  ]);
});

test("of several classes, and of symbols, it is as long as they are probable", () => {
  const of = (/** @type {number} */ columns, /** @type {number[]} */ ...values) => ({ rows: 1, columns, values: Float32Array.from(values) });
  assert.deepEqual(barsOf({ prediction: of(4, 0.125, 0.5, 0.125, 0.25), right: [false], said: [] }, ["b"]), [{ left: 0, width: 0.5, positive: true }]);
  assert.deepEqual(barsOf({ prediction: of(1, 0.25), right: [false], said: [] }, ["abc"]), [{ left: 0, width: 0.25, positive: true }]);
});

test("of a number it shows how far that is off, beside how far the truths differ", () => {
  const prediction = { rows: 2, columns: 1, values: Float32Array.of(-2, -8) };
  assert.deepEqual(barsOf({ prediction, right: [null, null], said: [] }, ["−4.0 °C", "4.0 °C"]), [
    { left: 0.5, width: 0.125, positive: true }, { left: 0, width: 0.5, positive: false },
  ]);
});

test("one button plays and pauses", () => {
  assert.equal(playing(story({})).does, "pause");
  assert.equal(playing(story({ state: "queued" })).does, "pause");
  for (const one of [story({ state: "paused" }), story({ state: "finished" }), story({}, "")]) assert.equal(playing(one).does, "play");
});

test("the settings of the recording are told from those of the boxes", () => {
  assert.equal(state(new Story("recording", true), "LSTM 8, distance 10"), "Recorded: LSTM 8, distance 10 · Play or a box begins your own");
});

test("where a run is, is said in a few words", () => {
  assert.deepEqual(where(story({ epoch: 2, step: 1250, epochs_in_all: 12 }), 10), { epoch: "2", epochs: "12", step: "1,250" });
  assert.deepEqual(where(new Story(""), 10), { epoch: "0", epochs: "10", step: "0" });
  assert.equal(state(story({ state: "queued", queue: 3 })), "Number 3 in the queue");
  assert.equal(state(story({ pace: 1234.5 })), "1,235 examples per second");
  assert.equal(state(story({ state: "failed", reason: "The disk is full." })), "The disk is full.");
  assert.equal(state(story({ state: "stopped" })), "Stopped");
});

test("keys are the page's only where nobody writes or chooses", () => {
  const press = (/** @type {string} */ key, /** @type {string} */ on, more = {}) => meant(/** @type {any} */ ({
    key, composedPath: () => [{ matches: (/** @type {string} */ selector) => selector.split(", ").includes(on) }], ...more,
  }));
  assert.deepEqual([press(" ", "body"), press("n", "body"), press("e", "button"), press("x", "body")], ["toggle", "batch", "epoch", undefined]);
  assert.deepEqual([press(" ", "button"), press(" ", "input"), press("n", "textarea"), press("e", "[role=combobox]")], Array(4).fill(undefined));
  assert.deepEqual([press("Escape", "body"), press("Escape", "[role=combobox]")], ["close", undefined]);
  assert.equal(press("n", "body", { ctrlKey: true }), undefined);
  assert.equal(press(" ", "body", { repeat: true }), undefined);
});

test("numbers of a network that diverges are written so that they fit", () => {
  assert.deepEqual([0.6931, 123.4, 999_999, 14_231_765_603_672, -3.4e38, 0].map((value) => written(value, 3)), ["0.693", "123.400", "999999.000", "1.423e13", "-3.400e38", "0.000"]);
  assert.deepEqual([0, 0.2, 20_000, 100_000, 4_000_000_000_000, -3.4e38].map(atAxis), ["0", "0.2", "20000", "1e5", "4e12", "-3.4e38"]);
});

test("what is no number has no bar, and is off by nothing that could be told", () => {
  /** @param {number} columns @param {number[]} values */
  const said = (columns, ...values) => ({ prediction: { rows: 2, columns, values: Float32Array.of(...values) }, right: columns === 1 ? [null, null] : [false, true], said: [] });
  assert.deepEqual(barsOf(said(2, NaN, NaN, 0.5, 0.5), ["a", "b"]).map(({ width }) => width), [0, 0]);
  assert.deepEqual(barsOf(said(3, 0.1, NaN, 0.5, 0.5, 0.25, 0.25), ["a", "b"]).map(({ width }) => width), [0, 0.5]);
  assert.deepEqual(barsOf(said(1, Infinity, 2), ["1", "2"]).map(({ width }) => width), [0, 0]);
  assert.equal(summed(said(1, Infinity, 2), [{ truth: "1" }, { truth: "2" }]).words, "");
  assert.equal(summed(said(1, 2e12, 2), [{ truth: "1" }, { truth: "2" }]).words, "off by 1.00e12 on average");
});

test("how good it is with all of them is counted as accuracy counts it, and beside a guess", () => {
  const prediction = { rows: 2, columns: 1, values: Float32Array.of(1, 4) }, truths = [{ truth: "2 °C" }, { truth: "2 °C" }];
  assert.equal(summed({ prediction, right: [true, false], said: [] }, truths).words, "1 of 2 right");
  const copied = summed({ prediction, right: [true, false], said: [], symbols: [15, 20] }, truths);
  assert.equal(copied.words, "15 of 20 symbols (75 %)");
  assert.match(copied.about, /1 of 2\.$/);
  const numbers = summed({ prediction, right: [null, null], said: [] }, truths, { ahead: 0, naive: "2.57 °C", guess: "the mean, always" });
  assert.deepEqual(numbers, { words: "off by 1.50, a guess by 2.57 °C", about: "On average over these. The guess: the mean, always." });
});

test("the equation of the cell that was clicked comes first, the others in the order of computing", () => {
  const equations = /** @type {[string, string][]} */ ([["forget", "f"], ["input", "i"], ["cell", "c"]]);
  assert.deepEqual(ordered(equations, "cell").map(([part]) => part), ["cell", "forget", "input"]);
});

test("the keys of what a link hides or locks are not told", () => {
  const free = { hidden: false, locked: false };
  assert.equal(keysOf(undefined), "space: play or pause · n: one batch · e: one epoch");
  assert.equal(keysOf({ play: { hidden: true, locked: false }, batch: free, epoch: { hidden: false, locked: true } }, "click a cell"), "n: one batch · click a cell");
});
