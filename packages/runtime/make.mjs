// Makes the package wasock-runtime of what `npm run build` has made, without what compiles, in build/runtime or the directory that is
// given. `npm run runtime` builds first. Then: `npm publish ./build/runtime`.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MADE = `${resolve(process.argv[2] ?? `${ROOT}build/runtime`)}/`;

/** What of dist/ is not in it. */
const LEFT_OUT = [
  // What compiles, but for the file that knows the package's version.
  /^dist\/build\/(?!package\.js$)./,
  // For what compiles guests, or composes them.
  /^dist\/asm$/,
  /^dist\/php\/.*\.component\.wasm$/,
  // Of sources that no package has.
  /\.map$/,
];

/** What of `exports` is not in it, for the same reasons. */
const UNEXPORTED = /^\.\/(build|guest\/.*|library\..*component\.wasm)$/;

/** What the two packages have in common, in their package.json. */
const COMMON = ['version', 'keywords', 'license', 'type', 'engines', 'os', 'bin', 'repository', 'bugs', 'homepage'];

const whole = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));

rmSync(MADE, { recursive: true, force: true });
mkdirSync(MADE, { recursive: true });
cpSync(`${ROOT}dist`, `${MADE}dist`, {
  recursive: true,
  filter: (from) => !LEFT_OUT.some((pattern) => pattern.test(from.slice(ROOT.length))),
});
for (const name of ['CHANGELOG.md', 'LICENSE', 'policy.schema.json']) cpSync(ROOT + name, MADE + name);
cpSync(new URL('README.md', import.meta.url), `${MADE}README.md`);

const made = {
  name: 'wasock-runtime',
  description: 'Runs compiled guests of wasock: real sockets for WebAssembly',
  ...Object.fromEntries(COMMON.filter((key) => key in whole).map((key) => [key, whole[key]])),
  exports: Object.fromEntries(Object.entries(whole.exports).filter(([name]) => !UNEXPORTED.test(name))),
  files: ['dist', 'policy.schema.json', 'CHANGELOG.md'],
  dependencies: { koffi: whole.dependencies.koffi },
};
writeFileSync(`${MADE}package.json`, `${JSON.stringify(made, null, 2)}\n`);
