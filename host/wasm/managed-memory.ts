// Whether a core module can make objects in the engine's garbage-collected heap, and keep as many as it likes.
import { LinkError } from '../trap.ts';
import { readLimits, readTypes, readValueType, type Signature } from './core-imports.ts';
import { HEADER_SIZE, isComponent, Reader } from './reader.ts';

const TYPE_SECTION = 1;
const TABLE_SECTION = 4;
const TAG_SECTION = 13;

/** The byte before the type of a table whose elements have an initial value. */
const WITH_INITIAL = 0x40;

/** `exnref` in a signature: its short form, and as a heap type (0x69 is −23), nullable or not. */
const EXCEPTION = /\bref:(105|99:-23|100:-23)(?![\d:])/;

/** Sections of a component that are binaries. */
const CORE_MODULE = 1;
const COMPONENT = 4;

/** How deep components may be nested. */
const MAX_DEPTH = 100;

/**
 * Whether the module has types of structs or arrays, or could keep any number of exceptions, which are objects, too: in
 * a table, or each inside the next. Its other references are bounded in number: they are functions, or come from the
 * host, which gives none. For a component, whether one of its modules does.
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
    } else if (section.id === TAG_SECTION) {
      if (content.vector(readTag).some((type) => EXCEPTION.test(types[type] ?? ''))) return true;
    }
  }
  return false;
}

/** A tag: an attribute, and the index of its type. */
function readTag(reader: Reader): number {
  reader.byte();
  return reader.u32();
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

/** The operands of the instructions that a constant consists of; END is the last. */
const END = 0x0b;
const OPERANDS = new Map<number, (reader: Reader) => unknown>([
  [0x23, (reader) => reader.u32()], // global.get
  [0x41, (reader) => reader.u64()], // i32.const
  [0x42, (reader) => reader.u64()], // i64.const
  [0x43, (reader) => reader.bytes(4)], // f32.const
  [0x44, (reader) => reader.bytes(8)], // f64.const
  [0x6a, () => 0], // i32.add, sub, mul
  [0x6b, () => 0],
  [0x6c, () => 0],
  [0x7c, () => 0], // i64.add, sub, mul
  [0x7d, () => 0],
  [0x7e, () => 0],
  [0xd0, (reader) => reader.s33()], // ref.null
  [0xd2, (reader) => reader.u32()], // ref.func
]);

/** An initial value. References to managed objects need a type, or are numbers (ref.i31, which is 0xfb 0x1c). */
function skipConstant(reader: Reader): void {
  for (let opcode = reader.byte(); opcode !== END; opcode = reader.byte()) {
    const skip = OPERANDS.get(opcode);
    if (skip !== undefined) skip(reader);
    else if (opcode === 0xfb) reader.u32();
    else reader.fail(`has a constant of a form that is not known (${opcode})`);
  }
}
