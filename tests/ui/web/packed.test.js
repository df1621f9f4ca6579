import assert from "node:assert/strict";
import test from "node:test";
import { framed as unframed, same, unpacked } from "../../../playground/ui/web/src/drawing/packed.js";
import { decoded } from "../../../playground/ui/web/src/cells/scene.js";
import { floats, framed } from "./made.js";

test("a header of any length and the numbers behind it are read back", () => {
  for (const name of ["", "a", "ab", "abc", "ä", "🙂"]) {
    const [header, take] = unpacked(framed({ name, at: 1 }, floats(1, 2.5, -3)));
    assert.deepEqual(header, { name, at: 1 });
    assert.deepEqual([...take(header.at, 2)], [2.5, -3]);
  }
});

test("numbers are read wherever the bytes begin in their buffer", () => {
  const bytes = framed({}, floats(7)), shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  assert.deepEqual([...unpacked(shifted.subarray(1))[1](0, 1)], [7]);
});

test("a scene in a frame of its own is read with what the page has selected", () => {
  const map = { title: "one", units: 2, at: 0 };
  const inner = framed({ columns: ["a", "b"], part: "hidden", maps: [map] }, floats(1, 2, 3, NaN));
  const [start, scene] = decoded(framed({ key: "k", at: null, count: 3 }, inner));
  assert.deepEqual(start, { key: "k", at: null, count: 3 });
  assert.equal(scene.maps[0].name, "hidden · one");
  assert.deepEqual([...scene.maps[0].values], [1, 2, 3, NaN]);
  assert.deepEqual([...unframed(framed(1, new Uint8Array([9])))[1]], [9]);
});

test("bytes are the same where each of them is", () => {
  const bytes = (/** @type {number[]} */ ...values) => Uint8Array.from(values);
  assert.equal(same(bytes(1, 2), bytes(1, 2)), true);
  assert.equal(same(bytes(1, 2), bytes(1, 3)), false);
  assert.equal(same(bytes(1, 2), bytes(1, 2, 3)), false);
});
