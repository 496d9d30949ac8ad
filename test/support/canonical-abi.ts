// Values in memory as wit/model/ lays them out, in the forms that jco gives them in JavaScript. Strings are UTF-8.
import { casesOf, layoutOf, offsetsOf, partsOf, underlying, variantLayout } from '../../wit/model/index.mjs';

export type WitType = Parameters<typeof underlying>[0];

/** Memory to read from. */
export type Read = (at: number, length: number) => DataView;

/** Puts bytes into memory and tells where. */
export type Place = (bytes: Uint8Array) => number;

const camel = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Whether a value has a handle in it. */
export function hasHandles(type: WitType): boolean {
  const own = underlying(type);
  if (typeof own === 'string') return false;
  return own.kind === 'own' || own.kind === 'borrow' || partsOf(own).some(hasHandles);
}

const NUMBERS = {
  s8: ['Int8', -128, 127],
  u8: ['Uint8', 1, 255],
  s16: ['Int16', -32_768, 32_767],
  u16: ['Uint16', 258, 65_535],
  s32: ['Int32', -2_147_483_648, 16_909_060],
  u32: ['Uint32', 16_909_060, 4_294_967_295],
  f32: ['Float32', 1.5, -0.25],
  f64: ['Float64', 0.1, -1e300],
  s64: ['BigInt64', -(2n ** 63n), 72_623_859_790_382_856n],
  u64: ['BigUint64', 72_623_859_790_382_856n, 2n ** 64n - 1n],
} as const;

function isNumeric(type: string): type is keyof typeof NUMBERS {
  return type in NUMBERS;
}

/** Values of a type, each case of it among them, and in numbers no byte like its neighbour. */
export function examples(type: WitType): unknown[] {
  const own = underlying(type);
  if (typeof own === 'string') {
    if (own === 'bool') return [true, false];
    if (own === 'char') return ['a', '\u{1f600}'];
    if (own === 'string') return ['', 'plain', 'ü\u{1f600}'];
    return isNumeric(own) ? NUMBERS[own].slice(1) : [];
  }
  switch (own.kind) {
    case 'list': {
      const items = examples(own.element);
      return [[], items, items.slice(0, 1)];
    }
    case 'tuple':
      return combined(own.items.map(examples));
    case 'record': {
      const keys = own.fields.map(({ name }) => camel(name));
      return combined(own.fields.map((field) => examples(field.type))).map((values) =>
        Object.fromEntries(keys.map((key, at) => [key, values[at]])),
      );
    }
    case 'flags': {
      const names = own.flags.map(({ name }) => camel(name));
      return [0, 1].map((rest) => Object.fromEntries(names.map((name, at) => [name, at % 2 === rest])));
    }
    case 'enum':
      return own.cases.map(({ name }) => name);
    case 'option':
    case 'variant':
    case 'result':
      return casesOf(own).flatMap((each) =>
        (each.type === null ? [undefined] : examples(each.type)).map((value) => makeCase(own, each, value)),
      );
    default:
      throw new TypeError(`no examples of ${own.kind}`);
  }
}

/** Lists of values, as many as the longest has; shorter ones begin again. */
function combined(lists: readonly unknown[][]): unknown[][] {
  const count = Math.max(1, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, at) => lists.map((values) => values[at % values.length]));
}

/** jco gives an option of an option, and of what is none itself, a tag. */
function isTagged(type: WitType): boolean {
  const own = underlying(type);
  if (typeof own === 'string' || own.kind !== 'option') return true;
  const inner = underlying(own.some);
  return typeof inner === 'object' && inner.kind === 'option';
}

function makeCase(
  type: WitType,
  { name, type: payload }: { name: string; type: WitType | null },
  val: unknown,
): unknown {
  if (!isTagged(type)) return name === 'none' ? undefined : val;
  const own = underlying(type);
  const isResult = typeof own === 'object' && own.kind === 'result';
  const tag = isResult && name === 'error' ? 'err' : name;
  return payload === null && !isResult ? { tag } : { tag, val };
}

/** The position and the payload of a value's case. */
function caseOf(type: WitType, value: unknown): [position: number, payload: unknown] {
  const names = casesOf(type).map(({ name }) => name);
  if (!isTagged(type)) return value === undefined ? [0, undefined] : [1, value];
  const { tag, val } = value as { tag: string; val?: unknown };
  return [names.indexOf(tag === 'err' ? 'error' : tag), val];
}

/** The value at an address. */
export function load(read: Read, type: WitType, at: number): unknown {
  const own = underlying(type);
  const view = read(at, layoutOf(own).size);
  if (typeof own === 'string') {
    if (own === 'bool') return view.getUint8(0) === 1;
    if (own === 'char') return String.fromCodePoint(view.getUint32(0, true));
    if (own === 'string') return new TextDecoder().decode(read(view.getUint32(0, true), view.getUint32(4, true)));
    return isNumeric(own) ? view[`get${NUMBERS[own][0]}`](0, true) : undefined;
  }
  switch (own.kind) {
    case 'list': {
      const { size } = layoutOf(own.element);
      const start = view.getUint32(0, true);
      return Array.from({ length: view.getUint32(4, true) }, (_, i) => load(read, own.element, start + i * size));
    }
    case 'tuple':
      return own.items.map((item, index) => load(read, item, at + offsetsOf(own)[index]!));
    case 'record':
      return Object.fromEntries(
        own.fields.map(({ name, type: field }, index) => [camel(name), load(read, field, at + offsetsOf(own)[index]!)]),
      );
    case 'flags': {
      const bits = unsignedAt(view, 0, view.byteLength);
      return Object.fromEntries(own.flags.map(({ name }, bit) => [camel(name), ((bits >>> bit) & 1) === 1]));
    }
    case 'enum':
      return own.cases[unsignedAt(view, 0, view.byteLength)]?.name;
    default: {
      const { discriminant, payload } = variantLayout(own);
      const found = casesOf(own)[unsignedAt(view, 0, discriminant)]!;
      return makeCase(own, found, found.type === null ? undefined : load(read, found.type, at + payload));
    }
  }
}

function unsignedAt(view: DataView, at: number, bytes: number): number {
  if (bytes === 1) return view.getUint8(at);
  return bytes === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
}

/** A value as bytes; what it refers to is placed before. */
export function store(place: Place, type: WitType, value: unknown): Uint8Array {
  const bytes = new Uint8Array(layoutOf(type).size);
  storeAt(place, type, value, bytes, 0);
  return bytes;
}

function storeAt(place: Place, type: WitType, value: unknown, into: Uint8Array, at: number): void {
  const own = underlying(type);
  const view = new DataView(into.buffer, at);
  if (typeof own === 'string') {
    if (own === 'bool') view.setUint8(0, value === true ? 1 : 0);
    else if (own === 'char') view.setUint32(0, String(value).codePointAt(0)!, true);
    else if (own === 'string') storeList(place, view, new TextEncoder().encode(String(value)));
    else if (own === 's64' || own === 'u64') view[`set${NUMBERS[own][0]}`](0, value as bigint, true);
    else if (isNumeric(own)) view[`set${NUMBERS[own][0]}`](0, value as number, true);
    return;
  }
  switch (own.kind) {
    case 'list': {
      const items = value as unknown[];
      const { size } = layoutOf(own.element);
      const bytes = new Uint8Array(items.length * size);
      for (const [index, item] of items.entries()) storeAt(place, own.element, item, bytes, index * size);
      return storeList(place, view, bytes, items.length);
    }
    case 'tuple':
      for (const [index, item] of own.items.entries()) {
        storeAt(place, item, (value as unknown[])[index], into, at + offsetsOf(own)[index]!);
      }
      return;
    case 'record':
      for (const [index, field] of own.fields.entries()) {
        const member = (value as Record<string, unknown>)[camel(field.name)];
        storeAt(place, field.type, member, into, at + offsetsOf(own)[index]!);
      }
      return;
    case 'flags': {
      const set = value as Record<string, boolean>;
      const bits = own.flags.reduce((sum, { name }, bit) => sum + (set[camel(name)] ? 2 ** bit : 0), 0);
      return storeUnsigned(view, layoutOf(own).size, bits);
    }
    case 'enum':
      return storeUnsigned(
        view,
        layoutOf(own).size,
        own.cases.findIndex(({ name }) => name === value),
      );
    default: {
      const { discriminant, payload } = variantLayout(own);
      const [position, val] = caseOf(own, value);
      storeUnsigned(view, discriminant, position);
      const inner = casesOf(own)[position]!.type;
      if (inner !== null) storeAt(place, inner, val, into, at + payload);
    }
  }
}

function storeUnsigned(view: DataView, bytes: number, value: number): void {
  if (bytes === 1) view.setUint8(0, value);
  else if (bytes === 2) view.setUint16(0, value, true);
  else view.setUint32(0, value, true);
}

function storeList(place: Place, view: DataView, bytes: Uint8Array, length = bytes.length): void {
  view.setUint32(0, bytes.length === 0 ? 0 : place(bytes), true);
  view.setUint32(4, length, true);
}
