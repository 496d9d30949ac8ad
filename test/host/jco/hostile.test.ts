// Components that call the host as nobody else would, through jco: they get at what jco has given them, and nothing else.
import { expect, onTestFinished, test } from 'vitest';
import { createHost } from 'wasock/host';
import { makeComponent } from '#host/build/component';
import { openSockets } from '../../support/descriptors.ts';
import { reallocText } from '../../support/realloc.ts';
import { runComponent } from '../../support/transpiled.mjs';
import { assemble, FIRST, PAIR, SECOND } from '../../support/wat.ts';

/** Room for the adapter to WASI 0.2, which takes a page for itself, and its memory by `cabi_realloc`. */
const ROOM = {
  memory: '(memory (export "memory") 8)',
  realloc: reallocText('(export "cabi_realloc")', 65536),
};

/** How a component ends that does this, on a host where another guest has sockets, too. */
async function end(body: string): Promise<unknown> {
  const other = createHost();
  const host = createHost({ policy: { all: true } });
  onTestFinished(() => [host, other].forEach((one) => one.close()));
  const [near, far] = other.imports['wasock:sockets/host'].Socket.pair('unix', 'stream', 0);
  const component = await makeComponent(await assemble({ body, ...ROOM }));
  const before = openSockets();
  const outcome: unknown = await runComponent(component, host.imports).catch((error: unknown) => error);
  host.close();
  expect(openSockets()).toEqual(before);
  near.send(Uint8Array.of(1), {});
  expect(far.receive(1, {})).toEqual(Uint8Array.of(1));
  return outcome;
}

const send = (handle: string, at = 2000, length = 1) =>
  `(call $send ${handle} (i32.const ${at}) (i32.const ${length}) (i32.const 0) (i32.const 3000))`;
const select = (at: number, count: number) =>
  `(call $select (i32.const ${at}) (i32.const ${count}) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 1) (i64.const 0) (i32.const 3000))`;

test('a component that keeps to the rules ends well', async () => {
  expect(await end(`${PAIR} ${send(FIRST)} (call $drop ${FIRST}) (call $drop ${SECOND})`)).toBe(0);
});

test.each([
  ['sends to a handle that it was never given', send('(i32.const 77)')],
  ['sends to handle 0', send('(i32.const 0)')],
  ['sends to a negative handle', send('(i32.const -1)')],
  ['sends to what it has dropped', `(call $drop ${FIRST}) ${send(FIRST)}`],
  ['drops twice', `(call $drop ${FIRST}) (call $drop ${FIRST})`],
  ['selects what it was never given', `(i32.store (i32.const 2000) (i32.const 77)) ${select(2000, 1)}`],
  ['selects what it has dropped', `(call $drop ${FIRST}) ${select(1004, 1)}`],
  ['makes a socket of no family', '(call $create (i32.const 99) (i32.const 0) (i32.const 0) (i32.const 1200))'],
  ['wants the result outside of its memory', '(call $create (i32.const 0) (i32.const 0) (i32.const 0) (i32.const -8))'],
])('a component that %s traps', async (_, body) => {
  expect(await end(`${PAIR} ${body}`)).toBeInstanceOf(Error);
});

test('a component that sends from beyond its memory sends nothing of another’s', async () => {
  // jco cuts the range to what there is.
  expect([0, expect.any(Error)]).toContainEqual(await end(`${PAIR} ${send(FIRST, 8 * 65536 - 4, 1000)}`));
});
