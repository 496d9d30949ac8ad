// Messages from guests that break the rules: each ends in a trap, sends nothing, and leaves no descriptor behind.
import { expect, test } from 'vitest';
import { runGuest } from 'wasock';
import { GuestTrap } from '#host/trap';
import { openSockets } from '../../support/descriptors.ts';
import { assemble, FIRST, type Guest, MEMORY, PAIR, SECOND } from '../../support/wat.ts';

const PAGE = 65_536;

const at = (address: number): string => `(i32.const ${address})`;
const put = (address: number, value: string | number): string =>
  `(i32.store ${at(address)} ${typeof value === 'number' ? at(value) : value})`;

// Where the arguments of send-message lie, its only part, its only control message and that one's only handle.
const ARGUMENTS = 3200;
const PART = 3000;
const CONTROL = 3300;
const HANDLE = 3400;

/** A message of one byte with one socket as rights. */
const MESSAGE = [
  PAIR,
  put(PART, 3100),
  put(PART + 4, 1),
  put(HANDLE, SECOND),
  put(CONTROL + 4, HANDLE),
  put(CONTROL + 8, 1),
  put(ARGUMENTS, FIRST),
  put(ARGUMENTS + 4, PART),
  put(ARGUMENTS + 8, 1),
  put(ARGUMENTS + 48, CONTROL),
  put(ARGUMENTS + 52, 1),
].join('\n');
const SEND = `(call $send-message ${at(ARGUMENTS)} ${at(3500)})`;
const RECEIVE = `(call $receive-message ${SECOND} ${at(16)} ${at(64)} (i32.const 0) ${at(3600)})`;

/** What `fill` counts with. */
const GLOBAL = '(global $at (mut i32) (i32.const 0))';

async function outcomeOf(guest: Guest): Promise<unknown> {
  const before = openSockets();
  const outcome = await runGuest(await assemble({ more: GLOBAL, ...guest }), { onWarning() {} }).catch(
    (error: unknown) => error,
  );
  expect(openSockets()).toEqual(before);
  return outcome;
}

const spoiled = (...spoiling: string[]): string => [MESSAGE, ...spoiling, SEND].join('\n');

test.each([
  ['a part outside of the memory', put(PART, PAGE)],
  ['a part that ends outside', put(PART + 4, PAGE)],
  ['a part of 4 GiB', put(PART + 4, -1)],
  ['parts outside of the memory', put(ARGUMENTS + 4, PAGE - 4)],
  ['2^31 parts', put(ARGUMENTS + 8, -0x8000_0000)],
  ['parts that are not aligned', put(ARGUMENTS + 4, PART + 1)],
  ['an address of no family', put(ARGUMENTS + 12, 1) + put(ARGUMENTS + 16, 4)],
  ['a path outside of the memory', put(ARGUMENTS + 12, 1) + put(ARGUMENTS + 20, PAGE) + put(ARGUMENTS + 24, 1)],
  ['control data outside of the memory', put(ARGUMENTS + 48, PAGE - 20)],
  ['2^28 pieces of control data', put(ARGUMENTS + 52, 0x1000_0000)],
  ['control data of no kind', put(CONTROL, 9)],
  ['rights outside of the memory', put(CONTROL + 4, PAGE)],
  ['2^30 rights', put(CONTROL + 8, 0x4000_0000)],
  ['a handle of nothing', put(HANDLE, 99)],
  ['a handle that was dropped', `(call $drop ${SECOND})`],
])('%s: a trap', async (_, spoiling) => {
  expect(await outcomeOf({ body: spoiled(spoiling) })).toBeInstanceOf(GuestTrap);
});

test.each([
  [
    'no path, an abstract name that is too long',
    put(ARGUMENTS + 12, 1) + put(ARGUMENTS + 20, 0) + put(ARGUMENTS + 24, 109),
  ],
  ['a path of 4,000 bytes', put(ARGUMENTS + 12, 1) + put(ARGUMENTS + 20, ARGUMENTS) + put(ARGUMENTS + 24, 4000)],
  ['10,000 rights', put(CONTROL + 4, 8192) + put(CONTROL + 8, 10_000) + fill(8192, 10_000)],
  // What follows in these lists would be a trap, if the host read them.
  ['a part more than any system takes', put(ARGUMENTS + 4, 8192) + put(ARGUMENTS + 8, 1025) + put(8192 + 8 * 1024, -1)],
  [
    'more control data than any system takes',
    put(ARGUMENTS + 48, 8192) + put(ARGUMENTS + 52, 8193) + put(8192 + 24 * 8192, 99),
  ],
  [
    'four times the same 10,000 rights',
    [0, 24, 48, 72].map((item) => put(8192 + item + 4, 16_384) + put(8192 + item + 8, 10_000)).join('') +
      put(ARGUMENTS + 48, 8192) +
      put(ARGUMENTS + 52, 4),
  ],
  ['flags of no meaning', `(i32.store16 ${at(ARGUMENTS + 56)} (i32.const -1))`],
])('%s: an error, and nothing is sent', async (_, spoiling) => {
  const body = [
    spoiled(spoiling),
    `(if (i32.ne (i32.load8_u ${at(3500)}) (i32.const 1)) (then unreachable))`,
    `(call $set-blocking ${SECOND} (i32.const 0) ${at(2000)})`,
    RECEIVE,
    `(if (i32.ne (i32.load8_u ${at(3600)}) (i32.const 1)) (then unreachable))`,
  ].join('\n');
  expect(await outcomeOf({ body, memory: '(memory (export "memory") 4)' })).toBe(0);
});

/** Writes the second socket's handle `count` times. */
function fill(from: number, count: number): string {
  return `(global.set $at (i32.const ${from}))
    (loop $more
      (i32.store (global.get $at) ${SECOND})
      (global.set $at (i32.add (global.get $at) (i32.const 4)))
      (br_if $more (i32.lt_u (global.get $at) (i32.const ${from + 4 * count}))))`;
}

test.each([
  ['that gives memory outside', '(i32.const -8)'],
  ['that traps', 'unreachable'],
])('a received socket is closed with a guest whose allocator fails: one %s', async (_, answer) => {
  const realloc = `(func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) ${answer})`;
  expect(await outcomeOf({ body: spoiled() + RECEIVE, realloc, memory: MEMORY })).toBeInstanceOf(Error);
});
