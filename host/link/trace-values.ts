// Arguments and results as a trace shows them. What a guest gives is read with the same codecs as by the functions themselves, but
// nothing of it can end the guest here: what cannot be read is undefined.
import type { Realm } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import { type CoreValue, hasParamsInMemory, hasResultInMemory } from '../abi/flat.mjs';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { FunctionType, ValueType } from '../abi/types.ts';
import { GuestTrap } from '../trap.ts';

/** What can be written: plain data. */
export type Shown = string | number | boolean | null | readonly Shown[] | { readonly [name: string]: Shown };

/** Bytes of the host that the values of one call may take: lists of a guest can all lie at one place. */
const MOST = 1 << 26;

/** How many bytes or code units are shown. */
const SHOWN = 48;

/** Reads a guest's values for a trace. */
export class TraceReader {
  readonly #realm: Realm;
  #spent = 0;

  constructor(memory: GuestMemory) {
    this.#realm = {
      memory,
      longest: MOST,
      isLenient: false,
      // The guest's own numbers say more than what they stand for.
      liftHandle: (_, handle) => handle,
      lowerHandle: () => refuse(),
      takeHandle: () => refuse(),
      spend: () => {},
      spendLifted: (bytes) => {
        this.#spent += bytes;
        if (this.#spent > MOST) refuse();
      },
    };
  }

  /** The arguments by their names. @param flat the core values */
  arguments(type: FunctionType, flat: readonly CoreValue[]): Record<string, Shown> {
    this.#spent = 0;
    // Without a prototype: so are all objects that have names which are not the host's.
    const named: Record<string, Shown> = Object.create(null);
    let at = hasParamsInMemory(type) ? Number(flat[0]) >>> 0 : 0;
    for (const { name, type: each } of type.params) {
      const codec = codecOf(each);
      if (hasParamsInMemory(type)) {
        at = Math.ceil(at / codec.alignment) * codec.alignment;
        const start = at;
        named[name] = this.#read(() =>
          codec.load(this.#realm, this.#realm.memory.check(start, codec.size, codec.alignment)),
        );
        at += codec.size;
      } else {
        const start = at;
        named[name] = this.#read(() => codec.lift(this.#realm, flat, start));
        at += codec.flat;
      }
    }
    return named;
  }

  /** The result. @param flat the core values of the arguments, the last of which may say where it lies */
  result(type: FunctionType, flat: readonly CoreValue[], returned: unknown): Shown {
    this.#spent = 0;
    if (type.result === null) return null;
    const codec = codecOf(type.result);
    if (!hasResultInMemory(type)) return this.#read(() => codec.lift(this.#realm, [Number(returned)], 0));
    const at = Number(flat.at(-1)) >>> 0;
    return this.#read(() => codec.load(this.#realm, this.#realm.memory.check(at, codec.size, codec.alignment)));
  }

  #read(read: () => unknown): Shown {
    try {
      return shown(read());
    } catch (error) {
      if (error instanceof GuestTrap) return '?';
      throw error;
    }
  }
}

function refuse(): never {
  throw new GuestTrap('a trace shows no more');
}

/** The error of a result that has one. */
export function errorOf(result: Shown, type: ValueType | null): Shown | undefined {
  const isResult = typeof type === 'object' && type?.kind === 'result';
  return isResult && isTagged(result) && result['tag'] === 'err' ? (result['val'] ?? null) : undefined;
}

/** The value of a result that has no error. */
export function valueOf(result: Shown, type: ValueType | null): Shown {
  const isResult = typeof type === 'object' && type?.kind === 'result';
  return isResult && isTagged(result) ? (result['val'] ?? null) : result;
}

function isTagged(value: Shown): value is { readonly [name: string]: Shown } {
  return typeof value === 'object' && value !== null && 'tag' in value;
}

/** A value of the forms that codecs give. */
function shown(value: unknown): Shown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return { bytes: value.length, data: textOf(value) };
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as unknown as ArrayLike<unknown>, shown);
  const fields = Object.entries(value as object);
  const address = addressOf(value as object);
  if (address !== undefined) return address;
  if (fields.length > 0 && fields.every(([, field]) => typeof field === 'boolean')) {
    return fields.flatMap(([name, field]) => (field === true ? [name] : [])).join('|') || 0;
  }
  return Object.assign(Object.create(null), Object.fromEntries(fields.map(([name, field]) => [name, shown(field)])));
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Data as text: what is not printable is escaped, as in C. */
function textOf(data: Uint8Array): string {
  const characters = Array.from(data.subarray(0, SHOWN), (byte) => {
    if (byte >= 0x20 && byte < 0x7f && byte !== 0x5c) return String.fromCharCode(byte);
    return ESCAPES.get(byte) ?? String.raw`\x${byte.toString(16).padStart(2, '0')}`;
  });
  return characters.join('') + (data.length > SHOWN ? '…' : '');
}

const ESCAPES = new Map([
  [0x0a, String.raw`\n`],
  [0x0d, String.raw`\r`],
  [0x09, String.raw`\t`],
  [0x5c, '\\\\'],
]);

/** A socket's address, in one text; undefined for what is none. */
function addressOf(value: object): string | undefined {
  const { tag, val } = value as { tag?: unknown; val?: unknown };
  if (tag === 'unix' && val instanceof Uint8Array) return `unix:${textOf(val)}`;
  const { port, address } = (val ?? {}) as { port?: unknown; address?: unknown };
  if (!Array.isArray(address) && !ArrayBuffer.isView(address)) return undefined;
  const parts = Array.from(address as ArrayLike<number>);
  if (tag === 'inet') return `${parts.join('.')}:${Number(port)}`;
  if (tag !== 'inet6') return undefined;
  const words = parts.map((word) => word.toString(16)).join(':');
  // URLs have IPv6 addresses in their shortest form.
  return `${new URL(`http://[${words}]`).hostname}:${Number(port)}`;
}
