// What the operations give, for jco's generated code: the same values, but for handles.
import { camel } from '../abi/names.mjs';
import { underlying } from '../abi/layout.mjs';
import type { ValueType } from '../abi/types.ts';

/** Gives an object for one of the host's. @param resource its name */
export type GiveHandle = (resource: string, object: object) => object;

/** Gives a value with objects of jco's in it in place of the host's. */
export type Give = (value: unknown, handle: GiveHandle) => unknown;

/** @returns undefined for types without handles: their values are given as they are */
export function giving(type: ValueType): Give | undefined {
  const own = underlying(type);
  if (typeof own === 'string') return undefined;
  switch (own.kind) {
    case 'own':
    case 'borrow':
      return (value, handle) => handle(own.resource.name, value as object);
    case 'list': {
      const give = giving(own.element);
      return give && ((values, handle) => (values as unknown[]).map((value) => give(value, handle)));
    }
    case 'option': {
      const give = giving(own.some);
      return give && ((value, handle) => (value === undefined ? undefined : give(value, handle)));
    }
    case 'tuple': {
      const gives = own.items.map(giving);
      if (!gives.some(Boolean)) return undefined;
      return (values, handle) => (values as unknown[]).map((value, index) => gives[index]?.(value, handle) ?? value);
    }
    case 'record':
      return fields(own.fields.map((field) => [camel(field.name), giving(field.type)]));
    case 'result':
      return cases([
        ['ok', own.ok],
        ['err', own.error],
      ]);
    case 'variant':
      return cases(own.cases.map((each) => [each.name, each.type]));
    default:
      return undefined;
  }
}

function fields(all: readonly (readonly [name: string, give: Give | undefined])[]): Give | undefined {
  const some = all.filter((field): field is [string, Give] => field[1] !== undefined);
  if (some.length === 0) return undefined;
  return (value, handle) => {
    const given: Record<string, unknown> = { ...(value as object) };
    for (const [name, give] of some) given[name] = give(given[name], handle);
    return given;
  };
}

function cases(all: readonly (readonly [tag: string, type: ValueType | null])[]): Give | undefined {
  const gives = new Map<string, Give>();
  for (const [tag, type] of all) {
    const give = type === null ? undefined : giving(type);
    if (give !== undefined) gives.set(tag, give);
  }
  if (gives.size === 0) return undefined;
  return (value, handle) => {
    const { tag, val } = value as { readonly tag: string; readonly val?: unknown };
    const give = gives.get(tag);
    return give === undefined ? value : { tag, val: give(val, handle) };
  };
}
