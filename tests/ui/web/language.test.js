import assert from "node:assert/strict";
import test from "node:test";
import { inLanguage } from "../../../playground/ui/web/src/address/address.js";
import { _, listed, parts } from "../../../playground/ui/web/src/drawing/language.js";
import { called } from "../../../playground/ui/web/src/drawing/names.js";
import { fileName } from "../../../playground/ui/web/src/drawing/table.js";
import { textsOf, textsOfAll } from "./marked.js";

/** What looks like a text and is read by nobody, by its module: keys, selectors, rules of style, names of classes. */
const NOT_SHOWN = new Map(Object.entries({
  "lessons/progress.js": ["playground lessons"],
  "lessons/target.js": ["button, input, select, textarea, [role=slider]", "… solid var(--st-primary-color, currentcolor)", "Arrow"],
  "network/course.js": ["size of the state"],
  "page/texts.js": ["as trained"],
  "playground/keys.js": ["input, textarea, select, [contenteditable], [role=combobox], [role=slider]"],
  "playground/replay.js": ["(prefers-reduced-motion: reduce)"],
  "sentiment/layer.js": ["linear-gradient(…, …) 0 …% / 100% 50% no-repeat"],
  "sentiment/reading.js": ["change of P(…)"],
  "timesteps/picture.js": ["stage grid", "cell whole"],
}));

test("every text that a learner reads is marked to be translated", () => {
  const found = [...textsOfAll()].filter(([, { unmarked }]) => unmarked.length).map(([file, { unmarked }]) => [file, unmarked]);
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(NOT_SHOWN));
});

test("what looks like a text and is not marked is found wherever it stands", () => {
  const code = 'const A = "Press Play", B = N_("Press Stop");\nsay(`${a} of training`, _(b ? "One more" : B), _("Two {n}", { n: "so many" }), "key");\nnode.querySelector("a b");';
  assert.deepEqual(textsOf(code), { marked: ["Press Stop", "Two {n}"], unmarked: ["Press Play", "… of training", "One more", "so many"] });
});

test("a text is said in the language of the page, with what stands in its places", (t) => {
  t.after(() => delete globalThis.playgroundTexts);
  const say = () => [_("Play"), _("unit {unit}", { unit: 3 }), _("{a}"), listed(["a", "{some}", "c"]), called("backward forget"), called("positive")];
  assert.deepEqual(say(), ["Play", "unit 3", "{a}", "a, {some}, c", "backward forget", "positive"]);
  globalThis.playgroundTexts = { Play: "播放", "unit {unit}": "单元 {unit}", "{some}, {next}": "{some}、{next}", "part of a cell\u0004forget": "遗忘门", "backward {part}": "反向{part}" };
  assert.deepEqual(say(), ["播放", "单元 3", "{a}", "a、{some}、c", "反向遗忘门", "positive"]);
});

test("nodes stand in a sentence where its language has them", (t) => {
  t.after(() => delete globalThis.playgroundTexts);
  const places = /** @type {any} */ ({ epoch: 1, epochs: 2 });
  globalThis.playgroundTexts = { "Epoch {epoch} of {epochs}": "共 {epochs} 轮，第 {epoch} 轮" };
  assert.deepEqual(parts(_("Epoch {epoch} of {epochs}"), places), ["共 ", 2, " 轮，第 ", 1, " 轮"]);
  assert.deepEqual(parts("{epoch} and {epochs}", places), [1, " and ", 2]);
});

test("a file is named after its figure in either language", () => {
  assert.deepEqual(["The network, unrolled", "按时间步展开的网络 · LSTM 1"].map(fileName), ["the-network-unrolled", "按时间步展开的网络-lstm-1"]);
});

test("the link to the other language keeps what the address says now", () => {
  const link = new URL(inLanguage("http://localhost/rnn/inside?run=a&text=so+good&lang=zh#end", "en"));
  assert.equal(link.pathname + link.hash, "/rnn/inside#end");
  assert.deepEqual(Object.fromEntries(link.searchParams), { run: "a", text: "so good", lang: "en" });
});
