// What is selected has one owner, the page (playground/ui/selected.py).  What is chosen here is drawn at once and told,
// numbered; a scene says which choice it knows of, so that a newer one, still on its way, is not lost.

const TELL_AFTER = 120;  // milliseconds
const CHOICES = (globalThis.playgroundChoices ??= {});  // by key; outlives a component that is put into the page anew

// The choice made here that the page, which knows of `count`, has not heard yet; or null.
function unheard(key, count) {
  const newest = CHOICES[key];
  if (newest?.count > count) return newest;
  CHOICES[key] = { count };
  return null;
}

// What tells at once; where one choice follows another within TELL_AFTER, only the last of them, that much later.
function paced(tell) {
  let timer, last = -Infinity;
  return () => {
    const now = performance.now(), pause = now - last >= TELL_AFTER;
    clearTimeout(timer);
    last = now;
    if (pause) tell();
    else timer = setTimeout(tell, TELL_AFTER);
  };
}

function choose(key, at) {  // the choice to tell
  return (CHOICES[key] = { ...at, count: CHOICES[key].count + 1 });
}
