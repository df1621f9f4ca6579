import assert from "node:assert/strict";
import test from "node:test";
import { inOrder, tokenAtCaret, tokenHolding } from "../../../playground/ui/web/src/sentiment/answer.js";
import { toHere, toInside } from "../../../playground/ui/web/src/sentiment/links.js";
import { tellOf, tokenIn } from "../../../playground/ui/web/src/sentiment/looked_at.js";
import { marksOf, moved, shade } from "../../../playground/ui/web/src/sentiment/marking.js";
import "./made.js";

/** @import { Run } from "../../../playground/ui/web/src/sentiment/answer.js" */

const TEXT = "old odd not bad";
/** A network that reads the last two words, and knows all but the last. */
const words = /** @type {Run} */ ({
  title: "words", watched: "positive", tokens: [0, 3, -1, 1, 4, 7, -1, 1, 8, 11, 0, 1, 12, 15, 1, 0],
  changes: [-0.25, 0.5], lines: [{ name: "positive", values: [0.25, null] }],
});
/** One that reads pairs of letters from right to left. */
const pairs = /** @type {Run} */ ({
  title: "pairs", watched: "positive", tokens: [8, 10, 1, 1, 10, 15, 0, 1], changes: [null, 0.001],
  lines: [{ name: "positive", values: [0.5, 0.5] }],
});

test("a change is blue or red, the stronger the more, and none where it is not seen", () => {
  assert.equal(shade(0.125), "rgba(0, 0, 255, 0.350)");
  assert.equal(shade(-2), "rgba(255, 0, 0, 0.700)");
  assert.deepEqual([shade(0.004), shade(null)], ["", ""]);
});

test("what was typed moves the words behind it, and takes the mark from the word it changed", () => {
  assert.deepEqual(moved("a b c", "a b c")(2, 3), [2, 3]);
  const typed = moved("one two three", "one twoo three");
  assert.deepEqual([typed(0, 3), typed(8, 13)], [[0, 3], [9, 14]]);
  const inside = moved("one two three", "one txo three");
  assert.deepEqual([inside(0, 3), inside(4, 7), inside(8, 13)], [[0, 3], null, [8, 13]]);
  const taken = moved("one two six", "one six");
  assert.deepEqual([taken(0, 3), taken(4, 7), taken(8, 11)], [[0, 3], null, [4, 7]]);
});

test("words in a row that were not read are one mark, the others one each", () => {
  assert.deepEqual(marksOf(TEXT, TEXT, words), [
    { start: 0, end: 7, name: "cut", color: "", token: null },
    { start: 8, end: 11, name: "", color: "rgba(255, 0, 0, 0.700)", token: 2 },
    { start: 12, end: 15, name: "unknown", color: "rgba(0, 0, 255, 0.700)", token: 3 },
  ]);
});

test("marks stay on the words that stand while the next answer is on its way", () => {
  const typed = marksOf("old odd not  bad", TEXT, words).map(({ start, end }) => [start, end]);
  assert.deepEqual(typed, [[0, 7], [8, 11], [13, 16]]);
  assert.deepEqual(marksOf("old odd nxt bad", TEXT, words).map(({ token }) => token), [null, 3]);
});

test("a position in the text belongs to the token that holds it, a caret to one it touches that is read", () => {
  assert.deepEqual([0, 3, 14, 15].map((index) => tokenHolding(words.tokens, index)), [0, null, 3, null]);
  assert.deepEqual([0, 8, 11, 15].map((caret) => tokenAtCaret(words.tokens, caret)), [null, 2, 2, 3]);
});

test("columns stand in the order of reading", () => {
  assert.deepEqual(inOrder(words.tokens, TEXT), { numbers: [2, 3], columns: ["not", "bad"] });
  assert.deepEqual(inOrder(pairs.tokens, TEXT), { numbers: [1, 0], columns: ["t bad", "no"] });
});

test("a word that is looked at is found in what another network reads", () => {
  const runs = [words, pairs, { ...words, error: "It reads no such text." }];
  assert.deepEqual([0, 1, 2].map((index) => tokenIn(runs, [0, 3], index)), [3, 1, null]);
  assert.deepEqual([0, 1].map((index) => tokenIn(runs, [0, 0], index)), [0, null]);
  assert.equal(tokenIn(runs, null, 0), null);
});

test("the numbers of a word are those of each network", () => {
  const both = { text: TEXT, runs: [words, pairs], milliseconds: 1 };
  assert.deepEqual(tellOf({ ...both, runs: [words] }, [0, 2]), ["not", "P(positive) = 0.250", "change of P(positive) −0.250"]);
  assert.deepEqual(tellOf({ ...both, runs: [words] }, [0, 0]), ["old", "not read"]);
  assert.deepEqual(tellOf(both, [0, 3]), [
    "bad", "words", "not in the vocabulary", "P(positive) not worked out", "change of P(positive) +0.500",
    "pairs", "P(positive) = 0.500",
  ]);
});

test("a link brings the text back unless it is the first one or too long", () => {
  const data = { text: "not bad", start: "good", longest: 7, runs: [{ ...words, run: "abc" }], inside: {} };
  const here = "http://localhost/rnn/sentiment?run=abc&text=old&projector=1";
  assert.equal(toHere(here, data).search, "?run=abc&text=not+bad&projector=1");
  assert.equal(toHere(here, { ...data, start: "not bad" }).search, "?run=abc&projector=1");
  assert.equal(toHere(here, { ...data, longest: 6 }).search, "?run=abc&projector=1");
  assert.equal(toInside(here, data).href, "http://localhost/rnn/inside?projector=1&run=abc&text=not+bad");
  assert.equal(toInside("http://localhost/sentiment", { ...data, longest: 6 }).href, "http://localhost/inside?run=abc");
});

test("the way to the Inside page keeps what a teacher's link holds there", () => {
  const inside = { hide: "inside.epoch", lock: "", run: "held", text: "" };
  const data = { text: "not bad", longest: 7, runs: [{ ...words, run: "abc" }], inside };
  assert.equal(toInside("http://localhost/sentiment", data).search, "?run=held&hide=inside.epoch");
});
