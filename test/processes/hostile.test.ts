// Modules that say they can fork, and do otherwise than Asyncify.
import { expect, onTestFinished, test } from 'vitest';
import { GuestTrap, spawnGuest } from 'wasock';
import { assemble } from '../support/wat.ts';

/** What Asyncify exports: parameters and what each does. */
interface Functions {
  startUnwind?: string;
  stopUnwind?: string;
  startRewind?: string;
  stopRewind?: string;
}

const NONE: Functions = {};

/** `fork`, whose result is at 1024: the case, and the value or the error at 1028. */
const FORK = '(call $fork (i32.const 1024))';

/** Ends with the code. */
const exit = (code: string): string => `(call $proc_exit ${code})`;

async function guestOf(
  body: string,
  { startUnwind = '', stopUnwind = '', startRewind = '', stopRewind = '' }: Functions = NONE,
  more = '',
): Promise<Uint8Array> {
  return assemble({
    body,
    imports: '(import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))',
    more: `
      (global $rounds (mut i32) (i32.const 0))
      (func (export "asyncify_start_unwind") (param i32) ${startUnwind})
      (func (export "asyncify_stop_unwind") ${stopUnwind})
      (func (export "asyncify_start_rewind") (param i32) ${startRewind})
      (func (export "asyncify_stop_rewind") ${stopRewind})
      ${more}`,
  });
}

async function exitOf(wasm: Uint8Array, warnings: string[] = []): Promise<number> {
  const guest = spawnGuest(wasm, {
    policy: { fork: 2 },
    onWarning: (message) => void warnings.push(message),
  });
  onTestFinished(() => guest.kill());
  return guest.exited;
}

/** Ends with 100 if `fork` gave a value, and else with the error's case. */
const TELL = `(if (i32.load8_u (i32.const 1024))
  (then ${exit('(i32.load8_u (i32.const 1028))')})
  (else ${exit('(i32.const 100)')}))`;

const ENOSYS = 37;

test('a module without the functions of Asyncify cannot fork', async () => {
  const wasm = await assemble({
    body: `${FORK} ${TELL}`,
    imports: '(import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))',
  });
  expect(await exitOf(wasm)).toBe(ENOSYS);
});

test('nor can one whose functions have other types', async () => {
  const wasm = await assemble({
    body: `${FORK} ${TELL}`,
    imports: '(import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))',
    more: ['start_unwind', 'stop_unwind', 'start_rewind', 'stop_rewind']
      .map((name) => `(func (export "asyncify_${name}"))`)
      .join(' '),
  });
  expect(await exitOf(wasm)).toBe(ENOSYS);
});

test('a guest that forks while it forks is ended', async () => {
  await expect(exitOf(await guestOf(FORK, { startUnwind: FORK }))).rejects.toThrow(GuestTrap);
});

test('one that does not unwind goes on, and begins again when it returns', async () => {
  // The first round calls fork. The start function is then called again, in both processes.
  const body = `
    (if (i32.eqz (global.get $rounds))
      (then (global.set $rounds (i32.const 1)) ${FORK} (return)))
    ${exit('(i32.const 7)')}`;
  expect(await exitOf(await guestOf(body))).toBe(7);
});

test('what its functions trap in ends the process that it is in', async () => {
  await expect(exitOf(await guestOf(FORK, { startUnwind: 'unreachable' }))).rejects.toThrow(/unreachable/);
  await expect(exitOf(await guestOf(FORK, { stopUnwind: 'unreachable' }))).rejects.toThrow(/unreachable/);
  await expect(exitOf(await guestOf(FORK, { startRewind: 'unreachable' }))).rejects.toThrow(/unreachable/);
});

test.each(['(mut funcref) (ref.null func)', '(mut externref) (ref.null extern)'])(
  'a global that is no number is not copied: %s',
  async (global) => {
    const wasm = await guestOf(FORK, NONE, `(global (export "fork_global_0") ${global})`);
    await expect(exitOf(wasm)).rejects.toThrow(GuestTrap);
  },
);

test('a global that cannot be set ends the new process only', async () => {
  const warnings: string[] = [];
  const body = `
    (if (i32.eqz (global.get $rounds))
      (then (global.set $rounds (i32.const 1)) ${FORK} (return)))
    (call $wait (i32.const -1) (i32.const 1) (i32.const 1024))
    ${exit('(i32.const 7)')}`;
  const wasm = await guestOf(body, NONE, '(global (export "fork_global_0") i32 (i32.const 1))');
  expect(await exitOf(wasm, warnings)).toBe(7);
  expect(warnings).toHaveLength(1);
});

test('a module with more globals, or exports, than programs have is not copied', async () => {
  const globals = Array.from(
    { length: 1001 },
    (_, at) => `(global (export "fork_global_${at}") (mut i32) (i32.const 0))`,
  );
  expect(await exitOf(await guestOf(`${FORK} ${TELL}`, NONE, globals.join(' ')))).toBe(ENOSYS);
  const exports = Array.from({ length: 10_001 }, (_, at) => `(export "f${at}" (func $many))`);
  expect(await exitOf(await guestOf(`${FORK} ${TELL}`, NONE, `(func $many) ${exports.join(' ')}`))).toBe(ENOSYS);
});

test('a memory that has no room for the stack is not copied', async () => {
  const ENOMEM = 11;
  const wasm = await assemble({
    body: `${FORK} ${TELL}`,
    memory: '(memory (export "memory") 2 4)',
    imports: '(import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))',
    more: `
      (func (export "asyncify_start_unwind") (param i32))
      (func (export "asyncify_stop_unwind"))
      (func (export "asyncify_start_rewind") (param i32))
      (func (export "asyncify_stop_rewind"))`,
  });
  expect(await exitOf(wasm)).toBe(ENOMEM);
});
