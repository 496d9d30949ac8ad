// JavaScript's objects as values of the component model. Those that are given are read by their own properties: what a program
// has put into Object.prototype, and what is there of itself, `constructor` and `toString`, is no field of theirs. Those that
// are made are plain, as jco's are: programs print and compare them, and call their methods.
import { ArgumentError } from './argument-error.ts';
import { LinkError } from '../trap.ts';

export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of the object's own. */
export function own(value: Fields, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether every object has a property of this name. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

type Put = (value: Fields, name: string, field: unknown) => void;

/** What gives a new object properties of these names: its own, also where its prototype has one that cannot be written. */
export function putting(names: readonly string[]): Put {
  if (!names.some(isInherited)) return (value, name, field) => void (value[name] = field);
  return (target, name, value) =>
    void Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * What makes new objects that have these names already, as properties of their own, in this order. Copies of one object have its
 * shape: one that gets many names one after the other becomes a table, five times as large.
 */
export function making(names: readonly string[]): () => Fields {
  // Of JSON an object gets all its names at once.
  const first = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null])))) as Fields;
  return () => ({ ...first });
}

/** @throws ArgumentError if an object has other keys */
export function refuseUnknown(value: object, known: ReadonlySet<string>): void {
  for (const key of Object.keys(value)) if (!known.has(key)) throw ArgumentError.unknownKey(key, [...known]);
}

/** Names of one type in JavaScript. @throws LinkError if two are the same: one value would be taken for another */
export function distinct(names: readonly string[]): readonly string[] {
  const all = new Set<string>();
  for (const name of names) {
    if (all.has(name) || name === '__proto__') throw new LinkError(`a type has the name ${name} twice in JavaScript`);
    all.add(name);
  }
  return names;
}
