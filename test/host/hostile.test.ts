// Guests that break every rule they can: each ends in a trap or a clear error, and the host goes on.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { runGuest } from 'wasock';
import { compileModule } from '#host/guest/module';
import { GuestTrap, LinkError } from '#host/trap';
import { openDescriptors, openSockets } from '../support/descriptors.ts';
import { LOOPBACK } from '../support/guest.ts';
import {
  assemble,
  call,
  constant,
  FIRST,
  hostImports,
  MEMORY,
  PAIR,
  SECOND,
  type Guest,
  type Import,
} from '../support/wat.ts';

/** Where the calls below have their results written, and where arguments in memory lie. */
const RESULT = 4096;
const ARGUMENTS = 3008;
const PAGE = 65_536;

const options = { policy: LOOPBACK, onWarning() {} };

/** Runs a guest to its end; it must leave no socket behind. */
async function run(guest: Guest): Promise<number> {
  const wasm = await assemble(guest);
  const before = openSockets();
  try {
    return await runGuest(wasm, options);
  } finally {
    expect(openSockets()).toEqual(before);
  }
}

/** What came of a guest: its exit code, or what it was ended by. */
const outcomeOf = (running: Promise<number>): Promise<unknown> => running.catch((error: unknown) => error);

/** A guest that sends itself a signal ends with 128 and the signal. */
const hasSignalled = (outcome: unknown) => typeof outcome === 'number' && outcome > 128 && outcome <= 128 + 64;

const returnedOrTrapped = (outcome: unknown) => outcome === 0 || outcome instanceof GuestTrap || hasSignalled(outcome);

const expectTrap = (guest: Guest) => expect(run(guest)).rejects.toThrow(GuestTrap);

test('a select of more descriptors than a process can have is refused before the host makes its own list', async () => {
  const lists = `(i32.const ${PAGE}) (i32.const 400000) `.repeat(3);
  // Handles of nothing, each a trap if it were read.
  const body = `(call $select ${lists} (i32.const 1) (i64.const 0) (i32.const ${RESULT}))
    (if (i32.ne (i32.load8_u (i32.const ${RESULT})) (i32.const 1)) (then unreachable))`;
  expect(await run({ body, memory: '(memory (export "memory") 32)' })).toBe(0);
});

describe('pointers and lengths', async () => {
  /** Each at the place of each argument. */
  const VALUES = [-1, -0x8000_0000, 0x7fff_ffff, PAGE, PAGE - 1, PAGE - 3, 0x7fff_fff0];
  /** Each at the place of two arguments that follow each other, as a pointer and a length do. */
  const PAIRS: [number, number][] = [
    [PAGE - 1, 2],
    [-16, 32],
    [-4, 4],
    [8, -1],
    [0, PAGE + 1],
    [0, 0x4000_0000],
    [4, -0x8000_0000],
    [1, 4],
  ];

  /** These have too many arguments to pass flat. */
  const inMemory = /send-message|update-membership/;

  test.each(hostImports)('$name takes no nonsense', { timeout: 60_000 }, async (target) => {
    const { name, params, hasResult } = target;
    const base = harmless(target);
    const replaced = (at: number, ...values: number[]) =>
      call(
        target,
        base.map((operand, index) => {
          const value = values[index - at];
          return value === undefined ? operand : constant(params[index] ?? 'i32', value);
        }),
      );

    const cases: string[] = [];
    for (let at = 0; at < params.length; at++) {
      for (const value of VALUES) cases.push(replaced(at, value));
      if (at + 1 < params.length) for (const pair of PAIRS) cases.push(replaced(at, ...pair));
    }
    if (inMemory.test(name)) {
      for (let word = 1; word < 16; word++) {
        const store = (at: number, value: number) => `(i32.store (i32.const ${at}) (i32.const ${value}))`;
        for (const value of VALUES) cases.push(store(ARGUMENTS + 4 * word, value) + replaced(-1));
        for (const [first, second] of PAIRS) {
          cases.push(store(ARGUMENTS + 4 * word, first) + store(ARGUMENTS + 4 * word + 4, second) + replaced(-1));
        }
      }
    }

    const runCase = await casesOf(cases);
    const before = openSockets();
    for (let index = 0; index < cases.length; index++) {
      const outcome = await runCase(index);
      expect(returnedOrTrapped(outcome), cases[index]).toBe(true);
    }
    expect(openSockets()).toEqual(before);

    // Where a result goes is checked before anything else is done.
    if (hasResult || params.length === 0 || /resource-drop|report/.test(name)) return;
    const results = await casesOf([-1, PAGE, PAGE - 1, 0x7fff_ffff].map((value) => replaced(params.length - 1, value)));
    for (let index = 0; index < 4; index++) expect(await results(index), name).toBeInstanceOf(GuestTrap);
  });

  /** Operands with which an import does no harm. */
  function harmless({ name, params, hasResult }: Import): string[] {
    if (name === 'select') {
      return [0, 0, 1024, 1, 0, 0, 1, 0, RESULT].map((value, index) => constant(params[index] ?? 'i32', value));
    }
    if (name === 'poll') {
      return [1024, 1, 0, 1, 0, RESULT].map((value, index) => constant(params[index] ?? 'i32', value));
    }
    return params.map((type, index) => {
      if (index === 0 && inMemory.test(name)) return constant(type, ARGUMENTS);
      if (index === 0 && /^\[(method|resource-drop)\]/.test(name)) return FIRST;
      return constant(type, index === params.length - 1 && !hasResult ? RESULT : 0);
    });
  }

  /** One module with all the cases: the length of its second argument says which of them to run. */
  async function casesOf(cases: readonly string[]): Promise<(index: number) => Promise<unknown>> {
    const bodies = cases.map((text, index) => `(if (i32.eq (local.get $case) (i32.const ${index})) (then ${text}))`);
    const module = await compileModule(
      await assemble({
        imports: '(import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))',
        body: `(local $case i32)
          ${PAIR}
          (i32.store (i32.const 1024) ${FIRST})
          (i32.store (i32.const 1028) (i32.const 4))
          (i32.store (i32.const ${ARGUMENTS}) ${FIRST})
          (drop (call $sizes (i32.const 3000) (i32.const 3004)))
          (local.set $case (i32.sub (i32.load (i32.const 3004)) (i32.const 3)))
          ${bodies.join('\n')}`,
      }),
    );
    return (index) => outcomeOf(runGuest(module, { ...options, args: ['g', 'x'.repeat(index)] }));
  }

  test('a list of 2^31 elements is longer than any memory', async () => {
    for (const count of [0x8000_0000 | 0, 0x4000_0000, 0x2000_0000, PAGE / 4 + 1]) {
      await expectTrap({
        body: `(call $select (i32.const 0) (i32.const ${count}) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
          (i32.const 1) (i64.const 0) (i32.const ${RESULT}))`,
      });
    }
  });

  test('the last bytes of the memory are the guest’s, and the next are not', async () => {
    const send = (at: number, length: number) =>
      `${PAIR} (call $send ${FIRST} (i32.const ${at}) (i32.const ${length}) (i32.const 0) (i32.const ${RESULT}))
       (if (i32.ne (i32.load (i32.const ${RESULT + 4})) (i32.const ${length})) (then unreachable))`;
    expect(await run({ body: send(PAGE - 4, 4) })).toBe(0);
    expect(await run({ body: send(PAGE, 0) })).toBe(0);
    await expectTrap({ body: send(PAGE - 3, 4) });
  });
});

describe('handles', () => {
  const send = (handle: string) =>
    `(call $send ${handle} (i32.const 0) (i32.const 1) (i32.const 0) (i32.const ${RESULT}))`;

  test.each([-1, 0, 3, 99, 0x7fff_ffff, -0x8000_0000])('a forged handle, %i, is a trap', async (handle) => {
    await expectTrap({ body: PAIR + send(constant('i32', handle)) });
  });

  test('a handle is stale once it is dropped', async () => {
    await expectTrap({ body: `${PAIR} (call $drop ${FIRST}) ${send(FIRST)}` });
  });

  test('a handle is dropped once only', async () => {
    await expectTrap({ body: `${PAIR} (call $drop ${FIRST}) (call $drop ${FIRST})` });
  });

  test('a forged handle in a list is a trap', async () => {
    await expectTrap({
      body: `${PAIR} (i32.store (i32.const 1024) (i32.const 77))
        (call $select (i32.const 1024) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
          (i32.const 1) (i64.const 0) (i32.const ${RESULT}))`,
    });
  });

  test('a guest has no handle of another guest', async () => {
    const module = await compileModule(await assemble({ body: `${PAIR} ${send(SECOND)}` }));
    const other = await assemble({ body: send('(i32.const 1)') });
    expect(await runGuest(module, options)).toBe(0);
    await expect(runGuest(other, options)).rejects.toThrow(GuestTrap);
  });
});

describe('cabi_realloc', () => {
  /** Receives four bytes, which the host puts where cabi_realloc says. */
  const receive = `${PAIR}
    (i32.store (i32.const 512) (i32.const 0x64636261))
    (call $send ${SECOND} (i32.const 512) (i32.const 4) (i32.const 0) (i32.const ${RESULT}))
    (call $receive ${FIRST} (i32.const 4) (i32.const 0) (i32.const ${RESULT}))`;
  const got = `(if (i32.ne (i32.load (i32.load (i32.const ${RESULT + 4}))) (i32.const 0x64636261)) (then unreachable))`;
  const realloc = (body: string) => `(func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) ${body})`;

  test.each([-1, -4, PAGE, PAGE - 2, 0x7fff_ffff])('that returns %i is a trap', async (pointer) => {
    await expectTrap({ body: receive, realloc: realloc(constant('i32', pointer)) });
  });

  test('that traps is a trap', async () => {
    await expect(run({ body: receive, realloc: realloc('unreachable') })).rejects.toThrow(WebAssembly.RuntimeError);
  });

  test('that closes the socket and makes others does not confuse the host', async () => {
    const closing = realloc(`(call $drop ${FIRST}) (call $drop ${SECOND}) ${PAIR} (i32.const 8192)`);
    expect(returnedOrTrapped(await outcomeOf(run({ body: receive, realloc: closing })))).toBe(true);
  });

  test('that calls the host for what calls cabi_realloc again ends', async () => {
    const again = `(call $local-address ${FIRST} (i32.const 9000)) (call $receive ${FIRST} (i32.const 4) (i32.const 0) (i32.const 9000))`;
    expect(await run({ body: receive, realloc: realloc(`${again} (i32.const 8192)`) })).toBe(0);
  });

  test('that grows the memory gets the bytes in the grown memory', async () => {
    const grow = '(drop (memory.grow (i32.const 16))) (i32.const 65536)';
    expect(await run({ body: receive + got, realloc: realloc(grow) })).toBe(0);
  });

  test('that closes the socket before the host has received gets nothing of another socket', async () => {
    // The landing is asked for before the system call; the descriptor's number is another socket's by then.
    const more = `(func (export "wasock_landing") (param i32) (result i32)
      (call $drop ${FIRST}) (call $drop ${SECOND}) ${PAIR}
      (call $send ${SECOND} (i32.const 512) (i32.const 4) (i32.const 0) (i32.const 9000)) (i32.const 8192))`;
    const stolen = '(if (i32.eq (i32.load (i32.const 8192)) (i32.const 0x64636261)) (then unreachable))';
    expect(returnedOrTrapped(await outcomeOf(run({ body: receive + stolen, more })))).toBe(true);
  });

  test('with a landing out of the memory is a trap', async () => {
    for (const pointer of [-1, -4, PAGE, PAGE - 3]) {
      const more = `(func (export "wasock_landing") (param i32) (result i32) (i32.const ${pointer}))`;
      await expectTrap({ body: receive, more });
    }
  });
});

describe('a module that lacks what the canonical ABI needs', () => {
  const expectRefusal = (guest: Guest) => expect(run(guest)).rejects.toThrow(LinkError);
  const body = `${PAIR}
    (call $send ${SECOND} (i32.const 0) (i32.const 4) (i32.const 0) (i32.const ${RESULT}))
    (call $receive ${FIRST} (i32.const 4) (i32.const 0) (i32.const ${RESULT}))`;

  test('no memory', async () => expectRefusal({ body: '', memory: '' }));
  test('a memory that is shared', async () => expectRefusal({ body, memory: '(memory (export "memory") 1 1 shared)' }));
  test('a memory that is a function', async () =>
    expectRefusal({ body, memory: '(memory 1) (func (export "memory"))' }));
  test('no cabi_realloc, once it is needed', async () => expectTrap({ body, realloc: '' }));
  test('a cabi_realloc that is a memory', async () =>
    expectTrap({ body, memory: '(memory (export "memory") (export "cabi_realloc") 1)', realloc: '' }));

  test('that calls the host before it has been instantiated', async () => {
    const more = `(start $early) (func $early (call $set-blocking (i32.const 1) (i32.const 0) (i32.const 0)))`;
    await expect(run({ body: '', more })).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^ERR_WASOCK/) }),
    );
  });

  test('an import that there is not', async () => {
    await expectRefusal({ body, imports: '(import "wasock:sockets/host@0.1.0" "format-disk" (func))' });
  });
});

test('a guest cannot catch its trap', async () => {
  const bad = '(call $drop (i32.const 99))';
  await expectTrap({ body: `try ${bad} catch_all end` });
});

test('a guest cannot catch its exit', async () => {
  const imports = '(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))';
  expect(await run({ imports, body: '(loop $again try (call $exit (i32.const 7)) catch_all end)' })).toBe(7);
});

test('a guest can neither close nor change the standard streams of its host', async () => {
  const wasi = '"wasi_snapshot_preview1"';
  const imports = `
    (import ${wasi} "fd_close" (func $close (param i32) (result i32)))
    (import ${wasi} "fd_renumber" (func $renumber (param i32 i32) (result i32)))
    (import ${wasi} "fd_fdstat_set_flags" (func $flags (param i32 i32) (result i32)))
    (import ${wasi} "fd_filestat_set_size" (func $truncate (param i32 i64) (result i32)))`;
  const calls = [0, 1, 2, 3, 19].flatMap((fd) => [
    `(drop (call $truncate (i32.const ${fd}) (i64.const 0)))`,
    `(drop (call $flags (i32.const ${fd}) (i32.const 4)))`,
    `(drop (call $renumber (i32.const ${fd}) (i32.const 1)))`,
    `(drop (call $close (i32.const ${fd})))`,
  ]);
  const before = openDescriptors();
  expect(await run({ imports, body: calls.join('') + PAIR })).toBe(0);
  expect(openDescriptors()).toEqual(before);
});

test('a sleep on more clocks than the memory holds is a trap', async () => {
  const imports = `(import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))`;
  // 48 bytes a subscription: the product passes 2^32 and comes out small.
  await expectTrap({
    imports,
    body: '(drop (call $poll_oneoff (i32.const 0) (i32.const 0) (i32.const 0x5555556) (i32.const 0)))',
  });
});

test('a sleep on no clock fails, and one on many does not', async () => {
  const imports = `(import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))`;
  const poll = (count: number) => `(call $poll_oneoff (i32.const 0) (i32.const 0) (i32.const ${count}) (i32.const 0))`;
  const memory = '(memory (export "memory") 512)';
  const body = `(if (i32.ne ${poll(0)} (i32.const 28)) (then unreachable)) (if ${poll(400_000)} (then unreachable))`;
  expect(await run({ imports, memory, body })).toBe(0);
});

test.each([
  ['args_get', 'i32 i32'],
  ['args_sizes_get', 'i32 i32'],
  ['environ_get', 'i32 i32'],
  ['environ_sizes_get', 'i32 i32'],
  ['random_get', 'i32 i32'],
  ['clock_res_get', 'i32 i32'],
  ['clock_time_get', 'i32 i64 i32'],
  ['fd_fdstat_get', 'i32 i32'],
  ['fd_write', 'i32 i32 i32 i32'],
  ['fd_read', 'i32 i32 i32 i32'],
])("WASI's %s writes nothing outside of the memory", async (name, params) => {
  const imports = `(import "wasi_snapshot_preview1" "${name}" (func $wasi (param ${params}) (result i32)))`;
  const types = params.split(' ');
  // Descriptor 1; all the rest are pointers and lengths.
  const first = name.startsWith('fd_') ? 1 : 0;
  const calls = [PAGE - 1, PAGE, -1, -8, 0x7fff_ffff, -0x8000_0000].flatMap((value) =>
    types.map((_, at) => {
      const operands = types.map((type, index) => constant(type, index >= at ? value : first));
      return `(drop (call $wasi ${operands.join(' ')}))`;
    }),
  );
  expect(await run({ imports, body: calls.join('') })).toBe(0);
});

test('after all of that the host serves the next guest', async () => {
  expect(await run({ body: `${PAIR} (call $drop ${SECOND})`, memory: MEMORY })).toBe(0);
});

describe('strings as long as the memory', () => {
  const LONG = 256 * PAGE;

  test.each(['report', 'take', 'lookup-address', 'lookup-service', 'lookup-protocol', 'interface-index'])(
    '%s makes nothing of more than a name may have',
    async (name) => {
      const target = hostImports.find((each) => each.name.endsWith(name) && !each.name.includes('number'))!;
      const at = name === 'lookup-address' || name === 'report' ? 1 : 0;
      const operands = target.params.map((type, index) => {
        if (name === 'lookup-address' && index === 0) return constant(type, 1);
        if (index === at + 1) return constant(type, LONG / 2);
        return constant(type, index === target.params.length - 1 ? RESULT : 0);
      });
      let told = 0;
      const body = `(memory.fill (i32.const 0) (i32.const 65) (i32.const ${LONG})) ${call(target, operands)}`;
      const wasm = await assemble({ body, memory: '(memory (export "memory") 256)' });
      const onWarning = (text: string): void => void (told = text.length);
      expect(await runGuest(wasm, { onWarning })).toBe(0);
      expect(told).toBeLessThanOrEqual(65_536);
    },
  );
});

test.each([
  ['(param i64 i64 i64 i64) (result i32)', '(i32.const 0)'],
  ['(param funcref i32 i32 i32) (result i32)', '(i32.const 0)'],
])('a cabi_realloc of the type %s is a trap', async (type, body) => {
  const guest = {
    realloc: `(func (export "cabi_realloc") ${type} ${body})`,
    body: `${PAIR} (call $local-address ${FIRST} (i32.const 3000)) (call $interface-name (i32.const 1) (i32.const 3000))`,
  };
  expect(returnedOrTrapped(await outcomeOf(run(guest)))).toBe(true);
});

test('a _start that takes something is none', async () => {
  const wasm = await parse('(module (memory (export "memory") 1) (func (export "_start") (param i64)))');
  await expect(runGuest(wasm)).rejects.toThrow(LinkError);
});
