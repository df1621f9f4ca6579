// The LaTeX that playground/figures/arithmetic.py writes, and no more of it, as elements of the page.

/** An element: with a text, or with others inside. @typedef {{tag: keyof HTMLElementTagNameMap, className: string, text?: string, inside?: Typeset[]}} Typeset */

export const SYMBOLS = /** @type {Record<string, string>} */ ({
  "\\cdot": "·", "\\odot": "⊙", "\\sigma": "σ", "\\tanh": "tanh", "\\max": "max", "\\quad": "\u2003", "\\;": " ", "\\%": "%", "\\#": "#", "\\$": "$", "\\&": "&",
  "\\_": "_", "\\{": "{", "\\}": "}", "\\textbackslash": "\\", "\\textasciitilde": "~", "\\textasciicircum": "^",
});
export const COMMANDS = ["\\begin", "\\end", "\\boxed", "\\text", "\\operatorname", "\\tilde", "\\hline", ...Object.keys(SYMBOLS)];
const TOKEN = /\\[a-zA-Z]+|\\[^a-zA-Z]|\s+|[^\\]/gu, WIDE = /** @type {Record<string, string>} */ ({ "-": "−", " ": " " });

/**
 * @param {string} latex
 * @returns {Typeset[]}
 */
export function typeset(latex) {
  return new Reader(latex.match(TOKEN) ?? []).sequence();
}

class Reader {
  at = 0;

  /** @param {string[]} tokens */
  constructor(tokens) {
    this.tokens = tokens;
  }

  /** The next token, if it is this one. @param {string} token */
  skip(token) {
    const there = this.tokens[this.at] === token;
    if (there) this.at += 1;
    return there;
  }

  space() {
    while (this.tokens[this.at]?.trim() === "") this.at += 1;
  }

  /**
   * Everything up to one of these, or to the end.
   * @param {...string} ends
   * @returns {Typeset[]}
   */
  sequence(...ends) {
    /** @type {Typeset[]} */
    const found = [];
    while (this.at < this.tokens.length && !ends.includes(this.tokens[this.at])) {
      const one = this.item(), last = found[found.length - 1], run = one.tag === "span" && !one.className && one.text !== undefined;
      if (run && last?.tag === "span" && !last.className && last.text !== undefined) last.text += one.text;
      else if (one.text !== "") found.push(one);
    }
    return found;
  }

  /** @returns {Typeset} */
  item() {
    const token = this.tokens[this.at++];
    switch (token) {
      case "{": return { tag: "span", className: "", inside: this.rest() };
      case "_": return { tag: "sub", className: "", inside: this.group() };
      case "\\boxed": return { tag: "span", className: "boxed", inside: this.group() };
      case "\\tilde": return { tag: "i", className: "", text: `${plain(this.group())}\u0303` };
      case "\\operatorname": return written(plain(this.group()));
      case "\\text": return { tag: "span", className: "words", text: this.words() };
      case "\\begin": return this.rows();
    }
    if (/^[a-z]$/i.test(token)) return { tag: "i", className: "", text: token };
    return written(SYMBOLS[token] ?? WIDE[token] ?? (token.trim() ? token : " "));
  }

  /** What stands in the braces that follow. */
  group() {
    this.skip("{");
    return this.rest();
  }

  rest() {
    const inside = this.sequence("}");
    this.skip("}");
    return inside;
  }

  words() {
    this.skip("{");
    let text = "";
    while (this.at < this.tokens.length && !this.skip("}")) {
      const token = this.tokens[this.at++];
      text += SYMBOLS[token] ?? token;
      if (token.startsWith("\\text") && this.skip("{")) this.skip("}");
    }
    return text;
  }

  /** An array, or aligned equations: rows of cells. @returns {Typeset} */
  rows() {
    const kind = plain(this.group());
    if (kind === "array") this.group();
    /** @type {Typeset[]} */
    const rows = [];
    while (this.at < this.tokens.length && !this.skip("\\end")) {
      this.space();
      const ruled = this.skip("\\hline");
      /** @type {Typeset[]} */
      const cells = [];
      do {
        this.space();
        const inside = trimmed(this.sequence("&", "\\\\", "\\end"));
        cells.push({ tag: "td", className: "", inside });
      } while (this.skip("&"));
      rows.push({ tag: "tr", className: ruled ? "ruled" : "", inside: cells });
      if (this.skip("\\\\") && this.skip("[")) while (!this.skip("]")) this.at += 1;
    }
    this.group();
    return { tag: "table", className: kind, inside: rows };
  }
}

/**
 * @param {string} text
 * @returns {Typeset}
 */
function written(text) {
  return { tag: "span", className: "", text };
}

/** @param {Typeset[]} inside */
function plain(inside) {
  return inside.map(({ text = "" }) => text).join("");
}

/** Without a space at the end. @param {Typeset[]} inside */
function trimmed(inside) {
  const last = inside[inside.length - 1];
  if (last?.text !== undefined && last.className === "") last.text = last.text.trimEnd();
  return inside.filter(({ text }) => text !== "");
}
