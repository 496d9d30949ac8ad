// The same module on this host and in wasmtime: the errors of plain calls, and the exit code.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Command, wasock } from '../../support/command-line.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const python = process.env['WASOCK_WASMTIME_PYTHON'];
const SCRIPT = fileURLToPath(new URL('wasmtime-run.py', import.meta.url));

/** Calls by which a guest without files learns what it has: the function, its parameters, then operands. */
const CALLS: [name: string, params: string, ...operands: (readonly number[])[]][] = [
  ['args_sizes_get', 'i32 i32', [4096, 4100]],
  ['environ_sizes_get', 'i32 i32', [4096, 4100]],
  ['clock_time_get', 'i32 i64 i32', [0, 0, 4096], [1, 0, 4096]],
  ['clock_res_get', 'i32 i32', [0, 4096], [1, 4096]],
  ['random_get', 'i32 i32', [4096, 10]],
  ['sched_yield', '', []],
  ['fd_fdstat_get', 'i32 i32', [0, 4096], [1, 4096], [2, 4096], [3, 4096]],
  ['fd_filestat_get', 'i32 i32', [0, 4096], [3, 4096]],
  ['fd_prestat_get', 'i32 i32', [0, 4096], [3, 4096], [4, 4096]],
  ['fd_prestat_dir_name', 'i32 i32 i32', [3, 4096, 4]],
  ['fd_read', 'i32 i32 i32 i32', [1, 0, 1, 8], [2, 0, 1, 8], [3, 0, 1, 8]],
  ['fd_seek', 'i32 i64 i32 i32', [1, 0, 0, 4096], [4, 0, 0, 4096]],
  ['fd_tell', 'i32 i32', [1, 4096], [4, 4096]],
  ['fd_sync', 'i32', [5]],
  ['fd_fdstat_set_flags', 'i32 i32', [4, 4]],
  ['fd_close', 'i32', [7], [1]],
];

/** Prints the error of each call in a line of two digits on the standard error, then exits with 7. */
async function guest(): Promise<Uint8Array> {
  const imports = CALLS.map(
    ([name, params]) => `(import "wasi_snapshot_preview1" "${name}" (func $${name} (param ${params}) (result i32)))`,
  );
  const bodies = CALLS.flatMap(([name, params, ...calls]) => {
    const types = params.split(' ');
    return calls.map((operands) => {
      const pushed = operands.map((operand, index) => `(${types[index]}.const ${operand})`).join(' ');
      return `(call $print (call $${name} ${pushed}))`;
    });
  });
  return parse(`(module
    ${imports.join('\n')}
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 1)
    (func $print (param $errno i32)
      (i32.store8 (i32.const 100) (i32.add (i32.const 48) (i32.div_u (local.get $errno) (i32.const 10))))
      (i32.store8 (i32.const 101) (i32.add (i32.const 48) (i32.rem_u (local.get $errno) (i32.const 10))))
      (i32.store8 (i32.const 102) (i32.const 10))
      (i32.store (i32.const 120) (i32.const 100)) (i32.store (i32.const 124) (i32.const 3))
      (drop (call $write (i32.const 2) (i32.const 120) (i32.const 1) (i32.const 128))))
    (func (export "_start") ${bodies.join('\n')} (call $exit (i32.const 7))))`);
}

test.skipIf(python === undefined)('a guest sees of its descriptors and clocks what it sees in wasmtime', async () => {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, await guest());
  const here = wasock('run', path);
  const there = new Command(python ?? '', [SCRIPT, path]);
  const codes = await Promise.all([here.exited, there.exited]);
  expect(codes).toEqual([7, 7]);
  const names = CALLS.flatMap(([name, , ...calls]) => calls.map((operands) => `${name} ${operands.join(' ')}`));
  const table = (text: string) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((errno, index) => `${names[index]}: ${errno}`);
  expect(table(here.stderr)).toHaveLength(names.length);
  expect(table(here.stderr)).toEqual(table(there.stderr));
});
