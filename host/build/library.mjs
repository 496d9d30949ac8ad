// Part of `npm run build`: compiles the library itself (asm/component/) into dist/php/, unless it is there already and
// everything that it depends on is as it was.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileLibrary } from '../../dist/build/library.js';
import { contentHash, readText, Sources } from '../../dist/build/sources.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MANIFEST = `${ROOT}.cache/library.json`;
const CORE = `${ROOT}dist/php/library.wasm`;
const COMPONENT = `${ROOT}dist/php/library.component.wasm`;
const WASIP2 = `${ROOT}dist/php/library.wasip2.component.wasm`;

/** The paths of files, with the hash of each; null where there is none. */
const hashed = (paths) => paths.map((path) => [path, ((text) => text && contentHash(text))(readText(path))]);

function isUpToDate() {
  const files = JSON.parse(readText(MANIFEST) ?? '[]');
  return files.length > 0 && JSON.stringify(hashed(files.map(([path]) => path))) === JSON.stringify(files);
}

if (!isUpToDate()) {
  const [sources, wasip2Sources] = [new Sources('component'), new Sources('wasip2')];
  const { core, component } = await compileLibrary('component', sources);
  const wasip2 = await compileLibrary('wasip2', wasip2Sources);
  mkdirSync(`${ROOT}dist/php`, { recursive: true });
  writeFileSync(CORE, core);
  writeFileSync(COMPONENT, component);
  writeFileSync(WASIP2, wasip2.component);
  const tools = readdirSync(`${ROOT}dist/build`).filter((name) => name.endsWith('.js'));
  const wit = [...readdirSync(`${ROOT}wit`).filter((name) => name.endsWith('.wit')), 'wasip2/wasip2.wit'];
  const inputs = [
    ...new Set([...sources.read.keys(), ...wasip2Sources.read.keys()]),
    ...tools.map((name) => `${ROOT}dist/build/${name}`),
  ];
  const manifest = hashed([
    ...inputs,
    ...wit.map((name) => `${ROOT}wit/${name}`),
    `${ROOT}package-lock.json`,
    CORE,
    COMPONENT,
    WASIP2,
  ]);
  mkdirSync(`${ROOT}.cache`, { recursive: true });
  writeFileSync(MANIFEST, JSON.stringify(manifest));
}
