// What Python has made of a text (playground/server/live_sentiment.py), and finding one's way in its tokens.

/**
 * What one network makes of a text, in words and in numbers for each word in the order of reading; or an error.
 * @typedef {object} Run
 * @property {string} run its id
 * @property {number} epoch
 * @property {string} title
 * @property {number} [number] of this answer
 * @property {string} [error] why there is nothing else
 * @property {number[]} tokens of each: start, end, its index in the order of reading or -1, whether it is known
 * @property {(number | null)[]} changes of the probability
 * @property {Line[]} lines probabilities
 * @property {Line[]} gates
 * @property {number[]} turned where another class is predicted
 * @property {string} watched the class whose probability changes
 * @property {string | null} away the other class, where there are two
 * @property {string} unit what a token is called
 * @property {string} prediction
 * @property {string} figures
 * @property {string} turns
 * @property {string} manner
 * @property {string[]} sentences
 */
/** @typedef {import("../drawing/lines.js").Line & {values: (number | null)[]}} Line */
/** @typedef {{title: string, text: string, look: string, made: string[]}} Example */

/**
 * What the networks make of `text`.
 * @typedef {object} Answer
 * @property {string} text
 * @property {Run[]} runs
 * @property {number} milliseconds it took
 */
/**
 * What the page gives.
 * @typedef {object} Given
 * @property {number} number of the page's run
 * @property {string} editor who asks
 * @property {{hidden: boolean, locked: boolean}} control what the link makes of the text
 * @property {Record<string, string>} inside what the address of the Inside page must say
 * @property {string} start the text that stands there at first
 * @property {number} longest text that is kept in the link
 * @property {Example[]} examples
 * @property {string} hint
 * @property {boolean} characters whether they are the tokens
 */
/** @typedef {Given & Answer} Data */
/** A token: the index of its run, and its number. @typedef {[number, number]} At */

const NUMBERS = 4;  // of each token

/**
 * The tokens of a run, one by one.
 * @param {number[]} tokens
 */
export function tokensOf(tokens) {
  return Array.from({ length: Math.floor(tokens.length / NUMBERS) }, (_, token) => tokenOf(tokens, token));
}

/**
 * @param {number[]} tokens
 * @param {number} token
 */
export function tokenOf(tokens, token) {
  const [start, end, order, known] = tokens.slice(token * NUMBERS, (token + 1) * NUMBERS);
  return { token, start, end, order, known: Boolean(known), read: order >= 0 };
}

/**
 * The token that holds a position of the text, or null.
 * @param {number[]} tokens
 * @param {number} position
 */
export function tokenHolding(tokens, position) {
  return tokensOf(tokens).find(({ start, end }) => start <= position && position < end)?.token ?? null;
}

/**
 * The token read at which a caret stands, or null.
 * @param {number[]} tokens
 * @param {number} caret
 */
export function tokenAtCaret(tokens, caret) {
  return tokensOf(tokens).find(({ start, end, read }) => read && start <= caret && caret <= end)?.token ?? null;
}

/**
 * In the order of reading: each token's number, and its text.
 * @param {number[]} tokens
 * @param {string} text
 */
export function inOrder(tokens, text) {
  /** @type {number[]} */
  const numbers = [];
  /** @type {string[]} */
  const columns = [];
  for (const { token, start, end, order, read } of tokensOf(tokens)) {
    if (!read) continue;
    numbers[order] = token;
    columns[order] = text.slice(start, end);
  }
  return { numbers, columns };
}
