import assert from "node:assert/strict";
import test from "node:test";
import { typeset } from "../../../playground/ui/web/src/drawing/latex.js";

/** @import { Typeset } from "../../../playground/ui/web/src/drawing/latex.js" */

/** All of it in one line: cells apart by |, rows by /. @param {Typeset[]} them @returns {string} */
function read(them) {
  return them.map(({ tag, className, text, inside = [] }) => {
    if (tag === "table") return inside.map((row) => (row.className ? "—" : "") + (row.inside ?? []).map((cell) => read(cell.inside ?? [])).join("|")).join("/");
    return className === "boxed" ? `[${read(inside)}]` : tag === "sub" ? `_${read(inside)}` : text ?? read(inside);
  }).join("");
}

test("symbols, subscripts and boxes are what they are in LaTeX", () => {
  assert.equal(read(typeset(String.raw`f_{5} = \sigma(-0.5000) = \boxed{0.3775}`)), "f_5 = σ(−0.5000) = [0.3775]");
  assert.equal(read(typeset(String.raw`\tilde{c}_{3} = \operatorname{relu}(s) \quad \text{clamped}`)), "c̃_3 = relu(s) \u2003 clamped");
  assert.deepEqual(typeset("f")[0], { tag: "i", className: "", text: "f" });
});

test("a sum is a table with a rule, in a table with the equation", () => {
  const sum = String.raw`\begin{array}{rll} -0.31 & 0.19 \cdot (-1.65) & \text{x[2]} \\ 0.94 & \text{bias} & \\ \hline s = 0.78 & & \end{array}`;
  assert.equal(read(typeset(sum)), "−0.31|0.19 · (−1.65)|x[2]/0.94|bias|/—s = 0.78||");
  const both = typeset(String.raw`\begin{array}{l} ${sum} \\[6pt] f_{5} = s \end{array}`);
  assert.equal(both[0].inside?.length, 2);
  assert.equal(read(both[0].inside?.[1].inside?.[0].inside ?? []), "f_5 = s");
});

test("lines that are aligned are cells on both sides of the sign", () => {
  assert.equal(read(typeset(String.raw`\begin{aligned} c_{5} &= f_{5} \cdot c_{4} \\ &= \boxed{0.3390} \end{aligned}`)), "c_5|= f_5 · c_4/|= [0.3390]");
});

test("words stay as they were typed", () => {
  assert.equal(read(typeset(String.raw`\text{50\% of \textbackslash{}alpha\_1 \{\$\}}`)), String.raw`50% of \alpha_1 {$}`);
});
