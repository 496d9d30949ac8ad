import { expect, test } from 'vitest';
import { OPTION_VALUE_CASES } from '#host/generated/cases';
import { GuestMemory } from '#host/link/guest-memory';
import { liftOptionValue } from '#host/link/option-value';

test.each(['bytes', 'integers'] as const)('of %s the host takes no more than any option has', (name) => {
  const memory = new GuestMemory('utf8');
  memory.bind({ memory: new WebAssembly.Memory({ initial: 1 }) });
  const value = liftOptionValue(memory, OPTION_VALUE_CASES.indexOf(name), 0, 16_384, 0);
  expect(value).toMatchObject({ tag: name, val: { length: 1024 } });
  expect(() => liftOptionValue(memory, OPTION_VALUE_CASES.indexOf(name), 0, 65_537, 0)).toThrow(/outside|longer/);
});
