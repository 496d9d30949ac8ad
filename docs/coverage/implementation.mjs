// Where something is implemented: from a function of PHP's to the operations of the WIT that it comes down to, and from
// those to the files of the host; from a constant to the files of asm/ that use it, and to the row of the platform's
// table that has its number.
import { linux } from '../../dist/os/linux.js';
import { NAMELESS_OPTIONS } from '../../wit/constants.mjs';
import { controls } from '../../wit/controls.mjs';
import { options } from '../../wit/options.mjs';
import { declared, filesBelow, read, references, source, withoutComments } from './source.mjs';

const ASM = filesBelow('asm', /\.ts$/);
const INDEX = source('asm/index.ts');
const CONSTANTS = new Set(['asm/constants.ts', 'asm/generated/constants.ts']);
/** The system layer that has all of the host's operations; the other one, for WASI, has some. */
const SYSTEM = 'asm/system/wasock/index.ts';

/** Where the classes are whose methods the functions call. */
const CLASSES = ASM.filter((path) => !/^asm\/(system|memory|bindings|component|generated)\//.test(path));

/** What asm/index.ts exports by name, and where from. */
const EXPORTS = new Map(
  Array.from(
    withoutComments(read('asm/index.ts')).matchAll(/export (?:type )?\{([^}]*)\} from "\.\/([^"]+)"/g),
    ([, names, path]) => names.split(',').map((name) => [name.trim(), `asm/${path}.ts`]),
  ).flat(),
);

/** The functions that guests may import. */
export const functionsInAsm = [...EXPORTS.keys()].filter((name) => /^[a-z]\w*$/.test(name));

/** Where a function that guests may import is written: `{ path, name }`; undefined if there is none. */
export function functionInAsm(name) {
  const path = EXPORTS.get(name);
  return path === undefined ? undefined : declared(path, name);
}

/** The parameters of a function of asm/: names, with `?` where they have a default. */
export function parametersOf({ path, name }) {
  const [, list = ''] =
    new RegExp(`function ${name}(?:<[^>]*>)?\\(([^)]*)\\)`).exec(source(path).declarations.get(name)) ?? [];
  const parameters = list.split(/,(?![^<]*>)/).map((parameter) => parameter.trim());
  return parameters
    .filter((parameter) => parameter !== '')
    .map((parameter) => `${/^\w+/.exec(parameter)?.[0]}${parameter.includes('=') ? '?' : ''}`);
}

/** The functions of the WIT's `host` that a function of asm/ may come to call, by their canonical names. */
export function operationsOf(start) {
  const operations = new Set();
  const seen = new Set();
  const visit = (declaration) => {
    const key = `${declaration.path} ${declaration.name}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const { path, name } of references(declaration, CLASSES)) {
      if (path === 'asm/generated/host.ts') operations.add(canonicalName(name));
      if (/^asm\/(bindings|generated)\//.test(path)) continue;
      const found = declared(path === 'asm/system/index.ts' ? SYSTEM : path, name);
      if (found !== undefined) visit(found);
    }
  };
  visit(start);
  return operations;
}

/** The name that a binding imports. */
function canonicalName(binding) {
  const pattern = new RegExp(`@external\\("[^"]*", "([^"]*)"\\)\\s*export declare function ${binding}\\(`);
  const name = pattern.exec(read('asm/generated/host.ts'))?.[1];
  if (name === undefined) throw new Error(`asm/generated/host.ts has no ${binding}`);
  return name;
}

/** The parts of the host that say nothing about where an operation is. */
const EVERYWHERE = /^host\/(abi|wait|link|policy|generated)\/|^host\/(trap|resources|policy|os\/(platform|errno))\.ts$/;

/** The files of the host that do an operation of the WIT: those that its entry in host/link/ calls. */
export function filesOfOperation(operation) {
  for (const path of filesBelow('host/link', /imports?\.ts$/)) {
    const entry = entryOf(path, operation);
    if (entry === undefined) continue;
    const files = [...reachedFrom(path, entry)].filter((file) => !EVERYWHERE.test(file));
    // Done by a member of the socket itself, of which host/link/ imports the type only.
    if (files.length > 0) return files;
    return /\bsockets?(Of)?\b/.test(entry) ? ['host/socket/host-socket.ts'] : [path];
  }
  throw new Error(`host/link/ has no ${operation}`);
}

/** The lines of a table's entry, its key included. */
function entryOf(path, key) {
  const lines = withoutComments(read(path)).split('\n');
  const start = lines.findIndex((line) => line.trim().startsWith(`'${key}': `) || line.trim().startsWith(`${key}: `));
  if (start < 0) return undefined;
  const indent = lines[start].search(/\S/);
  const length = lines.slice(start + 1).findIndex((line) => line !== '' && line.search(/\S/) <= indent);
  const closing = lines[start + 1 + length]?.trim() === '},' ? 1 : 0;
  return lines.slice(start, start + 1 + length + closing).join('\n');
}

/** The files that a piece of a file of host/link/ calls, straight or through others of host/link/. */
function reachedFrom(path, text, reached = new Set()) {
  const { imports } = source(path);
  for (const [, word] of text.matchAll(/(?<![\w.'])([A-Za-z_]\w*)/g)) {
    const imported = imports.get(word);
    if (imported === undefined || reached.has(imported.path)) continue;
    reached.add(imported.path);
    const declaration = declared(imported.path, imported.name);
    if (imported.path.startsWith('host/link/') && declaration !== undefined) {
      reachedFrom(imported.path, source(imported.path).declarations.get(declaration.name), reached);
    }
  }
  // The Host itself, which a file of host/link/ gets as an argument.
  for (const [, member] of text.matchAll(/\bhost\.(\w+)/g)) {
    reached.add('host/host.ts');
    const method = source('host/host.ts').declarations.get(`Host.${member}`) ?? '';
    for (const [, word] of method.matchAll(/(?<![\w.])([A-Za-z_]\w*)/g)) {
      const imported = source('host/host.ts').imports.get(word);
      if (imported !== undefined) reached.add(imported.path);
    }
  }
  return reached;
}

/** A constant's number; undefined if guests cannot import it. */
export function numberOf(constant) {
  const found = declared('asm/constants.ts', constant);
  if (found === undefined || !INDEX.reexported.includes('asm/constants.ts')) return undefined;
  return Number(/^export const .*= ([^;]+);/.exec(source(found.path).declarations.get(constant))?.[1]);
}

/** The files of asm/ that use a constant, the one with the most uses first; its own home if it is only passed on. */
export function usersInAsm(constant) {
  if (numberOf(constant) === undefined) return [];
  const uses = ASM.filter((path) => !CONSTANTS.has(path))
    .map((path) => ({ path, count: source(path).code.match(new RegExp(`\\b${constant}\\b`, 'g'))?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1));
  return uses.length > 0 ? uses.map(({ path }) => path) : [declared('asm/constants.ts', constant).path];
}

/** The names of rows of the platform's table with this number, in these of its parts. */
export function rowsOf(number, ...parts) {
  return parts.flatMap((part) =>
    Object.entries(linux[part]).flatMap(([name, value]) => (value === number ? [`${part}.${name}`] : [])),
  );
}

/** The rows of the platform's options, and of its control messages, with this level and number. */
export const optionRows = (level, number) => rowsAt(options(), linux.options, level, number);
export const controlRows = (level, number) =>
  rowsAt(controls(), linux.control, level, number).map((name) => `control.${name}`);
const rowsAt = (all, numbers, level, number) =>
  all.filter((row) => linux[row.level] === level && numbers[row.name] === number).map(({ name }) => name);

/** The levels that options of the platform have. */
export const levels = new Set(options().map(({ level }) => linux[level]));

/** PHP's names of levels where they are not C's. */
const LEVELS = { IPPROTO_TCP: 'SOL_TCP', IPPROTO_UDP: 'SOL_UDP' };

/** The levels that asm/ has for an option: that of its row, or, for MCAST_*, those that its file deals in. */
export function levelsInAsm(option) {
  if (option.startsWith('MCAST_')) {
    const [path] = usersInAsm(option);
    return [...new Set(source(path).code.match(/\bIPPROTO_\w+/g))].sort();
  }
  return named.filter(({ constant }) => constant === option).map(({ level }) => LEVELS[level] ?? level);
}

/** The options that programs have a name for. */
const named = options().filter(({ name }) => !NAMELESS_OPTIONS.has(name));

/** What PHP takes and gives for a case of option-value. */
const VALUES = { linger: 'linger', timeval: 'timeval', bytes: 'string' };
const READ_ONLY = new Set(['credentials', 'error', 'integers']);

/** Every option of the library: its name, what its value is, and whether it can only be read. */
export const optionsInAsm = named.map(({ constant, value }) => ({
  name: constant,
  value: VALUES[value] ?? 'int',
  access: READ_ONLY.has(value) ? 'get' : 'both',
}));
