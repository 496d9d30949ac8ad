// The imports of a core module with their types. Engines tell only names and kinds.
import { createHash } from 'node:crypto';
import { LinkError } from '../trap.ts';
import { HEADER_SIZE, Reader } from './reader.ts';

/**
 * A function's type as a text, `(i32 i64) -> (i32)`. Equal texts mean equal types. Types other than numbers have a form
 * that no host function has.
 */
export type Signature = string;

/** An import of a core module. */
export interface CoreImport {
  readonly module: string;
  readonly name: string;
  readonly kind: 'function' | 'table' | 'memory' | 'global' | 'tag';
  /** A function's. */
  readonly signature: Signature | undefined;
}

/** As engines have had it for long; some take a million now. */
const MOST_IMPORTS = 100_000;

/** How much of a guest's name an error says. */
const SHOWN = 100;

const TYPE_SECTION = 1;
const IMPORT_SECTION = 2;

const NUMBER_TYPES = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
]);

/** Reference types of one byte: WebAssembly 3.0, with exceptions and garbage collection. */
const SHORT_REFERENCES: ReadonlySet<number> = new Set([
  0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x74,
]);

/** The forms of a composite type, and of what may come before one. */
const FUNC = 0x60;
const STRUCT = 0x5f;
const ARRAY = 0x5e;
const SUB = 0x50;
const SUB_FINAL = 0x4f;
const RECURSIVE = 0x4e;

/** Longer ones are told by a hash: a module may have one for each of its imports, and they are sent to workers. */
const LONGEST = 256;

/** The signature of a function that takes and returns these types: `i32`, `i64`, `f32`, `f64`. */
export function signatureOf(params: readonly string[], results: readonly string[]): Signature {
  const text = `(${params.join(' ')}) -> (${results.join(' ')})`;
  if (text.length <= LONGEST) return text;
  return `a function of ${params.length} parameters, ${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * The imports of a core module, in its order.
 *
 * @param binary a valid core module
 * @throws LinkError if it has a form that is not known here
 */
export function coreImports(binary: Uint8Array): CoreImport[] {
  const reader = new Reader(binary, HEADER_SIZE);
  let types: readonly (Signature | undefined)[] = [];
  for (const section of reader.sections()) {
    if (section.id === TYPE_SECTION) types = readTypes(reader.within(section));
    // Types come first: sections have an order.
    if (section.id !== IMPORT_SECTION) continue;
    const imports = reader.within(section).vector((content) => readImport(content, types));
    if (imports.length > MOST_IMPORTS) throw new LinkError(`the module has more than ${MOST_IMPORTS} imports`);
    return imports;
  }
  return [];
}

/**
 * The imports of a core module that the engine has compiled. Linking relies on this reading of the module, so that must agree
 * with the engine's.
 *
 * @throws LinkError if it does not
 */
export function checkedImports(module: WebAssembly.Module, binary: Uint8Array): CoreImport[] {
  const imports = coreImports(binary);
  const read = WebAssembly.Module.imports(module);
  const isSame = ({ module: from, name, kind }: CoreImport, index: number): boolean =>
    read[index]?.module === from && read[index].name === name && read[index].kind === kind;
  if (read.length !== imports.length || !imports.every(isSame)) {
    throw new LinkError("the engine and wasock read the module's imports differently");
  }
  return imports;
}

/** The signatures by type index; undefined for a type that is no function's. */
export function readTypes(reader: Reader): (Signature | undefined)[] {
  return reader.vector(readTypeGroup).flat();
}

/** A group of types, mostly a single one. @returns their signatures; undefined for a type that is no function's */
export function readTypeGroup(reader: Reader): (Signature | undefined)[] {
  if (reader.binary[reader.at] !== RECURSIVE) return [readSubType(reader)];
  reader.byte();
  return reader.vector(readSubType);
}

function readSubType(reader: Reader): Signature | undefined {
  const form = reader.byte();
  if (form !== SUB && form !== SUB_FINAL) return readComposite(reader, form);
  reader.vector((supertype) => supertype.u32());
  return readComposite(reader, reader.byte());
}

function readComposite(reader: Reader, form: number): Signature | undefined {
  switch (form) {
    case FUNC: {
      const params = reader.vector(readValueType);
      return signatureOf(params, reader.vector(readValueType));
    }
    case STRUCT:
      reader.vector(readField);
      return undefined;
    case ARRAY:
      readField(reader);
      return undefined;
    default:
      return reader.fail(`has a type of a form that is not known (${form})`);
  }
}

/** A storage type, which may be packed into 8 or 16 bits, and whether it can be changed. */
function readField(reader: Reader): void {
  const first = reader.binary[reader.at];
  if (first === 0x77 || first === 0x78) reader.byte();
  else readValueType(reader);
  reader.byte();
}

/** A value's type as a text: that of a number, or `ref:` and the bytes of a reference type. */
export function readValueType(reader: Reader): string {
  const type = reader.byte();
  const number = NUMBER_TYPES.get(type);
  if (number !== undefined) return number;
  if (SHORT_REFERENCES.has(type)) return `ref:${type}`;
  // A reference with its heap type, nullable or not.
  if (type === 0x63 || type === 0x64) return `ref:${type}:${reader.s33()}`;
  return reader.fail(`has a value of a type that is not known (${type})`);
}

function readImport(reader: Reader, types: readonly (Signature | undefined)[]): CoreImport {
  const module = reader.name();
  const name = reader.name();
  const { kind, type } = readExternType(reader);
  const signature = kind === 'function' ? types[type] : undefined;
  if (kind === 'function' && signature === undefined) {
    throw new LinkError(`the import '${name.slice(0, SHOWN)}' of '${module.slice(0, SHOWN)}' has no function's type`);
  }
  return { module, name, kind, signature };
}

/** The type of an import or export: its kind, and the index of a function's or tag's type. */
export function readExternType(reader: Reader): { kind: CoreImport['kind']; type: number } {
  const kind = reader.byte();
  switch (kind) {
    case 0:
      return { kind: 'function', type: reader.u32() };
    case 1:
      readValueType(reader);
      readLimits(reader);
      return { kind: 'table', type: NaN };
    case 2:
      readLimits(reader);
      return { kind: 'memory', type: NaN };
    case 3:
      readValueType(reader);
      reader.byte();
      return { kind: 'global', type: NaN };
    case 4:
      reader.byte();
      return { kind: 'tag', type: reader.u32() };
    default:
      return reader.fail(`has an import of a kind that is not known (${kind})`);
  }
}

/** Limits: flags, a minimum, and a maximum if the flags say so. For a memory also the page size, if they say so. */
export function readLimits(reader: Reader): void {
  const flags = reader.byte();
  if (flags > 0x0f) reader.fail(`has limits of a form that is not known (${flags})`);
  reader.u64();
  if ((flags & 1) !== 0) reader.u64();
  if ((flags & 8) !== 0) reader.u32();
}
