// Part of `npm run build`: makes one file of all that the command needs to run a core module, and one of what a guest's thread or
// process needs. Node takes longer to find and read 300 files than to do everything else that comes before a guest's first
// instruction. What compiles guests is loaded when it is needed, as it is; packages are not bundled.
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { CHECK } from './node-versions.mjs';

const DIST = new URL('../../dist/', import.meta.url);

/** Modules of Node's own that are loaded anyway. */
const LOADED = new Set(['fs', 'module', 'path', 'url', 'util']);

/** What modules make: in CommonJS there is one already. */
const OWN_REQUIRE =
  /process\.getBuiltinModule\("node:module"\)\.createRequire\(require\("url"\)\.pathToFileURL\(__filename\)\.href\)/g;

/** An import of what is not bundled. */
const IMPORT = /\bimport\((?="\.\.\/build\/)/g;

/** An export of a file of the bundle, as rolldown writes it. */
const GETTER =
  /Object\.defineProperty\(exports, "([\w$]+)", \{\s*enumerable: true,\s*get: function ?\(\) \{\s*return ([\w$]+);\s*\}\s*\}\);\n?/g;

/** The same, without what others than the bundle ask for. */
const EXPORT = /^exports\.(?!execute\b)[\w$]+ = [\w$]+;\n/gm;

/**
 * What most guests do without, by the file that it is in: loaded when the first of its names is used, which must be after all is
 * loaded that is not named here.
 *
 * @type {Record<string, RegExp>}
 */
const LATER = {
  values:
    /^(abi\/(argument-error|codecs|compounds|costs|flat|joins|layout|lists|names|objects|scalars|strings|texts|variants)|generated\/types)\./,
  decode: /^(component\/(compile|decode.*)|wasm\/(core-names|indirections|plain-name))\./,
  files:
    /^(files\/(?!directories|open-files).*|os\/(beneath|directory-entries|file-calls|file-facts|path-buffer)|preview1\/(file-(?!memory|structs).*|files|readdir|socket.*))\./,
  apart:
    /^guest\/(answer-.*|callable|channel|child|crashed|crossing-weight|forking|guest-process|guest-worker|messages|node-sockets|outbox|plain-signature|program-door|protocol|snapshot|suspending-import|time-backstop|usage-query)\./,
  seldom:
    /^(print-warning|os\/(adopt|control|door|epoll|error-reports|event-loop|getaddrinfo|interfaces|lookup-request|message-header|names|options|pages|pipe|privileged-options|services|socket-file|source-filter|standard-stream|started-lookup|wake)|socket\/(address-text|addresses|answer-source|asked|bound-file|connection|destination|fork|given-listener|handover|inherit|lookup|mark|message|named|options|packet-info|select)|wait\/(pace|readiness|suspending)|policy\/(bounds|denial|numeric-host|pattern|request|resolved-path|special-purpose)|cli\/(help|json-positions|policy-file|watchdog)|link\/address)\./,
};

/** The module's file, among those of `LATER`. @param {string} id */
function laterOf(id) {
  const path = id.slice(fileURLToPath(DIST).length);
  return Object.keys(LATER).find((name) => LATER[name].test(path));
}

/**
 * What is bundled: modules, in the directory of dist/ that they stay in, because they find other files from there. `command` is
 * loaded by `main`, with all that running a core module needs in the same file. What a thread runs is CommonJS, which Node reads
 * synchronously: a thread that is terminated while Node reads a module for it leaves the file's descriptor open (seen in Node 20).
 */
const BUNDLES = /** @type {const} */ ([
  { room: 'cli', names: ['main'], kind: 'first' },
  { room: 'cli', names: ['command'], kind: 'kept' },
  { room: 'guest', names: ['worker', 'process-main'], kind: 'thread' },
]);

for (const { room, names, kind } of BUNDLES) {
  const dir = fileURLToPath(new URL(`${room}/`, DIST));
  const ending = `[name].bundle.${kind === 'thread' ? 'cjs' : 'js'}`;
  /** What the entry imports, and what that imports. @type {Set<string>} */
  const closure = new Set();
  const bundle = await rolldown({
    input: names.map((name) => `${dir}${name}.js`),
    platform: 'node',
    external: [/^[^./]/, /\/dist\/build\//, /^\.\.\/build\//],
    // Needed for files that are not loaded with what they import.
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      {
        name: 'wasock',
        buildEnd() {
          const add = (/** @type {string} */ id) => {
            if (closure.has(id)) return;
            closure.add(id);
            this.getModuleInfo(id)?.importedIds.forEach(add);
          };
          if (kind === 'kept') add(`${dir}${names[0]}.js`);
        },
        renderChunk(code) {
          if (kind === 'thread') return null;
          if (kind === 'first') return withoutImports(code.replace(/^(#!.*\n)?/, (line) => line + CHECK));
          const common = lazy(code).replaceAll(OWN_REQUIRE, 'require');
          // What host/cli/kept-code.ts loads. What only other files of the bundle ask for is exported when one does.
          const plain = common.replaceAll(GETTER, 'exports.$1 = $2;\n').replaceAll(IMPORT, '__import(');
          const filling = plain.match(EXPORT) ?? [];
          return `(function (exports, require, __import, __filename, __dirname) {${plain.replaceAll(EXPORT, '')}\nreturn () => {${filling.join('')}};})`;
        },
        // After all else: what makes the names short writes characters as it likes.
        generateBundle(_, files) {
          if (kind !== 'kept') return;
          for (const file of Object.values(files)) if (file.type === 'chunk') file.code = ascii(file.code);
        },
      },
    ],
  });
  await bundle.write({
    dir,
    format: kind === 'first' ? 'esm' : 'cjs',
    entryFileNames: kind === 'first' ? '[name].js' : ending,
    chunkFileNames: ending,
    ...(kind === 'kept' && {
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ debugName: 'later', name: (id) => laterOf(id) ?? names[0] ?? null, test: (id) => closure.has(id) }],
      },
    }),
    // Comments and blanks take time to read, names are for stacks.
    minify: process.env.PLAIN ? false : { compress: false, mangle: { toplevel: true, keepNames: true } },
  });
  await bundle.close();
}

/**
 * Has a module of Node's own, or a file of `LATER`, loaded when the first of its names is used: some take milliseconds.
 *
 * @param {string} code
 */
function lazy(code) {
  const required = /(?:let|const) (\w+) = require\("(node:|\.\/)([\w/.-]+)"\);(?!\s*\1 =)/g;
  const later = Array.from(code.matchAll(required)).filter(([, , kind, name = '']) =>
    kind === 'node:' ? !LOADED.has(name) : (name.split('.')[0] ?? '') in LATER,
  );
  let lazily = code;
  for (const [statement, variable, kind, name] of later) {
    lazily = lazily
      .replace(statement, '')
      .replaceAll(new RegExp(`(?<![\\w$]|[^.]\\.)${variable}\\.(?=[\\w$])`, 'g'), `(${variable}()).`);
    if (new RegExp(`(?<![\\w$])${variable}(?!\\(\\)\\)|[\\w$])`).test(lazily))
      throw new Error(`${variable} has another use`);
    lazily += `\nvar ${variable}$loaded;\nfunction ${variable}() { return ${variable}$loaded ??= require("${kind}${name}"); }`;
  }
  return lazily;
}

/**
 * Takes Node's own modules without importing them: when one is imported, Node loads all that it could be asked for.
 *
 * @param {string} code
 */
function withoutImports(code) {
  return code.replaceAll(/^import \{ (.*) \} from "(node:\w+)";$/gm, (_, names, module) => {
    return `const { ${names.replaceAll(' as ', ': ')} } = process.getBuiltinModule("${module}");`;
  });
}

/** The same program in characters of a byte each, which Node reads and keeps in half the memory. @param {string} code */
function ascii(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
