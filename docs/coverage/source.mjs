// Reads TypeScript as far as the search needs it: the top-level declarations of a file, and what they refer to.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of the files below a directory of the repository, sorted, from its root. */
export function filesBelow(directory, pattern) {
  if (!existsSync(ROOT + directory)) return [];
  return readdirSync(ROOT + directory, { recursive: true, encoding: 'utf8' })
    .map((name) => `${directory}/${name}`)
    .filter((path) => pattern.test(path) && !path.includes('node_modules'))
    .sort();
}

export const read = (path) => readFileSync(ROOT + path, 'utf8');

const TOKEN = /\/\/.*|\/\*[^]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** The same text with comments gone; lines stay. */
export const withoutComments = (text) => text.replace(TOKEN, (token) => (token.startsWith('/') ? blank(token) : token));

/** The same text with comments and the insides of strings gone; lines stay. Templates stay: they hold code. */
export const withoutStrings = (text) =>
  text.replace(TOKEN, (token) => (token.startsWith('`') ? token : token.startsWith('/') ? blank(token) : "''"));

const blank = (token) => token.replace(/[^\n]/g, ' ');

/** The same text without its imports and re-exports. */
export const withoutImports = (text) =>
  text.replace(/^(?:import|export) (?:type )?(?:[\w*{][^'";]*? from )?['"][^'"]*['"](?: with \{.*\})?;$/gm, '');

const DECLARATION =
  /^(?:export )?(?:declare )?(?:async )?(?:abstract )?(?:function\*?|class|const|let|enum|interface|type|namespace) (\w+)/;

/**
 * A source file: its declarations by name, `imports` by local name (`{ path, name }`, where `*` is all of a file), and
 * the files that it exports as a whole.
 */
class Source {
  declarations = new Map();
  imports = new Map();
  reexported = [];

  constructor(path) {
    this.path = path;
    const code = withoutComments(read(path));
    this.code = withoutStrings(withoutImports(code));
    for (const [, names, specifier] of code.matchAll(/^import (?!type )([^'";]+) from ['"](\.[^'"]+)['"];$/gm)) {
      this.#addImports(names, resolved(path, specifier));
    }
    for (const [, specifier] of code.matchAll(/^export \* from ['"](\.[^'"]+)['"];$/gm)) {
      this.reexported.push(resolved(path, specifier));
    }
    let name;
    for (const line of withoutImports(code).split('\n')) {
      name = DECLARATION.exec(line)?.[1] ?? name;
      if (name !== undefined) this.declarations.set(name, `${this.declarations.get(name) ?? ''}${line}\n`);
    }
  }

  #addImports(names, path) {
    const all = /\* as (\w+)/.exec(names)?.[1];
    if (all !== undefined) this.imports.set(all, { path, name: '*' });
    for (const part of /\{([^}]*)\}/.exec(names)?.[1]?.split(',') ?? []) {
      const [name, local = name] = part.trim().split(' as ');
      if (name && !name.startsWith('type ')) this.imports.set(local, { path, name });
    }
  }
}

/** The file that a relative import means. */
function resolved(from, specifier) {
  const path = posix.join(from, '..', specifier);
  const candidates = [path, `${path}.ts`, `${path}/index.ts`];
  return candidates.find((candidate) => candidate.endsWith('.ts') && existsSync(ROOT + candidate)) ?? path;
}

const sources = new Map();

/** The source file at a path; read once. */
export function source(path) {
  let found = sources.get(path);
  if (found === undefined) sources.set(path, (found = new Source(path)));
  return found;
}

/** Where a name that a file offers is declared: `{ path, name }`; undefined if it does not offer it. */
export function declared(path, name) {
  if (!existsSync(ROOT + path)) return undefined;
  const file = source(path);
  if (file.declarations.has(name)) return { path, name };
  for (const other of file.reexported) {
    const found = declared(other, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a declaration refers to: declarations of its own file and of others; `*` imports with the member used. */
export function references({ path, name }) {
  const file = source(path);
  const text = withoutStrings(file.declarations.get(name) ?? '');
  const found = [];
  for (const [, word, member] of text.matchAll(/(?<![\w.])([A-Za-z_]\w*)(?:\.(\w+))?/g)) {
    if (word !== name && file.declarations.has(word)) found.push({ path, name: word });
    const imported = file.imports.get(word);
    if (imported !== undefined) {
      found.push({ path: imported.path, name: imported.name === '*' ? (member ?? '*') : imported.name });
    }
  }
  return found;
}
