// What is selected has one owner, the page (playground/ui/widgets/selected.py).  What is chosen here is drawn at once and told,
// numbered; a scene says which choice it knows of, so that a newer one, still on its way, is not lost.

const TELL_AFTER = 120;  // milliseconds after the last change
const CHOICES = (globalThis.playgroundChoices ??= {});  // by key; outlives a component that is put into the page anew

// The choice made here that the page, which knows of `count`, has not heard yet; or null.
function unheard(key, count) {
  const newest = CHOICES[key];
  if (newest?.count > count) return newest;
  CHOICES[key] = { count };
  return null;
}

function choose(key, at) {  // the choice to tell
  return (CHOICES[key] = { ...at, count: CHOICES[key].count + 1 });
}
