// The page of a guest's functions, from asm/: what asm/index.ts exports, with its documentation.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { read, ROOT } from '../coverage/source.mjs';
import { prose } from './prose.mjs';

const MANUAL = JSON.parse(readFileSync(new URL('../coverage/manual.json', import.meta.url), 'utf8'));
const IN_MANUAL = new Set(MANUAL.functions.map(({ name }) => name));

/** Families of functions, by the directory of asm/. */
const TITLES = {
  sockets: 'Sockets',
  addresses: 'Addresses and names',
  options: 'Options',
  messages: 'Messages',
  streams: 'Streams',
  processes: 'Processes',
};

/** `[path, names]` of what asm/index.ts exports by name, and the files of which it exports all. */
function exported() {
  const text = read('asm/index.ts');
  const byName = Array.from(text.matchAll(/export \{([^}]*)\} from "(.*)";/g), ([, names, path]) => [
    posix.join('asm', `${path}.ts`),
    names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  ]);
  const whole = Array.from(text.matchAll(/export \* from "(.*)";/g), ([, path]) => {
    const file = posix.join('asm', path);
    return existsSync(`${ROOT}${file}.ts`) ? `${file}.ts` : `${file}/index.ts`;
  });
  return { byName, whole };
}

/** The documentation and the declaration of an export, without what a function does. */
function declaration(text, name) {
  const found = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[^])*)\\*/\\n)?(?:@\\w+.*\\n)*export (function|class|const|enum|type|namespace) ${name}\\b[^]*?(?=\\n\\}|;\\n)`,
  ).exec(text);
  if (found === null) throw new Error(`asm/ exports no ${name} where asm/index.ts looks for it`);
  const [whole, comment = '', kind] = found;
  const code = whole.slice(whole.search(new RegExp(`export ${kind} ${name}\\b`)));
  if (kind === 'const') return { comment, kind, code: code.replace(/^export /, '') };
  if (kind === 'function') {
    const head = /^export (function \w+(?:<.*?>)?\([^]*?\)(?:: [^{]+)?) \{/.exec(code)?.[1] ?? code.split('\n')[0];
    return { comment, kind, code: head };
  }
  // Methods without what they do; what is private or the compiler's is nobody's business.
  const members = code
    .replace(/^export /, '')
    .replace(/^( {2}(?! )[^\n]*\)(?:: [^\n{]+)?) \{\n[^]*?\n {2}\}$/gm, '$1;')
    .replace(/^( {2}(?! )[^\n]*\)(?:: [^\n{]+)?) \{.*\}$/gm, '$1;')
    .replace(/^ {2}(?:private|@)[^\n]*\n/gm, '');
  return { comment, kind, code: `${members}\n}` };
}

/** The functions that a guest imports. */
export function guestFunctions() {
  return exported().byName.flatMap(([, names]) => names.filter((name) => /^[a-z]/.test(name)));
}

/** The text of the page. */
export function guestReference() {
  const { byName, whole } = exported();
  const sections = new Map(Object.keys(TITLES).map((room) => [room, []]));
  const values = [];
  for (const [path, names] of byName) {
    const text = read(path);
    for (const name of names) {
      const { comment, kind, code } = declaration(text, name);
      const manual = `https://www.php.net/manual/en/function.${name.replaceAll('_', '-')}.php`;
      const entry = [
        `### ${name}`,
        '```ts',
        code,
        '```',
        prose(comment),
        IN_MANUAL.has(name) ? `[PHP’s manual](${manual})` : '',
      ].join('\n\n');
      const home = kind === 'function' ? sections.get(path.split('/')[1]) : undefined;
      (home ?? values).push([name, entry.replace('```ts\n\n', '```ts\n').replace('\n\n```', '\n```')]);
    }
  }
  const sorted = (entries) => entries.toSorted(([a], [b]) => a.localeCompare(b)).map(([, entry]) => entry);
  const constants = whole.flatMap((path) =>
    Array.from(read(path).matchAll(/^export const ([A-Z]\w*)|^ {2}([A-Z][A-Z\d_]+),$/gm), ([, a, b]) => a ?? b),
  );
  return [
    '# Functions of a guest',
    "What a guest in AssemblyScript imports from `wasock`, from the library's own documentation. " +
      '[How PHP’s types look](../assemblyscript.md) says what stands for FALSE, references and arrays.',
    ...Object.entries(TITLES).map(([room, title]) =>
      [`## ${title}`, sorted(sections.get(room)).join('\n\n')].join('\n\n'),
    ),
    '## Values',
    ...sorted(values),
    '## Constants',
    `[PHP’s manual, page by page](../coverage.md) has what each is for.`,
    [...new Set(constants)]
      .toSorted()
      .map((name) => `\`${name}\``)
      .join(', '),
  ].join('\n\n');
}
