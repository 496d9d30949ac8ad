import type { Primitive } from '../abi/types.ts';
import { LinkError } from '../trap.ts';
import { checkLabel } from '../wasm/plain-name.ts';
import type { Reader } from '../wasm/reader.ts';
import type { Declaration, Labelled, TypeExpression, ValueReference } from './definitions.ts';

/** By their numbers: bool is −1, or the byte 0x7f, and so on. */
const PRIMITIVES: readonly Primitive[] = [
  'bool',
  's8',
  'u8',
  's16',
  'u16',
  's32',
  'u32',
  's64',
  'u64',
  'f32',
  'f64',
  'char',
  'string',
];

/** How many fields, cases, items, flags or parameters a type has at most. */
const MOST_MEMBERS = 10_000;

/** A type that a component defines. @param declarations reads those of a component's or an instance's type */
export function readTypeExpression(reader: Reader, declarations: () => Declaration[]): TypeExpression {
  const form = reader.byte();
  switch (form) {
    case 0x72:
      return { kind: 'record', fields: someOf(reader, 'fields', readLabelled(reader)) };
    case 0x71:
      return {
        kind: 'variant',
        cases: distinct(reader, someOf(reader, 'cases', reader.vector(readCase, MOST_MEMBERS))),
      };
    case 0x70:
      return { kind: 'list', element: readValueReference(reader) };
    case 0x6f:
      return { kind: 'tuple', items: someOf(reader, 'items', reader.vector(readValueReference, MOST_MEMBERS)) };
    case 0x6e:
      return { kind: 'flags', names: readNames(reader, 'flags', MOST_FLAGS) };
    case 0x6d:
      return { kind: 'enum', names: readNames(reader, 'cases') };
    case 0x6b:
      return { kind: 'option', some: readValueReference(reader) };
    case 0x6a:
      return { kind: 'result', ok: readOptional(reader), error: readOptional(reader) };
    case 0x69:
      return { kind: 'own', resource: reader.u32() };
    case 0x68:
      return { kind: 'borrow', resource: reader.u32() };
    case 0x40: {
      const params = readLabelled(reader);
      return { kind: 'function', params, result: readResult(reader) };
    }
    case 0x41:
      return { kind: 'component type', declarations: declarations() };
    case 0x42:
      return { kind: 'instance type', declarations: declarations() };
    case 0x3f: {
      if (reader.byte() !== 0x7f) reader.fail('has a resource whose representation is no i32');
      const has = reader.byte();
      if (has > 1) reader.fail(`has a resource of a form that is not known (${has})`);
      return { kind: 'resource', destructor: has === 1 ? reader.u32() : undefined };
    }
    default:
      return { kind: 'primitive', type: primitive(reader, form - 0x80) };
  }
}

/** How many fields, cases, items, flags or parameters a type has. */
export function membersOf(type: TypeExpression): number {
  switch (type.kind) {
    case 'record':
      return type.fields.length;
    case 'variant':
      return type.cases.length;
    case 'tuple':
      return type.items.length;
    case 'flags':
    case 'enum':
      return type.names.length;
    case 'function':
      return type.params.length;
    default:
      return 0;
  }
}

const MOST_FLAGS = 32;

/** Forms of WASI 0.3, and of what may come after it. */
const LATER: ReadonlyMap<number, string> = new Map([
  [0x43, 'an asynchronous function'],
  [0x3e, 'a resource with an asynchronous destructor'],
  [0x63, 'a map'],
  [0x64, 'an error-context'],
  [0x65, 'a future'],
  [0x66, 'a stream'],
  [0x67, 'a list of fixed length'],
]);

function primitive(reader: Reader, number: number): Primitive {
  const found = PRIMITIVES[-1 - number];
  if (found !== undefined) return found;
  const later = LATER.get(number + 0x80);
  if (later !== undefined) {
    throw new LinkError(`the component has ${later}, which is not supported (at byte ${reader.at - 1})`);
  }
  return reader.fail(`has a type of a form that is not known (${number})`);
}

/** A primitive type, or the index of another: a number of 33 bits that is negative for the primitive ones. */
function readValueReference(reader: Reader): ValueReference {
  const number = reader.s33();
  return number >= 0 ? number : primitive(reader, number);
}

function readOptional(reader: Reader): ValueReference | undefined {
  const has = reader.byte();
  if (has > 1) reader.fail(`has an optional type of a form that is not known (${has})`);
  return has === 1 ? readValueReference(reader) : undefined;
}

function readLabelled(reader: Reader): Labelled[] {
  return distinct(
    reader,
    reader.vector(() => ({ name: checkLabel(reader.name()), type: readValueReference(reader) }), MOST_MEMBERS),
  );
}

function readCase(reader: Reader): Labelled<ValueReference | undefined> {
  const name = checkLabel(reader.name());
  const type = readOptional(reader);
  if (reader.byte() !== 0) reader.fail('has a case that refines another');
  return { name, type };
}

function readNames(reader: Reader, what: string, most = Infinity): string[] {
  const names = someOf(
    reader,
    what,
    reader.vector(() => checkLabel(reader.name()), MOST_MEMBERS),
  );
  if (names.length > most) reader.fail(`has more than ${most} ${what}`);
  distinct(
    reader,
    names.map((name) => ({ name })),
  );
  return names;
}

/** At least one: the component model has no empty records, variants, tuples, enums and flags. */
function someOf<T>(reader: Reader, what: string, found: T[]): T[] {
  return found.length > 0 ? found : reader.fail(`has a type without ${what}`);
}

/** Names differ, also where only letters' case tells them apart. */
function distinct<T extends { readonly name: string }>(reader: Reader, all: T[]): T[] {
  const names = new Set(all.map(({ name }) => name.toLowerCase()));
  return names.size === all.length ? all : reader.fail('has a type with two members of one name');
}

function readResult(reader: Reader): ValueReference | undefined {
  const form = reader.byte();
  if (form === 0x00) return readValueReference(reader);
  if (form !== 0x01) reader.fail(`has results of a form that is not known (${form})`);
  if (reader.vector(() => reader.byte()).length > 0) reader.fail('has a function of several results');
  return undefined;
}
