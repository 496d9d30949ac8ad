// Where in its source a guest in AssemblyScript has ended. A guest is compiled without a source map, which costs a second; when
// somebody wants to know, it is compiled once more, with one. The code is the same, to the byte, or nothing is said.
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping, type SourceMapPayload } from 'node:module';
import { dirname, join } from 'node:path';
import { HEADER_SIZE, Reader } from '../wasm/reader.ts';
import { compileMapped } from './compile.ts';

const CUSTOM_SECTION = 0;
const CODE_SECTION = 10;

/** The subsection of the names of functions. */
const FUNCTION_NAMES = 1;

/** A place in a guest's code, as V8 names it in a stack. */
const FRAME = /wasm:\/\/wasm\/[^:\s]+:wasm-function\[(\d+)\]:0x([0-9a-f]+)/g;

/** A function of the compiled library, not of the guest's author. */
const LIBRARY = /^~lib\//;

/** How many places are shown. */
const MOST = 10;

/**
 * The places of a stack in the guest's source, a line each, and the line of the first: as far as they are in files of the guest's own.
 *
 * @param entry the guest's file
 * @param guest what it was compiled to
 * @returns undefined if that cannot be said
 */
export async function sourceLines(entry: string, guest: Uint8Array, stack: string): Promise<string | undefined> {
  const frames = Array.from(
    stack.matchAll(FRAME),
    ([, index, at = '']) => [Number(index), Number.parseInt(at, 16)] as const,
  );
  if (frames.length === 0) return undefined;
  const { core, map } = await compileMapped(entry);
  const [own, mapped] = [codeOf(guest), codeOf(core)];
  if (own === undefined || mapped === undefined || Buffer.compare(own.bytes, mapped.bytes) !== 0) return undefined;
  const names = functionNames(core);
  const starts = bodiesOf(new Reader(core, mapped.start));
  const sources = new SourceMap(JSON.parse(map) as SourceMapPayload);
  const places = frames.flatMap(([index, at]) => {
    const name = names.get(index) ?? '';
    const found = LIBRARY.test(name) ? undefined : placeBefore(sources, at - own.start + mapped.start, starts);
    if (found === undefined) return [];
    return [
      {
        file: found.originalSource,
        line: found.originalLine + 1,
        column: found.originalColumn + 1,
        name: nameOf(name),
      },
    ];
  });
  const [first] = places;
  if (first === undefined) return undefined;
  const lines = places.map(({ name, file, line, column }) => {
    const place = `${join(dirname(entry), file)}:${line}:${column}`;
    return `    at ${name === undefined ? place : `${name} (${place})`}`;
  });
  const distinct = lines.filter((line, index) => line !== lines[index - 1]).slice(0, MOST);
  return [...distinct.slice(0, 1), ...excerpt(join(dirname(entry), first.file), first), ...distinct.slice(1)].join(
    '\n',
  );
}

/** The last place in the guest's own files before an offset in a function: what is inlined there of the library is none. @param starts of functions */
function placeBefore(sources: SourceMap, offset: number, starts: readonly number[]): SourceMapping | undefined {
  const start = starts.findLast((each) => each <= offset) ?? offset;
  for (let at = offset; at >= start; at--) {
    const found = sources.findEntry(0, at);
    if (isPlace(found) && !LIBRARY.test(found.originalSource)) return found;
  }
  return undefined;
}

/** Whether an entry has a place: code that the compiler made by itself has an entry without one. */
function isPlace(entry: object): entry is SourceMapping {
  return 'originalSource' in entry && typeof entry.originalSource === 'string';
}

/** A line of a file, and a mark below the column. */
function excerpt(path: string, { line, column }: { line: number; column: number }): string[] {
  const text = readFileSync(path, 'utf8').split('\n')[line - 1];
  if (text === undefined) return [];
  const number = `${line}`.padStart(8);
  return [`${number} | ${text}`, `${' '.repeat(8)} | ${text.slice(0, column - 1).replaceAll(/[^\t]/g, ' ')}^`];
}

/** The content of a module's code section, and where it starts. */
function codeOf(binary: Uint8Array): { start: number; bytes: Uint8Array } | undefined {
  for (const { id, at, end } of new Reader(binary, HEADER_SIZE).sections()) {
    if (id === CODE_SECTION) return { start: at, bytes: binary.subarray(at, end) };
  }
  return undefined;
}

/** Where the body of each function starts. @param code at the content of the code section */
function bodiesOf(code: Reader): number[] {
  const count = code.u32();
  return Array.from({ length: count }, () => {
    const size = code.u32();
    const start = code.at;
    code.bytes(size);
    return start;
  });
}

/** The names of functions by their index: `guest/Server#accept`. */
function functionNames(binary: Uint8Array): ReadonlyMap<number, string> {
  const reader = new Reader(binary, HEADER_SIZE);
  for (const section of reader.sections()) {
    if (section.id !== CUSTOM_SECTION) continue;
    const content = reader.within(section);
    if (content.name() !== 'name') continue;
    while (!content.atEnd) {
      const id = content.byte();
      const names = new Reader(content.bytes(content.u32()));
      if (id === FUNCTION_NAMES) return new Map(names.vector((each) => [each.u32(), each.name()] as const));
    }
  }
  return new Map();
}

/** A function's name without its file; undefined for the statements of a file. */
function nameOf(internal: string): string | undefined {
  const name = internal.split('/').at(-1)?.replace('#', '.');
  return name === '' || /^~?start\b/.test(internal) ? undefined : name;
}
