// The binary of a component as definitions. What is not known here is refused, by name and position, and never guessed.
// Reference: design/mvp/Binary.md of the component model.
import { LinkError } from '../trap.ts';
import { checkCoreNames } from '../wasm/core-names.ts';
import { readExternType, readTypeGroup } from '../wasm/core-imports.ts';
import { checkName } from '../wasm/plain-name.ts';
import { HEADER_SIZE, isComponent, Reader } from '../wasm/reader.ts';
import { readCanonical } from './decode-canonical.ts';
import { membersOf, readTypeExpression } from './decode-types.ts';
import type {
  Alias,
  ComponentBinary,
  DecodedComponent,
  CoreInstanceExpression,
  CoreSort,
  Declaration,
  Definition,
  Description,
  InstanceExpression,
  Named,
  Sort,
  SortIndex,
} from './definitions.ts';

/** How deep components and types may lie in each other. */
const MOST_DEPTH = 100;

/** How many definitions and declarations a component has at most, with those inside it. */
const MOST_DEFINITIONS = 200_000;

/** So many members of a type count as one definition. */
const MEMBERS = 4;

/** How many core modules it has at most: engines keep some kilobytes of each, and system resources. */
const MOST_MODULES = 1000;

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

/** The magic number, the version 13, and the layer of components. */
const HEADER = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];

/** @throws LinkError if it is no component, or has a form that is not known here */
export function decodeComponent(binary: Uint8Array): DecodedComponent {
  if (!isComponent(binary) || !HEADER.every((byte, at) => binary[at] === byte))
    throw new LinkError('it is no component');
  const cores: Uint8Array[] = [];
  const decoder = new Decoder({ definitions: MOST_DEFINITIONS, cores }, 0);
  return { component: decoder.component(new Reader(binary, HEADER_SIZE)), cores };
}

/** What the decoders of one component share. */
interface Shared {
  /** How many definitions there may still be. */
  definitions: number;
  /** The core modules so far. */
  readonly cores: Uint8Array[];
}

/** Reads one component, or the type of one. */
class Decoder {
  readonly #shared: Shared;
  readonly #depth: number;

  constructor(shared: Shared, depth: number) {
    this.#shared = shared;
    this.#depth = depth;
  }

  component(reader: Reader): ComponentBinary {
    const definitions: Definition[] = [];
    for (const section of reader.sections()) {
      for (const definition of this.#section(section.id, reader.within(section))) definitions.push(definition);
    }
    return { definitions };
  }

  #deeper(reader: Reader): Decoder {
    if (this.#depth === MOST_DEPTH) reader.fail('has components or types that lie too deep in others');
    return new Decoder(this.#shared, this.#depth + 1);
  }

  #count(reader: Reader, definitions = 1): void {
    this.#shared.definitions -= definitions;
    if (this.#shared.definitions < 0) reader.fail(`has more than ${MOST_DEFINITIONS} definitions`);
  }

  /** Definitions of one kind, each counted. */
  #all<T>(reader: Reader, read: (reader: Reader, at: number) => T): T[] {
    return reader.vector(() => {
      this.#count(reader);
      return read(reader, reader.at);
    });
  }

  #section(id: number, reader: Reader): Definition[] {
    switch (id) {
      case SECTION.custom:
        return [];
      case SECTION.coreModule: {
        const { at } = reader;
        if (this.#shared.cores.length === MOST_MODULES) reader.fail(`has more than ${MOST_MODULES} core modules`);
        const binary = reader.bytes(reader.end - at);
        checkCoreNames(new Reader(binary));
        return [{ kind: 'core module', at, number: this.#shared.cores.push(binary) - 1 }];
      }
      case SECTION.component: {
        const { at } = reader;
        if (!isComponent(reader.bytes(HEADER_SIZE))) reader.fail('has a component that is none');
        return [{ kind: 'component', at, component: this.#deeper(reader).component(reader) }];
      }
      case SECTION.coreInstance:
        return this.#all(reader, (_, at) => ({ kind: 'core instance', at, instance: readCoreInstance(reader) }));
      case SECTION.coreType:
        return this.#all(reader, (_, at) => (skipCoreType(reader), { kind: 'core type', at }));
      case SECTION.instance:
        return this.#all(reader, (_, at) => ({ kind: 'instance', at, instance: readInstance(reader) }));
      case SECTION.alias:
        return this.#all(reader, (_, at) => ({ kind: 'alias', at, alias: readAlias(reader) }));
      case SECTION.type:
        return this.#all(reader, (_, at) => ({ kind: 'type', at, type: this.#type(reader) }));
      case SECTION.canonical:
        return this.#all(reader, (_, at) => ({ kind: 'canonical', at, canonical: readCanonical(reader) }));
      case SECTION.start:
        return reader.fail('has a start function, which takes values: no runtime supports those');
      case SECTION.import:
        return this.#all(reader, (_, at) => ({
          kind: 'import',
          at,
          name: readExternName(reader),
          described: readDescription(reader),
        }));
      case SECTION.export:
        return this.#all(reader, (_, at) => readExport(reader, at));
      default:
        return reader.fail(`has a section that is not known (${id})`);
    }
  }

  #type(reader: Reader) {
    const type = readTypeExpression(reader, () => this.#deeper(reader).#declarations(reader));
    this.#count(reader, Math.floor(membersOf(type) / MEMBERS));
    return type;
  }

  #declarations(reader: Reader): Declaration[] {
    return this.#all(reader, (_, at): Declaration => {
      const form = reader.byte();
      switch (form) {
        case 0x00:
          skipCoreType(reader);
          return { kind: 'core type', at };
        case 0x01:
          return { kind: 'type', at, type: this.#type(reader) };
        case 0x02:
          return { kind: 'alias', at, alias: readAlias(reader) };
        case 0x03:
        case 0x04: {
          const name = readExternName(reader);
          return { kind: form === 0x03 ? 'import' : 'export', at, name, described: readDescription(reader) };
        }
        default:
          return reader.fail(`has a declaration of a form that is not known (${form})`);
      }
    });
  }
}

/** The name of an import or an export: plain, of an interface, or with a version. */
function readExternName(reader: Reader): string {
  const form = reader.byte();
  if (form > 1) reader.fail(`has a name of a form that is not known (${form})`);
  return checkName(reader.name());
}

function readDescription(reader: Reader): Description {
  const kind = reader.byte();
  switch (kind) {
    case 0x00:
      if (reader.byte() !== 0x11) reader.fail('has a core import that is no module');
      reader.u32();
      return { kind: 'core module' };
    case 0x01:
      return { kind: 'function', type: reader.u32() };
    case 0x03: {
      const bound = reader.byte();
      if (bound > 1) reader.fail(`has a type's bound that is not known (${bound})`);
      return bound === 1 ? { kind: 'resource' } : { kind: 'equal type', type: reader.u32() };
    }
    case 0x04:
      return { kind: 'component', type: reader.u32() };
    case 0x05:
      return { kind: 'instance', type: reader.u32() };
    default:
      // 2 is a value, which no runtime supports.
      return reader.fail(`has an import or export of a kind that is not known (${kind})`);
  }
}

function readExport(reader: Reader, at: number): Definition {
  const name = readExternName(reader);
  const value = readSortIndex(reader);
  const isDescribed = reader.byte();
  if (isDescribed > 1) reader.fail(`has an export of a form that is not known (${isDescribed})`);
  return { kind: 'export', at, name, value, described: isDescribed === 1 ? readDescription(reader) : undefined };
}

const SORTS = new Map<number, Sort>([
  [0x01, 'function'],
  [0x03, 'type'],
  [0x04, 'component'],
  [0x05, 'instance'],
]);

const CORE_SORTS = new Map<number, CoreSort>([
  [0x00, 'core function'],
  [0x01, 'core table'],
  [0x02, 'core memory'],
  [0x03, 'core global'],
  [0x10, 'core type'],
  [0x11, 'core module'],
  [0x12, 'core instance'],
]);

function readSort(reader: Reader): Sort {
  const sort = reader.byte();
  if (sort === 0) return readCoreSort(reader);
  return SORTS.get(sort) ?? reader.fail(`has a sort that is not known (${sort})`);
}

function readCoreSort(reader: Reader): CoreSort {
  const sort = reader.byte();
  return CORE_SORTS.get(sort) ?? reader.fail(`has a core sort that is not known (${sort})`);
}

function readSortIndex(reader: Reader): SortIndex {
  return { sort: readSort(reader), index: reader.u32() };
}

function readCoreInstance(reader: Reader): CoreInstanceExpression {
  const form = reader.byte();
  if (form === 0x00) {
    const module = reader.u32();
    const args = reader.vector((): Named<number> => {
      const name = checkName(reader.name());
      if (reader.byte() !== 0x12) reader.fail('gives a core module something else than an instance');
      return { name, value: reader.u32() };
    });
    return { kind: 'instantiate', module, args };
  }
  if (form !== 0x01) reader.fail(`has a core instance of a form that is not known (${form})`);
  const exports = reader.vector((): Named => {
    const name = checkName(reader.name());
    return { name, value: { sort: readCoreSort(reader), index: reader.u32() } };
  });
  return { kind: 'exports', exports };
}

function readInstance(reader: Reader): InstanceExpression {
  const form = reader.byte();
  if (form === 0x00) {
    const component = reader.u32();
    const args = reader.vector((): Named => ({ name: checkName(reader.name()), value: readSortIndex(reader) }));
    return { kind: 'instantiate', component, args };
  }
  if (form !== 0x01) reader.fail(`has an instance of a form that is not known (${form})`);
  const exports = reader.vector((): Named => ({ name: readExternName(reader), value: readSortIndex(reader) }));
  return { kind: 'exports', exports };
}

function readAlias(reader: Reader): Alias {
  const sort = readSort(reader);
  const target = reader.byte();
  const from = reader.u32();
  switch (target) {
    case 0x00:
      return { kind: 'export', sort, instance: from, name: checkName(reader.name()) };
    case 0x01:
      return { kind: 'core export', sort, instance: from, name: checkName(reader.name()) };
    case 0x02:
      return { kind: 'outer', sort, levels: from, index: reader.u32() };
    default:
      return reader.fail(`has an alias of a form that is not known (${target})`);
  }
}

/** A core type: a module's, which has names, or a function's. Modules are not imported, so nobody asks for it. */
function skipCoreType(reader: Reader): void {
  if (reader.binary[reader.at] !== 0x50) return void readTypeGroup(reader);
  reader.byte();
  reader.vector((declaration) => {
    const kind = declaration.byte();
    switch (kind) {
      case 0x00:
        checkName(declaration.name());
        checkName(declaration.name());
        return void readExternType(declaration);
      case 0x01:
        return void readTypeGroup(declaration);
      case 0x02:
        // An alias of an outer type: what sort, which form, how far out, which one.
        declaration.byte();
        declaration.byte();
        declaration.u32();
        return void declaration.u32();
      case 0x03:
        checkName(declaration.name());
        return void readExternType(declaration);
      default:
        return declaration.fail(`has a declaration of a form that is not known (${kind})`);
    }
  });
}
