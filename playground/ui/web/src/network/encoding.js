// A text as a network is given it: playground/datasets/tokenizers.py and playground/encodings/text.py.

/**
 * What an encoding of texts is, as playground/exporting/page.py writes it down.
 * @typedef {object} Described
 * @property {string} pattern of a token, made in Python: so that letters are the same in every browser
 * @property {boolean} lower whether case is dropped
 * @property {string} unit what a token is called
 * @property {string[]} words those with an id: 2, 3 …
 * @property {number | null} unknown the id of all others; null: every word has one
 * @property {number} buckets of the hashing trick; 0: there are none
 * @property {number} maximum_length
 * @property {"front" | "back"} padding
 * @property {"front" | "back"} truncation
 * @property {boolean} reverse
 * @property {number} most_characters that are read
 * @property {number} most_words
 */

/** order: where it stands among those that are read, -1: it is cut off. @typedef {{word: string, start: number, end: number, id: number, known: boolean, order: number}} Token */
/** read: the ids, in the order of reading; words: what they are. @typedef {{tokens: Token[], read: Int32Array, words: string[]}} EncodedText */

const FIRST = 2;  // id of the first word

export class Encoding {
  /** @param {Described} described */
  constructor(described) {
    this.settings = described;
    this.pattern = new RegExp(described.pattern, "gu");
    this.ids = new Map(described.words.map((word, index) => [word, index + FIRST]));
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

  /** @param {string} word */
  id(word) {
    const { buckets, unknown } = this.settings;
    return buckets ? 1 + (crc32(word) % buckets) : (this.ids.get(word) ?? unknown ?? 0);
  }

  /**
   * A text for the network.  Throws an Error with a sentence where it holds no token, or too many.
   * @param {string} text
   * @returns {EncodedText}
   */
  encode(text) {
    const { maximum_length: most, truncation, reverse, unknown, unit, most_characters: characters, most_words: words } = this.settings;
    refuse(text.length, "character", characters);
    const found = this.split(text), count = found.length, kept = Math.min(count, most);
    refuse(count, unit, words);
    if (!count) throw new Error(`The text holds no ${unit}. Type at least one ${unit}.`);
    const first = truncation === "front" && !reverse || truncation === "back" && reverse ? count - kept : 0;
    const tokens = found.map((token, index) => {
      const at = index - first, order = at < 0 || at >= kept ? -1 : reverse ? kept - 1 - at : at, id = this.id(token.word);
      return { ...token, id, known: id !== unknown, order };
    });
    const read = new Int32Array(kept);
    /** @type {string[]} */
    const inOrder = new Array(kept);
    for (const { word, id, order } of tokens) {
      if (order < 0) continue;
      read[order] = id;
      inOrder[order] = word;
    }
    return { tokens, read, words: inOrder };
  }
}

/**
 * @param {number} count
 * @param {string} unit
 * @param {number} most
 */
function refuse(count, unit, most) {
  if (count <= most) return;
  const written = (/** @type {number} */ number) => number.toLocaleString("en-US");
  throw new Error(`The text has ${written(count)} ${unit}s; this page reads up to ${written(most)}. Shorten the text.`);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
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
