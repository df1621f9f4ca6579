// A text as a network is given it: playground/datasets/tokenizers.py and playground/encodings/text.py.

import { _ } from "../drawing/language.js";
import { short } from "./told.js";

/**
 * What an encoding of texts is, as playground/exporting/page.py writes it down.
 * @typedef {object} Described
 * @property {string} pattern of a token, made in Python: so that letters are the same in every browser
 * @property {boolean} lower whether case is dropped
 * @property {string} unit what a token is called
 * @property {string[]} words those with an id: 2, 3 …
 * @property {number | null} unknown the id of all others; null: every word has one
 * @property {Given | null} given of a network from elsewhere, whose words have the ids 0, 1, 2 …; null: of the playground's own
 * @property {number} buckets of the hashing trick; 0: there are none
 * @property {number} maximum_length
 * @property {"front" | "back"} padding
 * @property {"front" | "back"} truncation
 * @property {boolean} reverse
 * @property {number} most_characters that are read
 * @property {number} most_words
 */

/** rows: how many ids there are, each of which is also called `#17`; edges: marks that are taken off a word that is not known with them; unknown: the id of all other words, null: they are refused; skips: whether id 0 is not read. @typedef {{rows: number, edges: string, unknown: number | null, skips: boolean}} Given */
/** order: where it stands among those that are read, -1: it is cut off, or skipped. @typedef {{word: string, start: number, end: number, id: number, known: boolean, order: number}} Token */
/** read: the ids, in the order of reading; words: what they are. @typedef {{tokens: Token[], read: Int32Array, words: string[]}} EncodedText */

const FIRST = 2;  // id of the first word

export class Encoding {
  /** @param {Described} described */
  constructor(described) {
    this.settings = described;
    this.pattern = new RegExp(described.pattern, "gu");
    const ids = described.words.map((word, index) => /** @type {[string, number]} */ ([word, described.given ? index : index + FIRST]));
    this.ids = new Map(ids.filter(([word]) => word || !described.given).reverse());  // of a word that comes twice the first
  }

  /**
   * The words of a text and where they stand, counted as browsers count (UTF-16 code units).
   * @param {string} text
   */
  split(text) {
    return Array.from(text.matchAll(this.pattern), ({ 0: piece, index }) => (
      { word: this.normal(piece), start: index, end: index + piece.length }));
  }

  /**
   * é is one character however it was typed.
   * @param {string} piece
   */
  normal(piece) {
    const word = piece.normalize("NFC");
    return this.settings.lower ? word.toLowerCase().replaceAll("’", "'") : word;
  }

  /**
   * Throws an Error with a sentence for a word that a network from elsewhere does not know.
   * @param {string} word
   */
  id(word) {
    const { buckets, unknown, given } = this.settings;
    if (given) return this.idOf(word, given);
    return buckets ? 1 + (crc32(word) % buckets) : (this.ids.get(word) ?? unknown ?? 0);
  }

  /**
   * @param {string} word
   * @param {Given} given
   */
  idOf(word, { rows, edges, unknown }) {
    const letters = [...word], inside = letters.findIndex((one) => !edges.includes(one)), last = letters.findLastIndex((one) => !edges.includes(one));
    for (const spelled of [word, word.toLowerCase(), letters.slice(Math.max(inside, 0), last + 1).join("").toLowerCase()]) {
      const id = this.ids.get(spelled);
      if (id !== undefined) return id;
    }
    const number = /^#([0-9]{1,9})$/.exec(word);
    if (number && Number(number[1]) < rows) return Number(number[1]);
    if (!number && unknown !== null) return unknown;
    const places = { word: short(word), last: rows - 1 };
    throw new Error(this.ids.size
      ? _("This network knows no token “{word}”. Type numbers of tokens from #0 to #{last}, or words of its vocabulary.", places)
      : _("This network knows no token “{word}”. Type numbers of tokens from #0 to #{last}, with spaces between.", places));
  }

  /**
   * A text for the network.  Throws an Error with a sentence where it holds no token, or too many.
   * @param {string} text
   * @returns {EncodedText}
   */
  encode(text) {
    const { maximum_length: most, truncation, reverse, unknown, given, unit, most_characters: characters, most_words: words } = this.settings;
    refuse(text.length, _("character"), characters);
    const found = this.split(text), count = found.length, kept = Math.min(count, most);
    refuse(count, unit, words);
    if (!count) throw new Error(_("The text holds no {unit}. Type at least one {unit}.", { unit }));
    const first = truncation === "front" && !reverse || truncation === "back" && reverse ? count - kept : 0;
    const tokens = found.map((token, index) => {
      const at = index - first, order = at < 0 || at >= kept ? -1 : reverse ? kept - 1 - at : at, id = this.id(token.word);
      return { ...token, id, known: id !== unknown, order };
    });
    const left = given?.skips ? skip(tokens) : kept;
    const read = new Int32Array(left);
    /** @type {string[]} */
    const inOrder = new Array(left);
    if (!left) throw new Error(_("Every token of this text is padding. Type a token other than #0."));
    for (const { word, id, order } of tokens) {
      if (order < 0) continue;
      read[order] = id;
      inOrder[order] = word;
    }
    return { tokens, read, words: inOrder };
  }
}

/**
 * Leave out tokens of id 0, which a network that skips padding does not read.
 * @param {Token[]} tokens
 * @returns {number} how many are read
 */
function skip(tokens) {
  let left = 0;
  for (const token of tokens.filter(({ order }) => order >= 0).sort((one, other) => one.order - other.order)) token.order = token.id ? left++ : -1;
  return left;
}

/**
 * @param {number} count
 * @param {string} unit
 * @param {number} most
 */
function refuse(count, unit, most) {
  if (count <= most) return;
  const written = (/** @type {number} */ number) => number.toLocaleString("en-US");
  throw new Error(_("The text has {count} {unit}s; this page reads up to {most}. Shorten the text.", { count: written(count), unit, most: written(most) }));
}

const TABLE = Uint32Array.from({ length: 256 }, (none, byte) => {
  let bits = byte;
  for (let k = 0; k < 8; k++) bits = bits & 1 ? 0xedb88320 ^ (bits >>> 1) : bits >>> 1;
  return bits;
});

/**
 * CRC-32 of a word's UTF-8 bytes, as zlib has it.
 * @param {string} word
 */
export function crc32(word) {
  let bits = 0xffffffff;
  for (const byte of new TextEncoder().encode(word)) bits = TABLE[(bits ^ byte) & 255] ^ (bits >>> 8);
  return (bits ^ 0xffffffff) >>> 0;
}
