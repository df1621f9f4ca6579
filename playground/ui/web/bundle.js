// Bundles the ES modules of src/ into one file per component, which is what the app serves:  node bundle.js [FOLDER]
// Minified: Streamlit sends a component's script again with whatever it draws.

import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const index = (/** @type {string} */ name) => `${here}src/${name}/index.js`;
const told = "Bundled from src/ by `npm run bundle`: change it there. Parts of D3 are under D3-LICENSE.";

await build({
  entryPoints: readdirSync(`${here}src`).filter((name) => existsSync(index(name))).map((name) => ({ in: index(name), out: name })),
  outdir: process.argv[2] ?? here,
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  banner: { js: `// ${told}`, css: `/* ${told} */` },
});
