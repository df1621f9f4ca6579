import assert from "node:assert/strict";
import test from "node:test";
import { Story } from "../../../playground/ui/web/src/playground/story.js";
import { answerIn, slim } from "../../../playground/ui/web/src/race/slim.js";
import { empty, leading, over, standing, trouble } from "../../../playground/ui/web/src/race/standing.js";

/** @param {Partial<import("../../../playground/ui/web/src/playground/answer.js").Answer>} now */
function story(now) {
  const made = new Story("a");
  made.add({ state: "running", ...now });
  return made;
}

test("the lane that still goes on is spoken of, and a race is over once none does", () => {
  const [ended, going] = [story({ state: "failed" }), story({ state: "paused" })];
  assert.equal(leading([ended, going]), going);
  assert.equal(leading([ended, ended]), ended);
  assert.deepEqual([over([ended, going]), over([ended, ended]), over([new Story("")])], [false, true, false]);
});

test("a lane stands where its last epoch left it, with its own seconds", () => {
  const epochs = [{ epoch: 1, loss: 1, val_loss: 0.7, val_accuracy: 0.5, seconds: 1.25 }, { epoch: 2, loss: 1, val_loss: 0.3512, val_accuracy: 0.9725, seconds: 1.5 }];
  assert.deepEqual(standing(epochs, true), { seconds: "2.8 s of training", value: "97.3 %" });
  assert.equal(standing(epochs, false).value, "0.351");
  assert.equal(standing([{ ...epochs[0], val_loss: 14_231_765_603_672.201 }], false).value, "1.423e13");
  assert.deepEqual(standing([], true), { seconds: "", value: "–" });
});

test("why a lane did not finish is said", () => {
  assert.equal(trouble(story({ state: "failed", reason: "The loss is no longer a number." })), "The loss is no longer a number.");
  assert.equal(trouble(story({ state: "stopped" })), "This lane was stopped.");
  assert.equal(trouble(story({ state: "finished", reason: "x" })), "");
  assert.equal(trouble(story({ error: "This network has diverged." })), "This network has diverged.");
});

test("a lane in which nothing is drawn yet says what will be", () => {
  assert.match(empty(new Story(""), "LSTM 32"), /^Here LSTM 32 will read/);
  assert.equal(empty(story({}), "LSTM 32"), "Its first weights are on the way …");
  const scene = /** @type {import("../../../playground/ui/web/src/timesteps/scene.js").Scene} */ ({});
  for (const drawn of [story({ scene }), story({ state: "failed" })]) assert.equal(empty(drawn, "LSTM 32"), "");
});

test("a lane draws one layer with its gates and memory, and says the answer in words", () => {
  const row = { layer: "lstm", direction: /** @type {const} */ (""), title: "", part: "hidden", lane: 1, states: [], up: /** @type {const} */ ("end"), units: 1, scale: /** @type {[number, number]} */ ([0, 1]), values: new Float32Array(1), start: 0, step: 1, timesteps: 1 };
  const parts = ["hidden", "forget", "candidate", "cell"].map((part) => ({ part, about: "", gate: part === "forget", scale: row.scale, values: row.values }));
  const scene = { columns: ["a"], rows: [{ ...row, lane: 0 }, row], chosen: 1, parts, order: [0], vectors: [], outputs: [{ column: 1, short: "negative", long: "P = 0.1" }], image: false };
  const made = slim(scene);
  assert.deepEqual(made.parts.map(({ part }) => part), ["forget", "cell"]);
  assert.deepEqual([made.rows.length, made.rows[0].lane, made.chosen, made.outputs.length], [1, 0, 0, 0]);
  assert.deepEqual(slim({ ...scene, parts: parts.slice(0, 1) }).parts.length, 1);
  assert.equal(answerIn(scene), "says negative, P = 0.1");
  assert.equal(answerIn({ outputs: [] }), "");
});
