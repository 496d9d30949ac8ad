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

/** A method of a class, or an accessor; not its constructor, which belongs to the class. */
const METHOD =
  /^ {2}(?:(?:public|private|protected|static|async|get|set) )*(?!constructor\b|if\b|for\b|while\b|switch\b)(\w+)(?:<[^>]*>)?\(.*[{}]$/;

/**
 * A source file: its declarations by name, methods as `Class.method`; `imports` by local name (`{ path, name }`, where
 * `*` is all of a file); and the files that it exports as a whole.
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
    let method;
    let isClass = false;
    for (const line of withoutImports(code).split('\n')) {
      const found = DECLARATION.exec(line)?.[1];
      if (found !== undefined) [name, method, isClass] = [found, undefined, /\bclass\b/.test(line)];
      if (isClass) method = METHOD.exec(line)?.[1] ?? method;
      const key = method === undefined ? name : `${name}.${method}`;
      if (name !== undefined) this.declarations.set(key, `${this.declarations.get(key) ?? ''}${line}\n`);
      if (/^ {2}\S?.*\}$/.test(line) && !line.startsWith('   ')) method = undefined;
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

/**
 * What a declaration refers to: declarations of its own file and of others; `*` imports with the member used; and the
 * methods of these names, of whatever class in `files`, since types are not known here.
 */
export function references({ path, name }, files) {
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
  for (const [, member] of text.matchAll(/\.(\w+)/g)) found.push(...methodsNamed(member, files));
  return found;
}

const methods = new Map();

/** The methods of that name in these files. */
function methodsNamed(member, files) {
  if (!methods.has(files)) {
    const byName = new Map();
    for (const path of files) {
      for (const name of source(path).declarations.keys()) {
        const [, method] = name.split('.');
        if (method !== undefined) byName.set(method, [...(byName.get(method) ?? []), { path, name }]);
      }
    }
    methods.set(files, byName);
  }
  return methods.get(files).get(member) ?? [];
}
