// Two shapes of core modules that tools make for components. A core module imports functions that need its memory, which is
// there only afterwards. So the tool gives it functions that call those in a table, and fills the table later. A linker that
// knows these shapes can do the same without the calls in between.
import { coreImports } from './core-imports.ts';
import { HEADER_SIZE, Reader } from './reader.ts';

/** A module whose functions do nothing but call the functions in its table with their arguments. */
export interface Shim {
  readonly kind: 'shim';
  /** The name of the table. */
  readonly table: string;
  /** Where the callee of each exported function lies in the table. */
  readonly slots: ReadonlyMap<string, number>;
}

/** A module that does nothing but put imported functions into an imported table. */
export interface Fixups {
  readonly kind: 'fixups';
  /** The import that is the table: module and name. */
  readonly table: readonly [string, string];
  /** Which import comes where. */
  readonly slots: ReadonlyMap<number, readonly [string, string]>;
}

const CUSTOM = 0;
const TYPE = 1;
const IMPORT = 2;
const FUNCTION = 3;
const TABLE = 4;
const EXPORT_SECTION = 7;
const ELEMENT_SECTION = 9;
const CODE = 10;

/** Instructions. */
const LOCAL_GET = 0x20;
const I32_CONST = 0x41;
const CALL_INDIRECT = 0x11;
const END = 0x0b;

const SHIM_SECTIONS = [TYPE, FUNCTION, TABLE, EXPORT_SECTION, CODE];
const FIXUP_SECTIONS = [TYPE, IMPORT, ELEMENT_SECTION];

/** The shape of a core module, if it is one of these. @param binary a valid core module */
export function indirectionOf(binary: Uint8Array): Shim | Fixups | undefined {
  const sections = new Map<number, Reader>();
  const reader = new Reader(binary, HEADER_SIZE);
  for (const section of reader.sections()) {
    if (section.id === CUSTOM) continue;
    if (!SHIM_SECTIONS.includes(section.id) && !FIXUP_SECTIONS.includes(section.id)) return undefined;
    sections.set(section.id, reader.within(section));
  }
  const has = (ids: readonly number[]): boolean => sections.size === ids.length && ids.every((id) => sections.has(id));
  if (has(SHIM_SECTIONS)) return shimOf(sections);
  return has(FIXUP_SECTIONS) ? fixupsOf(sections, binary) : undefined;
}

function shimOf(sections: ReadonlyMap<number, Reader>): Shim | undefined {
  if (sections.get(TABLE)!.u32() !== 1) return undefined;
  const counts = paramCounts(sections.get(TYPE)!);
  const types = sections.get(FUNCTION)!.vector((each) => each.u32());
  if (counts === undefined) return undefined;
  const callees = sections.get(CODE)!.vector((code) => calleeOf(code));
  const slots = new Map<string, number>();
  let table: string | undefined;
  const exports = sections
    .get(EXPORT_SECTION)!
    .vector((each) => ({ name: each.name(), kind: each.byte(), index: each.u32() }));
  for (const { name, kind, index } of exports) {
    if (kind === 1 && table === undefined) table = name;
    else if (kind !== 0) return undefined;
    else {
      const callee = callees[index];
      const type = types[index];
      // It passes on all of its arguments, to a function of its own type.
      if (callee === undefined || callee.type !== type || callee.params !== counts[type]) return undefined;
      slots.set(name, callee.slot);
    }
  }
  return table === undefined ? undefined : { kind: 'shim', table, slots };
}

/** How many parameters each type has; undefined if there is another type than plain functions. */
function paramCounts(types: Reader): number[] | undefined {
  const length = types.u32();
  const counts: number[] = [];
  for (let index = 0; index < length; index++) {
    if (types.byte() !== 0x60) return undefined;
    const params = types.vector((each) => each.byte());
    const results = types.vector((each) => each.byte());
    // Numbers only.
    if (![...params, ...results].every((type) => type >= 0x7c && type <= 0x7f)) return undefined;
    counts.push(params.length);
  }
  return counts;
}

interface Callee {
  readonly params: number;
  readonly slot: number;
  readonly type: number;
}

/** What a function calls that only passes on its arguments. */
function calleeOf(code: Reader): Callee | undefined {
  const size = code.u32();
  const body = new Reader(code.bytes(size));
  if (body.byte() !== 0) return undefined;
  let params = 0;
  let instruction = body.byte();
  for (; instruction === LOCAL_GET; instruction = body.byte()) if (body.u32() !== params++) return undefined;
  if (instruction !== I32_CONST) return undefined;
  const slot = body.s33();
  if (slot < 0 || body.byte() !== CALL_INDIRECT) return undefined;
  const type = body.u32();
  return body.u32() === 0 && body.byte() === END && body.atEnd ? { params, slot, type } : undefined;
}

function fixupsOf(sections: ReadonlyMap<number, Reader>, binary: Uint8Array): Fixups | undefined {
  const imports = coreImports(binary);
  const functions = imports.filter(({ kind }) => kind === 'function');
  const [table, ...others] = imports.filter(({ kind }) => kind === 'table');
  if (table === undefined || others.length > 0 || functions.length + 1 !== imports.length) return undefined;
  const elements = sections.get(ELEMENT_SECTION)!;
  // One segment of plain functions, from 0 on.
  if (elements.u32() !== 1 || elements.u32() !== 0) return undefined;
  if (elements.byte() !== I32_CONST || elements.s33() !== 0 || elements.byte() !== END) return undefined;
  const slots = new Map<number, readonly [string, string]>();
  for (const index of elements.vector((each) => each.u32())) {
    const found = functions[index];
    if (found === undefined) return undefined;
    slots.set(slots.size, [found.module, found.name]);
  }
  return { kind: 'fixups', table: [table.module, table.name], slots };
}
