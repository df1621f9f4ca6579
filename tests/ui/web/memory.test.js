import assert from "node:assert/strict";
import test from "node:test";
import { alikeOf, headed, remembered } from "../../../playground/ui/web/src/playground/memory.js";
import { Recalling } from "../../../playground/ui/web/src/playground/recalling.js";

test("memory curves share an axis with the guess, and runs without one leave their place", () => {
  const { lines, guess, end, scale } = remembered([{ run: "a" }, { run: "b", steps: [0, 10, 40], score: [1, 0.75, 0.5], floor: [0.5, 0.5, 0.5] }]);
  assert.deepEqual(lines, [[], [[0, 1], [10, 0.75], [40, 0.5]]]);
  assert.deepEqual([guess, end, scale], [0.5, 40, [0.4, 1]]);
  assert.deepEqual(remembered([{ run: "a" }]), { lines: [[]], guess: null, end: 1, scale: [0, 1] });
});

test("a chart says what is remembered, and before anything is known when it will be drawn", () => {
  const known = { name: "the verdict", aligned: "deciding part", steps: [0], score: [1], floor: [0.5] };
  assert.deepEqual(headed([{}]), { title: "Memory", note: "drawn as epochs end" });
  assert.deepEqual(headed([{}, known]), { title: "Memory of the verdict, n steps later", note: "dashed: guessing" });
  assert.deepEqual(headed([{ ...known, aligned: "end", share: 0.5 }]), { title: "Memory of the verdict, n steps to go", note: "measuring …" });
  assert.equal(headed([{ why: "No recurrent layer." }]).note, "No recurrent layer.");
});

/** @param {object[]} answers of the server, one after the other */
function asked(...answers) {
  /** @type {any[]} */
  const questions = [];
  const one = new Recalling(() => {}, (question) => {
    questions.push(question);
    return Promise.resolve(new TextEncoder().encode(JSON.stringify(answers[questions.length - 1])));
  });
  return { one, questions };
}

test("after each epoch it is asked until the curve of that epoch is there", async () => {
  const { one, questions } = asked({ runs: [{ epoch: 1, share: 0.5 }], before: { epoch: 7 } }, { runs: [{ epoch: 2 }], before: {} });
  one.asking.pace = 0;
  one.turn("a", "b");
  one.listen(0);
  assert.deepEqual(questions, []);
  one.listen(2);
  await new Promise((done) => setTimeout(done, 30));
  assert.deepEqual(questions, Array(2).fill({ runs: ["a"], before: "b" }));
  assert.equal(one.own.epoch, 2);
  one.listen(3);
  assert.equal(questions.length, 3);
  one.asking.rest();
});

test("it is asked while anything is measured, though the curve of the last whole epoch is there: a chart said so for ever", async () => {
  const { one, questions } = asked({ runs: [{ epoch: 2, share: 0.9 }] }, { runs: [{ epoch: 2 }] });
  one.asking.pace = 0;
  one.turn("a", "");
  one.listen(2);
  await new Promise((done) => setTimeout(done, 30));
  assert.equal(questions.length, 2);
  assert.equal(headed([one.own]).note === "measuring …", false);
});

test("a network that cannot have one is asked once, and another run anew", async () => {
  const { one, questions } = asked({ runs: [{ why: "It has no recurrent layer." }] }, { runs: [{ epoch: 1 }] });
  one.turn("a", "");
  one.listen(1);
  await new Promise((done) => setTimeout(done, 10));
  one.listen(2);
  assert.equal(questions.length, 1);
  one.turn("b", "a");
  assert.deepEqual(one.own, {});
  one.listen(1);
  assert.deepEqual(questions[1], { runs: ["b"], before: "a" });
});

test("a memory curve that is counted from elsewhere does not share the chart with the learner's own", () => {
  const later = { steps: [0, 1], score: [1, 1], aligned: "deciding" }, toGo = { steps: [0, 1], score: [1, 0.5], aligned: "end" };
  const of = (/** @type {object[]} */ ...memories) => alikeOf(memories.map((memory) => ({ memory, color: "" }))).map(({ memory }) => memory);
  assert.deepEqual(of(later, toGo), [{}, toGo]);
  assert.deepEqual(of(toGo, later), [{}, later]);
  assert.deepEqual(of(later, later), [later, later]);
  assert.deepEqual(of(later, {}), [later, {}]);
});
