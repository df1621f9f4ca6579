import assert from "node:assert/strict";
import test, { mock } from "node:test";
import { again, Asking, pause } from "../../../playground/ui/web/src/playground/asking.js";

/** Lets what has been promised come true. */
const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

/** An asker whose answers are given by hand. */
function asker(next = () => /** @type {object | null} */ ({})) {
  /** @type {{asked: object, answer: (bytes: Uint8Array) => void, fail: (error: Error) => void, signal: AbortSignal}[]} */
  const requests = [];
  /** @type {string[]} */
  const heard = [];
  const asking = new Asking(
    { next, heard: (bytes) => heard.push(String(bytes)), failed: (error) => heard.push(error.message) },
    (asked, signal) => new Promise((answer, fail) => requests.push({ asked, answer, fail, signal })),
  );
  return { asking, requests, heard };
}

test("it is asked ten times a second, and less often where answers are slow", () => {
  assert.deepEqual([0, 20, 50, 200].map((took) => pause(took)), [100, 80, 50, 200]);
  assert.deepEqual([1, 2, 3, 4, 9].map(again), [500, 1000, 2000, 4000, 4000]);
  assert.deepEqual([0, 20, 300].map((took) => pause(took, 250)), [250, 230, 300]);
});

test("never two requests are under way at once", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asking, requests, heard } = asker();
  asking.start();
  asking.start();
  assert.equal(requests.length, 1);
  requests[0].answer(Uint8Array.of(1));
  await settled();
  assert.deepEqual(heard, ["1"]);
  assert.equal(requests.length, 1);
  mock.timers.tick(100);
  assert.equal(requests.length, 2);
  mock.timers.reset();
});

test("an answer to an earlier question is not heard", async () => {
  const { asking, requests, heard } = asker();
  asking.start();
  asking.start(true);
  assert.equal(requests[0].signal.aborted, true);
  requests[0].answer(Uint8Array.of(1));
  requests[1].answer(Uint8Array.of(2));
  await settled();
  assert.deepEqual(heard, ["2"]);
  asking.rest();
});

test("a server that does not answer is asked again, later and later; at rest nothing is asked", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asking, requests, heard } = asker();
  asking.start();
  for (const wait of [500, 1000]) {
    requests[requests.length - 1].fail(new Error("gone"));
    await settled();
    mock.timers.tick(wait - 1);
    const before = requests.length;
    mock.timers.tick(1);
    assert.equal(requests.length, before + 1);
  }
  assert.deepEqual(heard, ["gone", "gone"]);
  asking.rest();
  mock.timers.tick(100_000);
  assert.equal(requests.length, 3);
  mock.timers.reset();
});

test("it ends where there is nothing to ask any more", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const left = [{ seen: 1 }, null];
  const { asking, requests } = asker(() => left.shift() ?? null);
  asking.start();
  requests[0].answer(new Uint8Array());
  await settled();
  mock.timers.tick(100_000);
  assert.deepEqual(requests.map(({ asked }) => asked), [{ seen: 1 }]);
  mock.timers.reset();
});

