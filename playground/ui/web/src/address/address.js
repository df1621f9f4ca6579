// The browser's side of a page's address: which of its changes is a step that Back takes back, and where a page opens.
// Streamlit makes a step of every change: of what a page adds to a bare address, of every epoch of a film.

export class Address {
  touched = false;  // by the learner, since the last step
  before = "";  // the address then

  /** @param {string[]} steps parameters whose change is a step */
  constructor(steps) {
    this.steps = steps;
    this.path = window.location.pathname;
    const { history } = window;
    this.push = history.pushState.bind(history);
    this.replace = history.replaceState.bind(history);
    history.pushState = (state, _, url) => this.go(state, new URL(url ?? "", window.location.href));
    for (const kind of ["pointerdown", "keydown", "click"]) window.addEventListener(kind, () => this.touch(), true);
    for (const kind of ["pointerdown", "click"]) window.addEventListener(kind, aimed, true);
    window.addEventListener("popstate", () => this.arrive());
    new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
    mend();
  }

  touch() {
    this.touched = true;
    this.before = window.location.href;
  }

  /**
   * The first other page, run or view since something was pressed is a step.  What follows only completes it: the
   * parameters that a page adds.  Those may come before the page itself: then the page that is left gets back its own.
   * @param {any} state
   * @param {URL} to
   */
  go(state, to) {
    const from = new URL(window.location.href), page = to.pathname !== from.pathname;
    const step = this.touched && isStep(from, to, this.steps);
    if (step && page) this.replace(state, "", this.before);
    (step ? this.push : this.replace)(state, "", to);
    if (step) this.touched = false;
    if (page || differ(from, to, "run")) top();
    this.path = to.pathname;
  }

  arrive() {
    if (window.location.pathname !== this.path) top();
    this.path = window.location.pathname;
  }
}

/**
 * Whether one goes to another page, or changes one of `steps`.
 * @param {URL} from
 * @param {URL} to
 * @param {string[]} steps
 */
export function isStep(from, to, steps) {
  return to.pathname !== from.pathname || steps.some((name) => differ(from, to, name));
}

/**
 * The link to the other language, before it is followed or opened elsewhere: to the page as its address says it now.
 * @param {Event} event
 */
function aimed({ target }) {
  const link = target instanceof Element && /** @type {HTMLAnchorElement | null} */ (target.closest(".st-key-language a"));
  if (link) link.href = inLanguage(window.location.href, link.hreflang);
}

/**
 * @param {string} here
 * @param {string} code of a language
 */
export function inLanguage(here, code) {
  const address = new URL(here);
  address.searchParams.set("lang", code);
  return address.href;
}

/**
 * @param {URL} from
 * @param {URL} to
 * @param {string} name of a parameter
 */
function differ(from, to, name) {
  return from.searchParams.get(name) !== to.searchParams.get(name);
}

/** A page opens at its top, also from a button far down on another page. */
function top() {
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}

/**
 * What KaTeX and Vega leave out: a long equation is scrolled by keys, too; a part of a chart that holds nothing yet has
 * no name, so it is not read out.
 */
function mend() {
  for (const equation of document.querySelectorAll(".katex-display:not([tabindex])")) {
    /** @type {HTMLElement} */ (equation).tabIndex = 0;
  }
  for (const marks of document.querySelectorAll("g.role-mark")) marks.ariaHidden = marks.childElementCount ? null : "true";
}
