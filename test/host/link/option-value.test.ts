import { expect, test } from 'vitest';
import type { Realm } from '#host/abi/codec';
import { GuestMemory } from '#host/abi/guest-memory';
import { OPTION_VALUE_CASES } from '#host/generated/cases';
import type { Sockets } from '#host/link/sockets';
import { optionValue, realmOf } from '#host/link/values';

test.each(['bytes', 'integers'] as const)('of %s the host takes no more than any option has', (name) => {
  const memory = new GuestMemory('utf8');
  memory.bind({ memory: new WebAssembly.Memory({ initial: 1 }) });
  const realm: Realm = realmOf({} as Sockets, memory);
  const lift = (length: number): unknown =>
    optionValue().lift(realm, [OPTION_VALUE_CASES.indexOf(name), 0, length, 0], 0);
  expect(lift(16_384)).toMatchObject({ tag: name, val: { length: 4096 } });
  expect(() => lift(65_537)).toThrow(/outside|longer/);
});
