// Types in a component as texts: two types that a program could tell apart have two texts. `npm run wit` writes the same texts
// of the functions in wit/ (wit/type-text.mjs). Reference: design/mvp/Binary.md of the component model.
import { checkLabel } from './plain-name.ts';
import type { Reader } from './reader.ts';

/** Longer ones no interface has; of a type in which each one has the one before twice, a text would have no end. Characters. */
const MAX_TEXT = 1 << 16;

/** In the type of an instance, the owner of its own resources: no name has such a character. */
const SELF = '\0';

/** The text of the type at an index. */
export type TextOf = (index: number) => string;

/** Primitive types: bool is −1, or the byte 0x7f, and so on. */
const PRIMITIVES = ['bool', 's8', 'u8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'f32', 'f64', 'char', 'string'];
const ERROR_CONTEXT = -0x1c;

/** The text of a resource that an instance has, in the instance's type. */
export function ownResource(name: string): string {
  return `${SELF}/${name}`;
}

/** A text of an instance's type, where the instance has a name. @param owner an interface, without a version */
export function ownedBy(owner: string, text: string): string {
  return text.replaceAll(SELF, owner);
}

/** How long that text will be. */
export function ownedLength(owner: string, text: string): number {
  let length = text.length;
  for (let at = text.indexOf(SELF); at >= 0; at = text.indexOf(SELF, at + 1)) length += owner.length;
  return length;
}

/** `(u32, own<wasi:io/poll/pollable>) -> bool`: a function's parameters without their names, and its result if it has one. */
export function readFunctionType(reader: Reader, textOf: TextOf): string {
  const params = reader.vector(() => readLabelled(reader, textOf).type).join(', ');
  const form = reader.byte();
  if (form === 0) return bounded(reader, `(${params}) -> ${readValueType(reader, textOf)}`);
  if (form !== 1) reader.fail(`has results of a form that is not known (${form})`);
  if (reader.vector(() => readLabelled(reader, textOf)).length > 0) reader.fail('has a function of several results');
  return bounded(reader, `(${params})`);
}

function readLabelled(reader: Reader, textOf: TextOf): { label: string; type: string } {
  return { label: checkLabel(reader.name()), type: readValueType(reader, textOf) };
}

/** A primitive type or the index of another: a number of 33 bits that is negative for the primitive ones. */
function readValueType(reader: Reader, textOf: TextOf): string {
  const number = reader.s33();
  return number >= 0 ? textOf(number) : primitive(reader, number);
}

function primitive(reader: Reader, number: number): string {
  if (number === ERROR_CONTEXT) return 'error-context';
  return PRIMITIVES[-1 - number] ?? reader.fail(`has a primitive type that is not known (${number})`);
}

function readOptional<T>(reader: Reader, read: () => T): T | undefined {
  return reader.byte() === 1 ? read() : undefined;
}

/** A value's type that is defined. @param form its first byte */
export function readDefinedValueType(reader: Reader, form: number, textOf: TextOf): string {
  return bounded(reader, definedText(reader, form, textOf));
}

function definedText(reader: Reader, form: number, textOf: TextOf): string {
  const value = (): string => readValueType(reader, textOf);
  const optional = (): string => readOptional(reader, value) ?? '_';
  const labels = (): string => reader.vector(() => checkLabel(reader.name())).join(', ');
  switch (form) {
    case 0x72:
      return `record {${reader.vector(() => fieldText(readLabelled(reader, textOf))).join(', ')}}`;
    case 0x71:
      return `variant {${reader.vector(() => readCase(reader, textOf)).join(', ')}}`;
    case 0x70:
      return `list<${value()}>`;
    case 0x67:
      return `list<${value()}, ${reader.u32()}>`;
    case 0x6f:
      return `tuple<${reader.vector(value).join(', ')}>`;
    case 0x6e:
      return `flags {${labels()}}`;
    case 0x6d:
      return `enum {${labels()}}`;
    case 0x6b:
      return `option<${value()}>`;
    case 0x6a:
      return `result<${optional()}, ${optional()}>`;
    case 0x69:
      return `own<${textOf(reader.u32())}>`;
    case 0x68:
      return `borrow<${textOf(reader.u32())}>`;
    case 0x66:
      return `stream<${optional()}>`;
    case 0x65:
      return `future<${optional()}>`;
    default:
      if (form < 0x64 || form > 0x7f) reader.fail(`has a type of a form that is not known (${form})`);
      return primitive(reader, form - 0x80);
  }
}

function fieldText({ label, type }: { label: string; type: string }): string {
  return `${label}: ${type}`;
}

function readCase(reader: Reader, textOf: TextOf): string {
  const label = checkLabel(reader.name());
  const type = readOptional(reader, () => readValueType(reader, textOf));
  // What a case refines, once.
  readOptional(reader, () => reader.u32());
  return type === undefined ? label : `${label}(${type})`;
}

function bounded(reader: Reader, text: string): string {
  return text.length <= MAX_TEXT ? text : reader.fail('has a type that is larger than any');
}
