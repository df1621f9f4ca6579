// The texts of src/: those that are marked to be translated, and those that look as if a learner reads them and are not.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SRC = fileURLToPath(new URL("../../../playground/ui/web/src/", import.meta.url));
const MARKS = ["_", "N_"];
/** Functions whose texts no learner reads. */
const NOT_SHOWN = ["querySelector", "querySelectorAll", "matches", "closest", "part", "addEventListener", "removeEventListener", "getPropertyValue", "value"];
/** What is a name for programs. */
const KEYS = ["className", "id", "type", "d", "fill", "style"];
/** Two words one after another, or one that begins with a capital: as in tests/languages/unmarked.py. */
const A_TEXT = /[A-Za-z]{2,}[^A-Za-z<>{}[\]_=]* [(“"'{]?[A-Za-z]{2,}|^[A-Z][a-z]{2,}[.?!:…]?$/;
const COMPARED = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken];

/** @typedef {{marked: string[], unmarked: string[]}} Texts */

/**
 * Of a module.
 * @param {string} code
 * @returns {Texts}
 */
export function textsOf(code) {
  /** @type {Texts} */
  const found = { marked: [], unmarked: [] };
  /** @param {ts.Node} node */
  const visit = (node) => {
    const text = writtenIn(node);
    if (text !== null && A_TEXT.test(text)) found.unmarked.push(text);
    if (ts.isCallExpression(node)) {
      const name = nameOf(node.expression), [first, ...rest] = node.arguments;
      if (MARKS.includes(name) && first) {
        if (ts.isStringLiteral(first)) found.marked.push(first.text);
        else visit(first);
        return void rest.forEach(visit);
      }
      if (name === "p_" && ts.isStringLiteral(rest[0])) return void found.marked.push(rest[0].text);
      if (NOT_SHOWN.includes(name)) return void node.arguments.filter((one) => !ts.isStringLiteralLike(one)).forEach(visit);
    }
    if (ts.isCaseClause(node)) node.statements.forEach(visit);
    else if (!ignored(node)) ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("module.js", code, ts.ScriptTarget.Latest, true));
  return found;
}

/**
 * What a literal says; null: it is none.
 * @param {ts.Node} node
 */
function writtenIn(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…") : null;
}

/** @param {ts.Node} node */
function ignored(node) {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isPropertyAssignment(node)) return KEYS.includes(nameOf(node.name)) && ts.isStringLiteralLike(node.initializer);
  return ts.isBinaryExpression(node) && COMPARED.includes(node.operatorToken.kind) && ts.isStringLiteralLike(node.right);
}

/** @param {ts.Node} node */
function nameOf(node) {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : "";
}

/**
 * Of every module, by its path in src/.
 * @returns {Map<string, Texts>}
 */
export function textsOfAll() {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js")).sort();
  return new Map(files.map((file) => [file, textsOf(readFileSync(`${SRC}${file}`, "utf8"))]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = [...textsOfAll().values()].flatMap(({ marked }) => marked);
  process.stdout.write(JSON.stringify([...new Set(all)]));
}
