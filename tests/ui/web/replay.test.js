// Going through the moments of a recording.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Replay } from "../../../playground/ui/web/src/playground/replay.js";

/**
 * The moments that are asked for until the end.
 * @param {number} moments
 * @param {boolean} calm
 */
function asked(moments, calm) {
  const replay = new Replay(() => calm), found = [];
  while (!replay.ended) {
    found.push(replay.moment);
    replay.heard(moments);
  }
  return [...found, replay.moment];
}

test("a recording is replayed from its first moment to its last, once", () => {
  assert.deepEqual(asked(4, false), [0, 1, 2, 3, 3]);
  assert.deepEqual(asked(1, false), [0, 0]);
});

test("whoever wants no motion sees its end after its beginning", () => {
  assert.deepEqual(asked(40, true), [0, 39, 39]);
});
