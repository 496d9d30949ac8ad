// Which types have handles of resources in them.
import type { FunctionType, ValueType } from '../abi/types.ts';

/** The types in which handles were looked for. A type may be part of many. */
const handles = new WeakMap<object, boolean>();

/** Whether a function takes or gives handles of resources, also in parts of its values. */
export function hasHandles({ params, result }: FunctionType): boolean {
  return params.some(({ type }) => holdsHandles(type)) || holdsHandles(result);
}

function holdsHandles(type: ValueType | null): boolean {
  if (type === null || typeof type === 'string') return false;
  let found = handles.get(type);
  if (found === undefined) handles.set(type, (found = partsOf(type).some(holdsHandles) || isHandle(type)));
  return found;
}

function isHandle({ kind }: Exclude<ValueType, string>): boolean {
  return kind === 'own' || kind === 'borrow';
}

function partsOf(type: Exclude<ValueType, string>): readonly (ValueType | null)[] {
  switch (type.kind) {
    case 'list':
      return [type.element];
    case 'option':
      return [type.some];
    case 'result':
      return [type.ok, type.error];
    case 'tuple':
      return type.items;
    case 'record':
      return type.fields.map((field) => field.type);
    case 'variant':
      return type.cases.map((one) => one.type);
    case 'alias':
      return [type.type];
    default:
      return [];
  }
}
