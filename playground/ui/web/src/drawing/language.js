// Texts in the language of the page.  What they are in another than English stands in playground/languages/.

/**
 * A text in the language of the page; see playground/languages/__init__.py.
 *
 * @param {string} text in English, as a whole sentence
 * @param {Record<string, string | number>} [places] what stands in its places, `{name}`
 */
export function _(text, places) {
  const said = globalThis.playgroundTexts?.[text] || text;
  return places ? said.replace(/\{(\w+)\}/g, (place, name) => String(places[name] ?? place)) : said;
}

/**
 * As `_`, for a short text that is another word in another place.
 *
 * @param {string} context which place, in English
 * @param {string} text
 */
export const p_ = (context, text) => globalThis.playgroundTexts?.[`${context}\u0004${text}`] || text;

/**
 * A text that is shown later, by `_`: marked to be translated, and left as it is.
 *
 * @param {string} text
 */
export const N_ = (text) => text;

/**
 * Words one after the other.
 *
 * @param {string[]} words
 */
export const listed = (words) => words.reduce((some, next) => _("{some}, {next}", { some, next }));

/**
 * A text with nodes in its places, each of them once.
 *
 * @param {string} text in the language of the page
 * @param {Record<string, Node>} places
 */
export function parts(text, places) {
  return text.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? places[piece] : piece)).filter((piece) => piece !== "");
}

/**
 * An address of the server's, which answers in the language of the page.
 *
 * @param {string} path such as `live/network`
 */
export function live(path) {
  const address = new URL(path, window.location.href);
  address.searchParams.set("lang", document.documentElement.lang);
  return address;
}
