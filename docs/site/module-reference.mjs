// The pages of the modules that package.json exports, from the declarations that tsc has made of them.
import { posix } from 'node:path';
import { read } from '../coverage/source.mjs';
import { prose } from './prose.mjs';

/** The declarations of a file by name: `{ comment, code }`. */
function declarations(path) {
  const found = new Map();
  const statements = read(path)
    .replace(/^\/\/#.*$/gm, '')
    .matchAll(
      /(?:^\/\*\*((?:(?!\*\/)[^])*)\*\/\n)?^(?:export )?(?:declare )?(?:abstract )?(?:function|class|const|interface|type|enum) (\w+)[^]*?(?=\n(?:\/\*\*|[a-z])|\n*$(?![^]))/gm,
    );
  for (const [whole, comment = '', name] of statements) {
    const code = whole
      .slice(comment === '' ? 0 : whole.indexOf('*/') + 3)
      .replace(/^export (?:declare )?/, '')
      .replace(/^ {4}(?:#private;|private .*)\n/gm, '');
    const earlier = found.get(name);
    found.set(name, earlier === undefined ? { comment, code } : { ...earlier, code: `${earlier.code}\n${code}` });
  }
  return found;
}

/** What a module exports, `[name, path]` of the file that declares it, in order. */
function exportsOf(path) {
  const text = read(path);
  const resolve = (specifier) => posix.join(path, '..', specifier.replace(/\.(?:ts|js)$/, '.d.ts'));
  const own = [...declarations(path)]
    .filter(([name]) => new RegExp(`^export (?:declare )?(?:abstract )?\\w+ ${name}\\b`, 'm').test(text))
    .map(([name]) => [name, path]);
  const named = Array.from(text.matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']*)'/gm), ([, names, from]) =>
    names
      .split(',')
      .map((name) =>
        name
          .trim()
          .replace(/^type /, '')
          .replace(/^\w+ as /, ''),
      )
      .filter(Boolean)
      .map((name) => exportsOf(resolve(from)).find(([other]) => other === name) ?? [name, resolve(from)]),
  ).flat();
  const all = Array.from(text.matchAll(/^export (?:type )?\* from '(\.[^']*)'/gm), ([, from]) =>
    exportsOf(resolve(from)),
  ).flat();
  return [...named, ...all, ...own];
}

/** The modules, the files of their declarations, and their page on the site. */
const MODULES = [
  ['wasock', 'dist/index.d.ts', 'wasock'],
  ['wasock/host', 'dist/jco/index.d.ts', 'host'],
  ['wasock/php', 'dist/php/index.d.ts', 'php'],
  ['wasock/build', 'dist/build/index.d.ts', 'build'],
];

/** The pages, by their path on the site. What several modules export is on the page of the first. */
export function moduleReferences() {
  const homes = new Map();
  return new Map(
    MODULES.map(([module, path, page]) => {
      const functions = [];
      const types = [];
      const elsewhere = [];
      const constants = [];
      for (const [name, file] of exportsOf(path)) {
        const found = declarations(file).get(name);
        const key = `${file} ${name}`;
        if (/^[A-Z][A-Z\d]*_|^[A-Z\d]+$/.test(name)) constants.push(`\`${name}\``);
        else if (homes.has(key)) elsewhere.push(`[\`${name}\`](${homes.get(key)}.md#${name.toLowerCase()})`);
        else if (found !== undefined) {
          homes.set(key, page);
          const entry = `### ${name}\n\n\`\`\`ts\n${found.code.trimEnd()}\n\`\`\`\n\n${prose(found.comment)}`;
          (/^(?:abstract )?(?:function|class|const)\b/.test(found.code) ? functions : types).push([name, entry]);
        }
      }
      const text = [
        `# ${module}`,
        `[The JavaScript API](../javascript-api.md) says in a line what each is for.`,
        ...(functions.length > 0 ? ['## Functions and classes', ...functions.map(([, entry]) => entry)] : []),
        ...(types.length > 0 ? ['## Types', ...types.map(([, entry]) => entry)] : []),
        ...(elsewhere.length > 0 ? ['## Also here', elsewhere.join(', ')] : []),
        ...(constants.length > 0 ? ['## Constants', constants.join(', ')] : []),
      ].join('\n\n');
      return [`reference/${page}`, text];
    }),
  );
}
