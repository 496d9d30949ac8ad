// The names in a component. What generates code of a component writes them into it, so that a name with a quote in it is
// code: a component with names other than those that there are is refused as a whole. The walk knows every place where a
// name can stand; what it does not know, it refuses. Reference: design/mvp/Binary.md of the component model.
import { LinkError } from '../trap.ts';
import { readExternType, readTypeGroup } from './core-imports.ts';
import { HEADER_SIZE, isComponent, Reader } from './reader.ts';

/** What a component imports from its outside, at the top. */
export interface ComponentImport {
  readonly name: string;
  /** `type` is a name for another type; a resource of the outside is `other`. */
  readonly kind: 'instance' | 'function' | 'type' | 'other';
  /** The functions of an instance: `[method]socket.bind`. */
  readonly functions: readonly string[];
}

/** How deep components may lie in each other, and types in types. */
const MAX_DEPTH = 100;

/**
 * What names have in them: letters and digits, and what the component model, C++, Rust, Go and AssemblyScript add. No quote,
 * no backslash, no backtick, no brace, no `*` (which could end a comment), nothing that starts a new line.
 */
const PLAIN = /^[\w .,:;/@#$%<>()[\]|~!?^&=+-]*$/;

/** Longer ones are a waste of the host's memory. Characters. */
const MAX_NAME = 4096;

/** Sections of a component. */
const SECTION = {
  custom: 0,
  coreModule: 1,
  coreInstance: 2,
  coreType: 3,
  component: 4,
  instance: 5,
  alias: 6,
  type: 7,
  canonical: 8,
  start: 9,
  import: 10,
  export: 11,
} as const;

/** Sections of a core module that have names. */
const CORE_IMPORT = 2;
const CORE_EXPORT = 7;

/** What is known of a type: the functions of an instance's; undefined of others, and of what lies outside. */
type Type = readonly string[] | undefined;

/**
 * Checks every name in a component, in the components in it, and in the core modules in those.
 *
 * @param binary a component; it need not be valid
 * @returns what it imports
 * @throws LinkError for a name with a character that no name has, or a form that is not known here
 */
export function checkComponentNames(binary: Uint8Array): ComponentImport[] {
  if (!isComponent(binary)) throw new LinkError('it is no component');
  return new Walk(0).component(new Reader(binary, HEADER_SIZE));
}

/** Whether a name has characters of names only. */
export function isPlainName(name: string): boolean {
  return name.length <= MAX_NAME && PLAIN.test(name) && name !== '__proto__';
}

function checkName(name: string): string {
  if (isPlainName(name)) return name;
  throw new LinkError(`${JSON.stringify(name.slice(0, 100))} is not a name that a component may have`);
}

/** The walk through one component, or through the type of one. */
class Walk {
  readonly #depth: number;
  readonly #imports: ComponentImport[] = [];
  /** By type index. */
  readonly #types: Type[] = [];

  constructor(depth: number) {
    if (depth > MAX_DEPTH) throw new LinkError('the component lies too deep in itself');
    this.#depth = depth;
  }

  component(reader: Reader): ComponentImport[] {
    for (const section of reader.sections()) this.#section(section.id, reader.within(section));
    return this.#imports;
  }

  #section(id: number, reader: Reader): void {
    switch (id) {
      case SECTION.custom:
        // Its name is for tools; its content is theirs.
        return;
      case SECTION.coreModule:
        return checkCoreNames(reader);
      case SECTION.component: {
        const nested = reader.bytes(reader.end - reader.at);
        void new Walk(this.#depth + 1).component(new Reader(nested, HEADER_SIZE));
        return;
      }
      case SECTION.coreInstance:
        return void reader.vector(readCoreInstance);
      case SECTION.coreType:
        return void reader.vector((type) => this.#coreType(type));
      case SECTION.instance:
        return void reader.vector(readInstance);
      case SECTION.alias:
        return void reader.vector((alias) => this.#alias(alias));
      case SECTION.type:
        return void reader.vector((type) => this.#types.push(this.#type(type)));
      case SECTION.canonical:
      case SECTION.start:
        // No names.
        return;
      case SECTION.import:
        return void reader.vector((found) => this.#import(found));
      case SECTION.export:
        return void reader.vector((found) => this.#export(found));
      default:
        reader.fail(`has a section that is not known (${id})`);
    }
  }

  #import(reader: Reader): void {
    const name = readExternName(reader);
    const { kind, functions } = this.#externDescription(reader);
    // What is imported deeper inside, what lies around it gives.
    if (functions === undefined && this.#depth === 0) {
      throw new LinkError(`what the component imports as '${name}' is of a type that is not known here`);
    }
    this.#imports.push({ name, kind, functions: functions ?? [] });
  }

  #export(reader: Reader): void {
    readExternName(reader);
    const isType = readSort(reader) === 'type';
    const index = reader.u32();
    if (isType) this.#types.push(this.#types[index]);
    // An explicit type of what is exported.
    if (reader.byte() === 1) this.#externDescription(reader, false);
  }

  #alias(reader: Reader): void {
    const isType = readSort(reader) === 'type';
    const target = reader.byte();
    const from = reader.u32();
    let type: Type;
    // Of an instance by name, of a core instance by name, of an outer component by index; 0 levels out is this one.
    if (target === 0 || target === 1) {
      checkName(reader.name());
    } else if (target === 2) {
      const index = reader.u32();
      if (from === 0) type = this.#types[index];
    } else {
      reader.fail(`has an alias of a form that is not known (${target})`);
    }
    if (isType) this.#types.push(type);
  }

  /** @param isNew whether a type here is one more type */
  #externDescription(reader: Reader, isNew = true): { kind: ComponentImport['kind']; functions: Type } {
    const kind = reader.byte();
    switch (kind) {
      case 0:
        if (reader.byte() !== 0x11) reader.fail('has a core import that is no module');
        reader.u32();
        return { kind: 'other', functions: [] };
      case 1:
        reader.u32();
        return { kind: 'function', functions: [] };
      case 3:
        return this.#typeBound(reader, isNew);
      case 4:
        reader.u32();
        return { kind: 'other', functions: [] };
      case 5:
        return { kind: 'instance', functions: this.#types[reader.u32()] };
      default:
        // 2 is a value, which no runtime has.
        return reader.fail(`has an import or export of a kind that is not known (${kind})`);
    }
  }

  /** A type that equals another, or a new resource. */
  #typeBound(reader: Reader, isNew: boolean): { kind: ComponentImport['kind']; functions: Type } {
    const isResource = reader.byte() === 1;
    const type = isResource ? undefined : this.#types[reader.u32()];
    if (isNew) this.#types.push(type);
    return { kind: isResource ? 'other' : 'type', functions: [] };
  }

  /** A defined type. */
  #type(reader: Reader): Type {
    const form = reader.byte();
    switch (form) {
      case 0x41:
        new Walk(this.#depth + 1).#declarations(reader);
        return undefined;
      case 0x42:
        return new Walk(this.#depth + 1).#declarations(reader);
      case 0x40:
      case 0x43:
        readFunctionType(reader);
        return undefined;
      case 0x3f:
        // A resource: its representation, and a destructor if it has one.
        reader.byte();
        if (reader.byte() === 1) reader.u32();
        return undefined;
      default:
        readDefinedValueType(reader, form);
        return undefined;
    }
  }

  /** What a component's or an instance's type declares. @returns the functions that it exports */
  #declarations(reader: Reader): string[] {
    const functions: string[] = [];
    reader.vector(() => {
      const form = reader.byte();
      switch (form) {
        case 0:
          return this.#coreType(reader);
        case 1:
          return void this.#types.push(this.#type(reader));
        case 2:
          return this.#alias(reader);
        case 3:
          return this.#import(reader);
        case 4: {
          const name = readExternName(reader);
          if (this.#externDescription(reader).kind === 'function') functions.push(name);
          return;
        }
        default:
          return reader.fail(`has a declaration of a form that is not known (${form})`);
      }
    });
    return functions;
  }

  /** A core type: a module's, which has names, or a function's. */
  #coreType(reader: Reader): void {
    if (reader.binary[reader.at] !== 0x50) return void readTypeGroup(reader);
    reader.byte();
    reader.vector((declaration) => {
      const kind = declaration.byte();
      switch (kind) {
        case 0:
          checkName(declaration.name());
          checkName(declaration.name());
          return void readExternType(declaration);
        case 1:
          return void readTypeGroup(declaration);
        case 2:
          // An alias of an outer type: what sort, which form, how far out, which one.
          declaration.byte();
          declaration.byte();
          declaration.u32();
          return void declaration.u32();
        case 3:
          checkName(declaration.name());
          return void readExternType(declaration);
        default:
          return declaration.fail(`has a declaration of a form that is not known (${kind})`);
      }
    });
  }
}

/** The name of an import or export: plain, of an interface, or with the suffix of a version. */
function readExternName(reader: Reader): string {
  const form = reader.byte();
  if (form > 1) reader.fail(`has a name of a form that is not known (${form})`);
  return checkName(reader.name());
}

/** A sort, of which only types matter here. */
function readSort(reader: Reader): 'type' | 'other' {
  const sort = reader.byte();
  if (sort > 5) reader.fail(`has a sort that is not known (${sort})`);
  if (sort === 0) reader.byte();
  return sort === 3 ? 'type' : 'other';
}

function readCoreInstance(reader: Reader): void {
  const form = reader.byte();
  if (form > 1) reader.fail(`has a core instance of a form that is not known (${form})`);
  if (form === 0) reader.u32();
  reader.vector(() => {
    checkName(reader.name());
    reader.byte();
    reader.u32();
  });
}

function readInstance(reader: Reader): void {
  const form = reader.byte();
  if (form > 1) reader.fail(`has an instance of a form that is not known (${form})`);
  if (form === 0) {
    reader.u32();
    reader.vector(() => {
      checkName(reader.name());
      readSort(reader);
      reader.u32();
    });
  } else {
    reader.vector(() => {
      readExternName(reader);
      readSort(reader);
      reader.u32();
    });
  }
}

/** Parameters with their names, and at most one result, which has none. */
function readFunctionType(reader: Reader): void {
  reader.vector(readLabelled);
  const form = reader.byte();
  if (form === 0) return readValueType(reader);
  if (form !== 1) reader.fail(`has results of a form that is not known (${form})`);
  reader.vector(readLabelled);
}

function readLabelled(reader: Reader): void {
  checkName(reader.name());
  readValueType(reader);
}

/** A primitive type or the index of another: a number of 33 bits that is negative for the primitive ones. */
function readValueType(reader: Reader): void {
  reader.s33();
}

function readOptional(reader: Reader, read: (reader: Reader) => void): void {
  if (reader.byte() === 1) read(reader);
}

/** A value's type that is defined: all but the primitive ones. @param form its first byte */
function readDefinedValueType(reader: Reader, form: number): void {
  // bool to string, and the error context.
  if ((form >= 0x73 && form <= 0x7f) || form === 0x64) return;
  switch (form) {
    case 0x72:
      return void reader.vector(readLabelled);
    case 0x71:
      return void reader.vector(() => {
        checkName(reader.name());
        readOptional(reader, readValueType);
        // What a case refines, once.
        readOptional(reader, (refined) => refined.u32());
      });
    case 0x70:
    case 0x6b:
      return readValueType(reader);
    case 0x67:
      readValueType(reader);
      return void reader.u32();
    case 0x6f:
      return void reader.vector(readValueType);
    case 0x6e:
    case 0x6d:
      return void reader.vector((label) => checkName(label.name()));
    case 0x6a:
      readOptional(reader, readValueType);
      return readOptional(reader, readValueType);
    case 0x69:
    case 0x68:
      return void reader.u32();
    case 0x66:
    case 0x65:
      return readOptional(reader, readValueType);
    default:
      reader.fail(`has a type of a form that is not known (${form})`);
  }
}

/** The imports and exports of a core module. */
function checkCoreNames(module: Reader): void {
  module.bytes(HEADER_SIZE);
  for (const section of module.sections()) {
    const reader = module.within(section);
    if (section.id === CORE_IMPORT) {
      reader.vector(() => {
        checkName(reader.name());
        checkName(reader.name());
        readExternType(reader);
      });
    } else if (section.id === CORE_EXPORT) {
      reader.vector(() => {
        checkName(reader.name());
        reader.byte();
        reader.u32();
      });
    }
  }
}
