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
 * A text that is shown later, by `_`: marked to be translated, and left as it is.
 *
 * @param {string} text
 */
export const N_ = (text) => text;
