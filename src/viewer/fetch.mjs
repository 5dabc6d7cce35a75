/*
 * Puts the viewer that draws models beside the pages' own styles and scripts: node fetch.mjs TARGET. The packages are fetched
 * again only when the lock has changed; nothing in them is run.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const lock = join(here, "package-lock.json");
const kept = join(here, "node_modules", ".lock-of-this");
const files = {
  "node_modules/bpmn-js/dist/bpmn-navigated-viewer.production.min.js": "bpmn-navigated-viewer.js",
  "node_modules/bpmn-js/dist/assets/diagram-js.css": "diagram-js.css",
  "node_modules/bpmn-js/dist/assets/bpmn-js.css": "bpmn-js.css",
  "node_modules/bpmn-js/LICENSE": "LICENSE.txt",
};

function fetched() {
  return existsSync(kept)
    && readFileSync(kept).equals(readFileSync(lock))
    && Object.keys(files).every((file) => existsSync(join(here, file)));
}

if (!fetched()) {
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], {
    cwd: here,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error("The viewer of models could not be fetched. It needs npm and, the first time, a way to its registry.");
    process.exit(1);
  }
  copyFileSync(lock, kept);
}

const target = process.argv[2];
mkdirSync(target, { recursive: true });
for (const [from, to] of Object.entries(files)) {
  const source = statSync(join(here, from));
  const there = join(target, to);
  if (!existsSync(there) || statSync(there).mtimeMs !== source.mtimeMs || statSync(there).size !== source.size) {
    copyFileSync(join(here, from), there);
    utimesSync(there, source.atime, source.mtime);
  }
}
