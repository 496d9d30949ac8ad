// Checks the names in a component. A tool that generates code for a component writes the names into the code, so a name
// with a quote in it could become code. A component with such a name is refused as a whole. The walk knows every place
// where a name can be, and refuses every form that it does not know. Reference: design/mvp/Binary.md of the component
// model.
import { LinkError } from '../trap.ts';
import { readExternType, readTypeGroup } from './core-imports.ts';
import { checkCoreNames } from './core-names.ts';
import { ownedBy, ownedLength, ownResource, readDefinedValueType, readFunctionType } from './component-types.ts';
import { checkName } from './plain-name.ts';
import { HEADER_SIZE, isComponent, Reader } from './reader.ts';

/** An import of a component from outside. */
export interface ComponentImport {
  readonly name: string;
  /** `type` is a name for another type. A resource from outside is `other`. */
  readonly kind: 'instance' | 'function' | 'type' | 'other';
  /** The functions of an instance, `[method]socket.bind`, and their types as component-types.ts has them. */
  readonly functions: ReadonlyMap<string, string>;
}

/** How deep components, and types, may be nested. */
const MAX_DEPTH = 100;

/** Larger ones no toolchain makes: the texts of all types together, and of each use of one. Characters. */
const MAX_TEXTS = 1 << 23;

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

/** What is known of a type. Of what lies outside nothing is. */
interface Type {
  /** Of a value's, a function's, or a resource. */
  readonly text?: string;
  /** Of an instance's. */
  readonly instance?: InstanceType;
}

/** What an instance exports. */
interface InstanceType {
  /** Texts of types. */
  readonly functions: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, Type>;
}

const UNKNOWN: Type = {};

/** What an import or an export is described as. */
interface Extern extends Type {
  readonly kind: ComponentImport['kind'];
}

/**
 * Checks every name in a component, in the components in it, and in the core modules in those.
 *
 * @param binary a component; it need not be valid
 * @returns what it imports
 * @throws LinkError for a name with a character that no name has, or a form that is not known here
 */
export function checkComponentNames(binary: Uint8Array): ComponentImport[] {
  if (!isComponent(binary)) throw new LinkError('it is no component');
  return new Walk().component(new Reader(binary, HEADER_SIZE));
}

/** The walk through one component, or through a component's type. */
class Walk {
  readonly #outer: Walk | undefined;
  readonly #depth: number;
  readonly #imports: ComponentImport[] = [];
  /** By type index. */
  readonly #types: Type[] = [];
  /** By instance index. */
  readonly #instances: (InstanceType | undefined)[] = [];
  /** Of texts, the characters that are left: each use of a type copies its text. */
  readonly #room: { characters: number };
  readonly #textOf = (index: number): string => this.#spend(this.#types[index]?.text ?? 'unknown');

  /** @param outer that of the component that this lies in */
  constructor(outer?: Walk) {
    this.#outer = outer;
    this.#depth = outer === undefined ? 0 : outer.#depth + 1;
    this.#room = outer === undefined ? { characters: MAX_TEXTS } : outer.#room;
    if (this.#depth > MAX_DEPTH) throw new LinkError('the component lies too deep in itself');
  }

  component(reader: Reader): ComponentImport[] {
    for (const section of reader.sections()) this.#section(section.id, reader.within(section));
    return this.#imports;
  }

  #spend(text: string, length = text.length): string {
    this.#room.characters -= length;
    if (this.#room.characters < 0) throw new LinkError('the types of the component are larger than any');
    return text;
  }

  #section(id: number, reader: Reader): void {
    switch (id) {
      case SECTION.custom:
        // Name and content are for tools.
        return;
      case SECTION.coreModule:
        return checkCoreNames(reader);
      case SECTION.component: {
        const nested = reader.bytes(reader.end - reader.at);
        void new Walk(this).component(new Reader(nested, HEADER_SIZE));
        return;
      }
      case SECTION.coreInstance:
        return void reader.vector(readCoreInstance);
      case SECTION.coreType:
        return void reader.vector((type) => this.#coreType(type));
      case SECTION.instance:
        return void reader.vector((instance) => {
          readInstance(instance);
          this.#instances.push(undefined);
        });
      case SECTION.alias:
        return void reader.vector((alias) => this.#alias(alias));
      case SECTION.type:
        return void reader.vector((type) => this.#types.push(this.#type(type)));
      case SECTION.canonical:
        return void reader.vector(checkCanonical);
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
    const { kind, instance } = this.#externDescription(reader, name);
    // What is imported deeper inside, what lies around it gives.
    if (kind === 'instance' && instance === undefined && this.#depth === 0) {
      throw new LinkError(`what the component imports as '${name}' is of a type that is not known here`);
    }
    this.#imports.push({ name, kind, functions: instance?.functions ?? new Map() });
  }

  #export(reader: Reader): void {
    const name = readExternName(reader);
    // What is made of the component would be an object that a promise takes for another promise, and calls.
    if (this.#depth === 0 && /(^|\/)then(@|$)/.test(name)) {
      throw new LinkError(`the component exports '${name}', which no component may`);
    }
    const sort = readSort(reader);
    const index = reader.u32();
    if (sort === 'type') this.#types.push(this.#types[index] ?? UNKNOWN);
    if (sort === 'instance') this.#instances.push(this.#instances[index]);
    // An explicit type of what is exported.
    if (reader.byte() === 1) this.#externDescription(reader);
  }

  #alias(reader: Reader): void {
    const sort = readSort(reader);
    const target = reader.byte();
    const from = reader.u32();
    let type: Type | undefined;
    // Of an instance by name, of a core instance by name, of an outer component by index; 0 levels out is this one.
    if (target === 0 || target === 1) {
      const name = checkName(reader.name());
      if (target === 0) type = this.#instances[from]?.types.get(name);
    } else if (target === 2) {
      type = this.#outerType(from, reader.u32());
    } else {
      reader.fail(`has an alias of a form that is not known (${target})`);
    }
    if (sort === 'type') this.#types.push(type ?? UNKNOWN);
    if (sort === 'instance') this.#instances.push(undefined);
  }

  /** @param levels how far out the component lies that has the type */
  #outerType(levels: number, index: number): Type | undefined {
    if (levels === 0) return this.#types[index];
    const outer = this.#outer;
    return outer === undefined || levels > MAX_DEPTH ? undefined : outer.#outerType(levels - 1, index);
  }

  /** @param name that what is described has from here on: what is new has one more index */
  #externDescription(reader: Reader, name?: string): Extern {
    const kind = reader.byte();
    switch (kind) {
      case 0:
        if (reader.byte() !== 0x11) reader.fail('has a core import that is no module');
        reader.u32();
        return { kind: 'other' };
      case 1:
        return { kind: 'function', text: this.#textOf(reader.u32()) };
      case 3:
        return this.#typeBound(reader, name);
      case 4:
        reader.u32();
        return { kind: 'other' };
      case 5: {
        const type = this.#types[reader.u32()]?.instance;
        const instance =
          type === undefined || name === undefined ? undefined : this.#named(type, name.replace(/@.*$/, ''));
        if (name !== undefined) this.#instances.push(instance);
        return instance === undefined ? { kind: 'instance' } : { kind: 'instance', instance };
      }
      default:
        // 2 is a value, which no runtime supports.
        return reader.fail(`has an import or export of a kind that is not known (${kind})`);
    }
  }

  /** The type of an instance that has a name: its resources are told by it. @param owner without a version */
  #named({ functions, types }: InstanceType, owner: string): InstanceType {
    const owned = (text: string): string => ownedBy(owner, this.#spend(text, ownedLength(owner, text)));
    return {
      functions: new Map(Array.from(functions, ([name, text]) => [name, owned(text)])),
      types: new Map(
        Array.from(types, ([name, type]) => [name, type.text === undefined ? type : { text: owned(type.text) }]),
      ),
    };
  }

  /** A type that equals another, or a new resource. */
  #typeBound(reader: Reader, name: string | undefined): Extern {
    const isResource = reader.byte() === 1;
    const type = isResource ? { text: ownResource(name ?? '') } : (this.#types[reader.u32()] ?? UNKNOWN);
    if (name !== undefined) this.#types.push(type);
    return { ...type, kind: isResource ? 'other' : 'type' };
  }

  /** A defined type. */
  #type(reader: Reader): Type {
    const form = reader.byte();
    switch (form) {
      case 0x41:
        new Walk(this).#declarations(reader);
        return UNKNOWN;
      case 0x42:
        return { instance: new Walk(this).#declarations(reader) };
      case 0x40:
        return { text: readFunctionType(reader, this.#textOf) };
      case 0x43:
        return { text: `async ${readFunctionType(reader, this.#textOf)}` };
      case 0x3f:
        // A resource of the component's own: its representation, and a destructor if it has one.
        reader.byte();
        if (reader.byte() === 1) reader.u32();
        return UNKNOWN;
      default:
        return { text: readDefinedValueType(reader, form, this.#textOf) };
    }
  }

  /** What a component's or an instance's type declares. @returns what it exports */
  #declarations(reader: Reader): InstanceType {
    const functions = new Map<string, string>();
    const types = new Map<string, Type>();
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
          const { kind, ...type } = this.#externDescription(reader, name);
          if (kind === 'function') functions.set(name, type.text ?? 'unknown');
          if (kind === 'type' || kind === 'other') types.set(name, type);
          return;
        }
        default:
          return reader.fail(`has a declaration of a form that is not known (${form})`);
      }
    });
    return { functions, types };
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

/** A sort, of which types and instances matter here. */
function readSort(reader: Reader): 'type' | 'instance' | 'other' {
  const sort = reader.byte();
  if (sort > 5) reader.fail(`has a sort that is not known (${sort})`);
  if (sort === 0) reader.byte();
  return sort === 3 ? 'type' : sort === 5 ? 'instance' : 'other';
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

/**
 * A canonical definition: a function lifted or lowered, or what a resource needs. What WASI 0.3 is made of, functions that
 * return before they are done, threads and tasks, would go on after the guest's end.
 */
function checkCanonical(reader: Reader): void {
  const form = reader.byte();
  switch (form) {
    case 0x00:
    case 0x01:
      if (reader.byte() !== 0) reader.fail('has a canonical definition of a form that is not known');
      reader.u32();
      reader.vector(checkCanonicalOption);
      if (form === 0x00) reader.u32();
      return;
    case 0x02:
    case 0x03:
    case 0x04:
      return void reader.u32();
    default:
      throw new LinkError(
        `the component uses asynchronous functions, which are not supported (canonical form ${form})`,
      );
  }
}

function checkCanonicalOption(reader: Reader): void {
  const option = reader.byte();
  // The encoding of strings has no argument; memory, realloc and post-return have the index of one.
  if (option <= 0x02) return;
  if (option > 0x05) {
    throw new LinkError(
      `the component uses asynchronous functions, which are not supported (canonical option ${option})`,
    );
  }
  reader.u32();
}
