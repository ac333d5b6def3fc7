// Writes dist/: one stylesheet, one module, the service worker and the pictures.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compile } from "sass";

const here = new URL(".", import.meta.url);
const from = (name) => new URL(`src/${name}`, here);
const to = (name) => new URL(`dist/${name}`, here);

/** What the site must never send: the licensed typeface, and anything from another origin. */
function refuse(name, text) {
  if (/GDS Transport/i.test(text)) throw new Error(`${name} names GDS Transport`);
  if (/url\(\s*["']?(https?:)?\/\//i.test(text)) throw new Error(`${name} fetches from another origin`);
}

async function style() {
  const { css } = compile(from("main.scss").pathname, {
    loadPaths: [new URL("node_modules", here).pathname],
    quietDeps: true,
    style: "compressed",
  });
  refuse("main.css", css);
  return Buffer.from(css);
}

async function script(name, format) {
  const result = await build({
    entryPoints: [from(name).pathname],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: "es2020",
    legalComments: "none",
  });
  return Buffer.from(result.outputFiles[0].contents);
}

const files = new Map([
  ["main.css", await style()],
  ["hub.js", await script("hub.js", "esm")],
  ["passkey.js", await script("passkey.js", "esm")],
  ["service-worker.js", await script("service-worker.js", "iife")],
]);
for (const name of ["favicon.svg", "logo.svg"]) {
  files.set(name, await readFile(from(name)));
}

// Each file appears whole, so that a build running beside this one never embeds half of it.
await mkdir(to(""), { recursive: true });
for (const [name, bytes] of files) {
  await writeFile(to(`.${name}.new`), bytes);
  await rename(to(`.${name}.new`), to(name));
  console.log(`${name}\t${bytes.length} bytes\t${gzipSync(bytes, { level: 9 }).length} gzipped`);
}
