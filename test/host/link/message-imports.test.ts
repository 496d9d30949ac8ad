import { expect, test } from 'vitest';
import { runGuest } from 'wasock';
import { OPTION_NAME_CASES } from '#host/generated/cases';
import { assemble, PAIR, FIRST, SECOND } from '../../support/wat.ts';

// The layouts of messages in the canonical ABI, by the direct linker: a guest that traps where a value is not in its
// place. jco checks the same types for components.

/** Traps unless a 32-bit load gives the value. */
const expectI32 = (address: string, value: string | number): string =>
  `(if (i32.ne (i32.load ${address}) ${typeof value === 'number' ? `(i32.const ${value})` : value}) (then unreachable))`;
const expectByte = (address: string, value: number): string =>
  `(if (i32.ne (i32.load8_u ${address}) (i32.const ${value})) (then unreachable))`;
const at = (address: number): string => `(i32.const ${address})`;
const put = (address: number, value: string | number): string =>
  `(i32.store ${at(address)} ${typeof value === 'number' ? at(value) : value})`;

/** Arguments of send-message at 3200: one part, "hello", and the first socket as rights. */
const SEND = [
  put(3000, 3100),
  put(3004, 5),
  put(3200, FIRST),
  put(3204, 3000),
  put(3208, 1),
  put(3248, 3300),
  put(3252, 1),
  put(3304, 3400),
  put(3308, 1),
  put(3400, FIRST),
  `(call $send-message ${at(3200)} ${at(3500)})`,
  expectByte(at(3500), 0),
  expectI32(at(3504), 5),
].join('\n');

/** The control data of the message received at 3600. */
const CONTROL = `(i32.load ${at(3652)})`;
const offset = (address: string, bytes: number): string => `(i32.add ${address} ${at(bytes)})`;

test('a message with credentials and rights arrives in its layout, and the received socket works', async () => {
  const passcred = OPTION_NAME_CASES.indexOf('so-passcred');
  const rights = offset(CONTROL, 52);
  const received = `(i32.load (i32.load ${offset(rights, 4)}))`;
  const body = [
    PAIR,
    `(call $set-option ${SECOND} ${at(passcred)} ${at(0)} ${at(1)} ${at(0)} ${at(0)} ${at(2100)})`,
    expectByte(at(2100), 0),
    SEND,
    `(call $receive-message ${SECOND} ${at(100)} ${at(128)} ${at(0)} ${at(3600)})`,
    expectByte(at(3600), 0),
    expectI32(at(3608), 5),
    expectI32(`(i32.load ${at(3604)})`, 0x6c6c6568), // "hell"
    expectI32(at(3612), 5),
    expectByte(at(3616), 0),
    expectI32(at(3656), 2),
    expectByte(at(3660), 0),
    expectByte(CONTROL, 1),
    expectI32(offset(CONTROL, 4), process.pid),
    expectByte(rights, 0),
    expectI32(offset(rights, 8), 1),
    // What is sent with it arrives where the first socket's bytes arrive.
    `(call $send ${received} ${at(3100)} ${at(4)} ${at(0)} ${at(3700)})`,
    `(call $receive ${SECOND} ${at(100)} ${at(0)} ${at(3800)})`,
    expectI32(at(3808), 4),
    expectI32(`(i32.load ${at(3804)})`, 0x6c6c6568),
    `(call $drop ${received})`,
  ].join('\n');
  expect(await runGuest(await assemble({ body, more: '(data (i32.const 3100) "hello")' }))).toBe(0);
});

test('a handle that stands for nothing is a trap in control data, too', async () => {
  const body = [PAIR, SEND.replace(put(3400, FIRST), put(3400, 77))].join('\n');
  await expect(runGuest(await assemble({ body }))).rejects.toThrow(/77 is not the handle of a socket/);
});
