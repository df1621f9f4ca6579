// What a component watches while it is on the page, and leaves alone once it has gone.

/** @typedef {{disconnect: () => void}} Observer */
/** @type {WeakMap<object, {observers: Observer[]}>} component → its newest drawing */
const watching = new WeakMap();

/**
 * For a component's function to return: Streamlit calls it when the component goes.  It calls that of a drawing that was
 * overtaken while scripts still loaded, too; only that of the newest drawing counts.
 * @param {object} component
 * @param {() => Observer[]} observe
 * @param {() => void} [rest]
 */
export function whileShown(component, observe, rest) {
  const own = { observers: watching.get(component)?.observers ?? observe() };
  watching.set(component, own);
  return () => {
    if (watching.get(component) !== own) return;
    for (const observer of own.observers) observer.disconnect();
    watching.delete(component);
    rest?.();
  };
}

/**
 * @param {Element} element
 * @param {() => void} draw
 */
export function resizing(element, draw) {
  const observer = new ResizeObserver(draw);
  observer.observe(element);
  return observer;
}

/**
 * What is as high as the page leaves room for is drawn anew when what stands above it grows.
 * @param {() => void} draw
 */
export function pageResizing(draw) {
  return resizing(document.querySelector('[data-testid="stMainBlockContainer"]') ?? document.body, draw);
}

/**
 * @param {Element} element
 * @param {() => void} draw
 */
export function attributesOf(element, draw) {
  const observer = new MutationObserver(draw);
  observer.observe(element, { attributes: true });
  return observer;
}

/** How far down the window the page is seen: to its end, or to a lesson's bar below the page. */
export function windowBottom() {
  return document.querySelector('[data-testid="stMain"]')?.getBoundingClientRect().bottom ?? window.innerHeight;
}
