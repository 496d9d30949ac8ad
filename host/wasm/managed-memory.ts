// Whether a core module can make objects in the engine's garbage-collected heap, and keep as many as it likes.
import { LinkError } from '../trap.ts';
import { skipConstant } from './constant.ts';
import { readLimits, readTypes, readValueType, type Signature } from './core-imports.ts';
import { HEADER_SIZE, isComponent, Reader } from './reader.ts';

const TYPE_SECTION = 1;
const TABLE_SECTION = 4;
const GLOBAL_SECTION = 6;
const TAG_SECTION = 13;

/** The byte before the type of a table whose elements have an initial value. */
const WITH_INITIAL = 0x40;

/** `exnref` in a signature: its short form, and as a heap type (0x69 is −23), nullable or not. */
const EXCEPTION = /\bref:(105|99:-23|100:-23)(?![\d:])/;

/**
 * The most that an exception may carry, in bytes. V8 takes four times as much, and some 100 bytes besides. A stack has room
 * for half a million exceptions (4 MB in a worker, all of it references): with 64 bytes they took 263 MiB at most on Node 20
 * and 26. C++, Rust and `longjmp` have exceptions of 4 or 8 bytes.
 */
const MOST_CARRIED = 64;
const BYTES = new Map([
  ['i32', 4],
  ['f32', 4],
  ['v128', 16],
]);

/** Sections of a component that are binaries. */
const CORE_MODULE = 1;
const COMPONENT = 4;

/** How deep components may be nested. */
const MAX_DEPTH = 100;

/**
 * Whether the module has types of structs or arrays; or could keep more exceptions, which are objects, too, than its stack
 * refers to: in a table, in globals, or each in the next; or large ones. Its other references are to what there is in a
 * bounded number: functions, and what the host gives, which is nothing. A component does so if one of the modules in it does.
 *
 * @param binary a core module or a component; a module is valid
 * @throws LinkError if it has a form that is not known here
 */
export function usesManagedMemory(binary: Uint8Array, depth = 0): boolean {
  if (depth > MAX_DEPTH) throw new LinkError('components are nested too deeply');
  if (!isComponent(binary)) return moduleUses(binary);
  const reader = new Reader(binary, HEADER_SIZE);
  for (const { id, at, end } of reader.sections()) {
    const isBinary = id === CORE_MODULE || id === COMPONENT;
    if (isBinary && usesManagedMemory(binary.subarray(at, end), depth + 1)) return true;
  }
  return false;
}

function moduleUses(binary: Uint8Array): boolean {
  const reader = new Reader(binary, HEADER_SIZE);
  let types: readonly (Signature | undefined)[] = [];
  for (const section of reader.sections()) {
    const content = reader.within(section);
    if (section.id === TYPE_SECTION) {
      types = readTypes(content);
      if (types.includes(undefined)) return true;
    } else if (section.id === TABLE_SECTION) {
      if (content.vector(readTable).some((type) => EXCEPTION.test(type))) return true;
    } else if (section.id === GLOBAL_SECTION) {
      if (content.vector(readGlobal).some((type) => EXCEPTION.test(type))) return true;
    } else if (section.id === TAG_SECTION) {
      const carried = content.vector(readTag).map((type) => types[type] ?? '');
      if (carried.some((signature) => EXCEPTION.test(signature) || bytesOf(signature) > MOST_CARRIED)) return true;
    }
  }
  return false;
}

/** A tag: an attribute, and the index of its type. */
function readTag(reader: Reader): number {
  reader.byte();
  return reader.u32();
}

/** Bytes of the parameters; a reference has eight. */
function bytesOf(signature: Signature): number {
  const params = /^\((.*?)\)/.exec(signature)?.[1] ?? '';
  return params === '' ? 0 : params.split(' ').reduce((sum, type) => sum + (BYTES.get(type) ?? 8), 0);
}

/** A global, with its initial value. @returns its type */
function readGlobal(reader: Reader): string {
  const type = readValueType(reader);
  reader.byte();
  skipConstant(reader);
  return type;
}

/** A table. @returns the type of its elements */
function readTable(reader: Reader): string {
  const hasInitial = reader.binary[reader.at] === WITH_INITIAL;
  if (hasInitial) reader.bytes(2);
  const type = readValueType(reader);
  readLimits(reader);
  if (hasInitial) skipConstant(reader);
  return type;
}
