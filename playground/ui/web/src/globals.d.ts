// What is put in front of a bundle (playground/ui/web/__init__.py), and what outlives it.

/** What colours mean: FOR_BROWSER in playground/figures/colors.py. */
declare const COLORS: {
  positive: string;
  negative: string;
  states: { light: string[]; dark: string[] };
  gates: string[];
  parts: Record<string, string | undefined>;
  classes: string[];
  splits: { training: string; validation: string; test: string };
  guessing: string;
  forecast: string;
  truth: string;
};

/** Parameters of an address whose change is a step of the browser's history: playground/ui/link.py. */
declare const STEPS: string[];

/** English → the language of the page: for_browser in playground/languages/catalogues.py. */
declare var playgroundTexts: Record<string, string> | undefined;

declare var playgroundAddress: import("./address/address.js").Address | undefined;
declare var playgroundChoices: Record<string, import("./drawing/selection.js").Choice> | undefined;

interface Element {
  /** Of Chromium; how much CSS zooms an element. */
  readonly currentCSSZoom?: number;
}

declare module "*.css";
