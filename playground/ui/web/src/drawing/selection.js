// What is selected has one owner, the page (playground/ui/widgets/selected.py).  What is chosen here is drawn at once and told,
// numbered; a scene says which choice it knows of, so that a newer one, still on its way, is not lost.

/** What is chosen, with its number; a component says what else it has. @typedef {{count: number, [name: string]: any}} Choice */

const TELL_AFTER = 120;  // milliseconds
const choices = (globalThis.playgroundChoices ??= {});  // by key; outlives a component that is put into the page anew

/**
 * The choice made here that the page, which knows of `count`, has not heard yet; or null.
 * @param {string} key
 * @param {number} count
 */
export function unheard(key, count) {
  const newest = choices[key];
  if (newest?.count > count) return newest;
  choices[key] = { count };
  return null;
}

/**
 * What tells at once; where one choice follows another within TELL_AFTER, only the last of them, that much later.
 * @param {() => void} tell
 */
export function paced(tell) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let last = -Infinity;
  return () => {
    const now = performance.now(), pause = now - last >= TELL_AFTER;
    clearTimeout(timer);
    last = now;
    if (pause) tell();
    else timer = setTimeout(tell, TELL_AFTER);
  };
}

/**
 * The choice to tell.
 * @param {string} key
 * @param {object} at
 * @returns {Choice}
 */
export function choose(key, at) {
  return (choices[key] = { ...at, count: choices[key].count + 1 });
}
