// Every function with odd arguments: what is wrong is told, and nothing traps, which would end the whole object.
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  MSG_WAITALL,
  type Php,
  PHP_NORMAL_READ,
  SO_RCVTIMEO,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_SOCKET,
} from 'wasock/php';
import type { ValueType } from '#host/abi/types';
import { camel } from '../../host/abi/names.mjs';
import { type Signature, SIGNATURES } from '#host/php/generated/interface';
import { defined, pairOf, text, usePhp } from './support.ts';

/** Rounds for each function. */
const ROUNDS = 50;

/** Numbers that a seed determines: a linear congruential generator, as C's rand(3) has it. */
class Dice {
  #state: number;

  constructor(seed: string) {
    this.#state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
  }

  /** From 0 to below `sides`. */
  roll(sides: number): number {
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) | 0;
    return (this.#state >>> 8) % sides;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.roll(values.length)]!;
  }
}

const WHOLE = [0, 1, -1, 2, 8, 4096, 65_535, 65_536, 0x7fff_ffff, -0x8000_0000, 0x7fff_fffe, 0x4000_0000, 0xffff];
const NUMBERS = [...WHOLE, NaN, Infinity, -Infinity, 0.5, -0.1, 1e308, 5e-324, 2 ** 53];
const TEXTS = [
  '',
  '\0',
  '127.0.0.1',
  '::1',
  'localhost',
  'é\ud800',
  'x'.repeat(70_000),
  'tcp://',
  'udg://\0',
  '[:',
  '%',
];
const NONSENSE = [
  undefined,
  null,
  NaN,
  0.5,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  1n,
  'text',
  true,
  [],
  {},
  Symbol.iterator,
  new Date(0),
];

/** A value of a type, mostly; now and then, something else. */
function oddValue(type: ValueType, dice: Dice, resource: (name: string) => unknown): unknown {
  const inner = (other: ValueType) => oddValue(other, dice, resource);
  if (dice.roll(12) === 0) return dice.pick(NONSENSE);
  if (typeof type === 'string') {
    switch (type) {
      case 'bool':
        return dice.roll(2) === 0;
      case 's32':
        return dice.pick(WHOLE);
      case 'u32':
        return dice.pick(WHOLE) >>> 0;
      case 'f64':
        return dice.pick(NUMBERS);
      case 'string':
        return dice.pick(TEXTS);
      default:
        throw new TypeError(`no function takes a ${type}`);
    }
  }
  switch (type.kind) {
    case 'list':
      if (type.element !== 'u8') return Array.from({ length: dice.pick([0, 1, 2, 5]) }, () => inner(type.element));
      return dice.roll(2) === 0 ? dice.pick(TEXTS) : new Uint8Array(dice.pick([0, 1, 3, 4, 8, 16, 100_000]));
    case 'option':
      return dice.roll(3) === 0 ? undefined : inner(type.some);
    case 'record':
      return Object.fromEntries(type.fields.map((field) => [camel(field.name), inner(field.type)]));
    case 'variant': {
      const { name: tag, type: own } = dice.pick(type.cases);
      const val = own === null ? undefined : inner(own);
      return dice.roll(2) === 0 ? { tag, val } : val;
    }
    case 'own':
    case 'borrow':
      return resource(type.resource.name);
    default:
      throw new TypeError(`no function takes a ${type.kind}`);
  }
}

/** Nothing waits for these: their other side is gone, or they are closed. */
function resources(php: Php, dice: Dice): (name: string) => unknown {
  return (name) => {
    if (name === 'address-info') return dice.pick(defined(php.socketAddrinfoLookup('127.0.0.1', '80')));
    const [socket, other] = pairOf(php, dice.pick([SOCK_STREAM, SOCK_SEQPACKET]));
    php.socketSetNonblock(socket);
    php.socketWrite(other, 'a line\nand more');
    php.socketClose(other);
    if (dice.roll(6) === 0) php.socketClose(socket);
    return name === 'socket' ? socket : (php.socketExportStream(socket) ?? socket);
  };
}

/** What a call throws other than that an argument is wrong; nothing, mostly. */
function failure(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error && error.code === 'ERR_WASOCK_ARGUMENT')) return error;
  }
  return undefined;
}

/** What a call must have, so that it does not wait for what never comes. */
const SETTLED: Record<string, Record<string, unknown>> = {
  socketSelect: { seconds: 0, microseconds: 0 },
  streamSelect: { seconds: 0, microseconds: 0 },
};

describe('odd arguments', () => {
  test.each(Object.entries<Signature>(SIGNATURES))('of %s are refused or taken', (name, signature) => {
    const php = usePhp({ policy: { lookup: [] }, onWarning: () => {} });
    const dice = new Dice(name);
    const call = Reflect.get(php, name) as (...args: unknown[]) => unknown;
    for (let round = 0; round < ROUNDS; round++) {
      const resource = resources(php, dice);
      const args = signature.params.map(
        ({ name: param, type }) => SETTLED[name]?.[param] ?? oddValue(type, dice, resource),
      );
      const failed = failure(() => call(...args));
      const shown = `round ${round}: ${inspect(args, { breakLength: Infinity })}`;
      expect(failed, shown).toBeUndefined();
      expect(php.socketLastError(), shown).toBeTypeOf('number');
    }
  });
});

test('more than the library has room for is refused, or not received at once, and the next call works', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  const most = 0x7fffffff;
  php.socketSetOption(second, SOL_SOCKET, SO_RCVTIMEO, { tag: 'timeval', val: { sec: 0, usec: 1000 } });
  php.socketWrite(first, 'a line\nand more');
  expect(text(php.socketRead(second, most, PHP_NORMAL_READ))).toBe('a line\n');
  expect(text(php.socketRecv(second, most, MSG_WAITALL)?.data)).toBe('and more');
  for (const time of [most, -1, -most]) php.socketSelect(null, [first], [second], time, time);
  const large = new Uint8Array(1 << 26);
  const tooMuch = { iov: ['x', large, large, large, large] };
  expect(() => php.socketSendmsg(first, tooMuch)).toThrow('message.iov[4] must be shorter: the arguments of a call');
  expect(() => php.socketBind(first, 'x'.repeat(1 << 28))).toThrow('socketBind(): address must be shorter');
  php.socketSetNonblock(first);
  expect(php.socketSendmsg(first, { iov: [large, large] })).toBeGreaterThan(0);
});
