import js from "@eslint/js";
import globals from "globals";

const GIVEN = { COLORS: "readonly", STEPS: "readonly" };  // src/globals.d.ts

export default [
  { ignores: ["node_modules/", "playground/ui/web/*.js", "!playground/ui/web/{bundle,eslint.config}.js"] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: "error", "no-var": "error", "prefer-const": "error", "object-shorthand": "error", "no-else-return": "error",
      "no-shadow": ["error", { builtinGlobals: false }], "no-unused-expressions": "error", "max-lines": ["error", 400],
    },
  },
  { files: ["playground/ui/web/src/**"], languageOptions: { globals: { ...globals.browser, ...GIVEN } } },
  { files: ["tests/**", "playground/ui/web/*.js"], languageOptions: { globals: globals.node } },
];
