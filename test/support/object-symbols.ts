// The symbols of an object file of WebAssembly: https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md.
import { coreImports } from '#host/wasm/core-imports';
import { HEADER_SIZE, Reader } from '#host/wasm/reader';

/** Names that others can refer to, and names of others. */
export interface Symbols {
  readonly defined: readonly string[];
  readonly undefined: readonly string[];
}

const CUSTOM_SECTION = 0;
const SYMBOL_TABLE = 8;

const FUNCTION = 0;
const DATA = 1;
const SECTION = 3;

const LOCAL = 0x02;
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;

/** The functions and data that an object file defines for others, and those that it needs of others. */
export function objectSymbols(binary: Uint8Array): Symbols {
  const imported = coreImports(binary)
    .filter(({ kind }) => kind === 'function')
    .map(({ name }) => name);
  const symbols = tables(binary).flatMap((table) => table.vector((reader) => symbol(reader, imported)));
  const named = (wanted: boolean) =>
    symbols.flatMap((found) => (found !== null && found.isUndefined === wanted ? [found.name] : []));
  return { defined: named(false), undefined: named(true) };
}

/** A reader of each symbol table: there is one. */
function tables(binary: Uint8Array): Reader[] {
  const whole = new Reader(binary, HEADER_SIZE);
  return [...whole.sections()].flatMap((section) => {
    const linking = whole.within(section);
    if (section.id !== CUSTOM_SECTION || linking.name() !== 'linking') return [];
    linking.u32(); // the version
    return [...linking.sections()].filter(({ id }) => id === SYMBOL_TABLE).map((table) => linking.within(table));
  });
}

/** The next symbol; null if nobody else can refer to it, or it is neither a function nor data. */
function symbol(reader: Reader, imported: readonly string[]): { name: string; isUndefined: boolean } | null {
  const kind = reader.byte();
  const flags = reader.u32();
  const isUndefined = (flags & UNDEFINED) !== 0;
  let name = '';
  if (kind === DATA) {
    name = reader.name();
    // Its segment, its place there and its size.
    if (!isUndefined) for (let field = 0; field < 3; field++) reader.u32();
  } else {
    const index = reader.u32();
    if (kind === FUNCTION && isUndefined) name = imported[index] ?? '';
    if (kind !== SECTION && (!isUndefined || (flags & EXPLICIT_NAME) !== 0)) name = reader.name();
  }
  return (kind === FUNCTION || kind === DATA) && (flags & LOCAL) === 0 ? { name, isUndefined } : null;
}
