import assert from "node:assert/strict";
import test, { mock } from "node:test";

test("what is read aloud comes later than what is seen, and is the same in the end", () => {
  class Node {
    /** @type {{nodeValue: string} | null} */
    firstChild = null;
    get textContent() { return this.firstChild?.nodeValue ?? ""; }
    setAttribute() {}
    append() {}
    /** @param {{nodeValue: string}} child */
    appendChild(child) { this.firstChild = child; }
  }
  class Written {
    /** @param {string} nodeValue */
    constructor(nodeValue) {
      this.nodeValue = nodeValue;
    }
  }
  let now = 0;
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, {
    document: { createElement: () => new Node() }, performance: { now: () => now },
    Text: Written,
  });
  /** @param {number} milliseconds */
  const wait = (milliseconds) => { now += milliseconds; mock.timers.tick(milliseconds); };
  return import("../../../playground/ui/web/src/playground/sentence.js").then(({ Sentence }) => {
    const sentence = new Sentence();
    sentence.say("3 have turned wrong.");
    assert.deepEqual([sentence.seen.textContent, sentence.heard.textContent], Array(2).fill("3 have turned wrong."));
    wait(2000);
    sentence.say("3 have turned right.");
    assert.deepEqual([sentence.seen.textContent, sentence.heard.textContent], ["3 have turned right.", "3 have turned wrong."]);
    wait(6000);
    assert.equal(sentence.heard.textContent, "3 have turned right.");
    mock.timers.reset();
  });
});
