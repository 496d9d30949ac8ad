// What a guest may take: memory, tables and time, by each route. A guest that takes more has a clear end, and nobody else does.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, onTestFinished, test } from 'vitest';
import { compileModule, LimitError, type Limits, LinkError, OptionError, runGuest, spawnGuest } from 'wasock';
import { compileGuest } from 'wasock/build';
import { createHost } from 'wasock/host';
import { createPhp } from 'wasock/php';
import { boundModules } from '#host/wasm/bounded-module';
import { wasock } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { assemble, FIRST, PAIR } from '../support/wat.ts';

const PAGE = 65_536;

function file(wasm: Uint8Array): string {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, wasm);
  return path;
}

/** `limits` as flags. */
const FLAGS: Partial<Record<keyof Limits, [flag: string, unit: string]>> = {
  memory: ['--max-memory', ''],
  tableElements: ['--max-table-elements', ''],
  sockets: ['--max-sockets', ''],
  operationsPerSecond: ['--max-operations-per-second', ''],
  cpuTimeMs: ['--max-cpu-time', 'ms'],
  wallTimeMs: ['--max-wall-time', 'ms'],
  streamBytes: ['--max-stream-bytes', ''],
};

async function command(wasm: Uint8Array, limits: Limits): Promise<number> {
  const flags = Object.entries(limits).map(([name, value]) => {
    const [flag, unit] = FLAGS[name as keyof Limits] ?? ['', ''];
    return `${flag}=${value === Infinity ? 'none' : `${value}${unit}`}`;
  });
  const run = wasock('run', file(wasm), ...flags);
  const code = await run.exited;
  const [, limit = '', value] = /a limit: limits\.(\w+) is (\d+):/.exec(run.stderr) ?? [];
  if (code === 134 && limit !== '') throw new LimitError(limit, Number(value), 'the command said so');
  return code;
}

type Run = (wasm: Uint8Array, limits: Limits) => Promise<number>;

/** Every way to run a core module. */
const ROUTES: [name: string, run: Run][] = [
  ['runGuest', (wasm, limits) => runGuest(wasm, { limits })],
  ['spawnGuest', async (wasm, limits) => spawnGuest(wasm, { limits }).exited],
  ['wasock run', command],
  ['spawnGuest, in a process', async (wasm, limits) => spawnGuest(wasm, { limits, isolation: 'process' }).exited],
];

const EXIT = '(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))';

/** Grows until it fails, and exits with how many pages or elements there are then. */
const GROW_MEMORY = `(loop (br_if 0 (i32.ne (memory.grow (i32.const 1)) (i32.const -1)))) (call $exit (memory.size))`;
const GROW_TABLE = `(loop (br_if 0 (i32.ne (table.grow (ref.null func) (i32.const 1)) (i32.const -1)))) (call $exit (table.size))`;

test('a guest with more types than V8 takes in time is not started', async () => {
  const types = (count: number): string =>
    Array.from({ length: count }, (_unused, index) => {
      const params = index.toString(2).replaceAll('0', ' i32').replaceAll('1', ' i64');
      return `(type (func (param${params})))`;
    }).join('\n');
  const wasm = await assemble({ body: '', more: types(10_001) });
  expect(() => compileModule(wasm)).toThrow('a guest has at most 10000 types');
  await expect(runGuest(wasm)).rejects.toThrow(LinkError);
});

describe.each(ROUTES)('%s', (_, run) => {
  test('memory grows to the limit and no further: memory.grow gives -1', async () => {
    const wasm = await assemble({ imports: EXIT, body: GROW_MEMORY });
    await expect(run(wasm, { memory: 40 * PAGE + 1 })).resolves.toBe(40);
  });

  test('memory grows to its own maximum where that is less', async () => {
    const wasm = await assemble({ imports: EXIT, body: GROW_MEMORY, memory: '(memory (export "memory") 1 7)' });
    await expect(run(wasm, { memory: 40 * PAGE })).resolves.toBe(7);
    await expect(run(wasm, { memory: Infinity })).resolves.toBe(7);
  });

  test('a guest that starts with more memory is not started', async () => {
    const wasm = await assemble({ body: '', memory: '(memory (export "memory") 3)' });
    await expect(run(wasm, { memory: 3 * PAGE - 1 })).rejects.toThrow(LimitError);
    await expect(run(wasm, { memory: 3 * PAGE })).resolves.toBe(0);
  });

  test('a table grows to the limit and no further; another keeps what it has', async () => {
    const wasm = await assemble({ imports: EXIT, body: GROW_TABLE, more: '(table 2 funcref) (table 5 9 externref)' });
    await expect(run(wasm, { tableElements: 30 })).resolves.toBe(30 - 9);
  });

  test('a guest that starts with larger tables is not started', async () => {
    const wasm = await assemble({ body: '', more: '(table 11 funcref)' });
    await expect(run(wasm, { tableElements: 10 })).rejects.toThrow(LimitError);
  });

  test('one socket too many fails with EMFILE', async () => {
    const many = `(local $n i32)
      (loop
        (call $pair (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1000))
        (if (i32.load8_u (i32.const 1000)) (then (call $exit (local.get $n))))
        (local.set $n (i32.add (local.get $n) (i32.const 1)))
        (br 0))`;
    const wasm = await assemble({ imports: EXIT, body: many });
    await expect(run(wasm, { sockets: 9 })).resolves.toBe(4);
  });

  test('standard streams write what fits, then the guest is ended', async () => {
    const write = `(i32.store8 (i32.const 32) (i32.const 46)) (i32.store (i32.const 8) (i32.const 32)) (i32.store (i32.const 12) (i32.const 1))
      (local.set $n (i32.const 9))
      (loop
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (drop (call $write (i32.const 2) (i32.const 8) (i32.const 1) (i32.const 16)))
        (br_if 0 (local.get $n)))`;
    const imports = `(import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))`;
    const wasm = await assemble({ imports, body: `(local $n i32) ${write}` });
    await expect(run(wasm, { streamBytes: 9 })).resolves.toBe(0);
    await expect(run(wasm, { streamBytes: 8 })).rejects.toThrow('limits.streamBytes is 8');
  });

  test('a guest that waits is ended when its time is over', async () => {
    const wasm = await assemble({
      body: `${PAIR} (call $receive (i32.load (i32.const 1008)) (i32.const 1) (i32.const 0) (i32.const 1100))`,
    });
    await expect(run(wasm, { wallTimeMs: 50 })).rejects.toThrow(LimitError);
  });

  test.each(['wallTimeMs', 'cpuTimeMs'])('a guest that calls its host in a loop is ended by %s', async (limit) => {
    const wasm = await assemble({ body: `${PAIR} (loop (drop (call $is-blocking ${FIRST})) (br 0))` });
    const outcome = run(wasm, { [limit]: 50 });
    await expect(outcome).rejects.toThrow(LimitError);
    await expect(outcome).rejects.toMatchObject({ limit, value: 50, code: 'ERR_WASOCK_LIMIT' });
  });

  test('a guest that handles every exception is ended all the same', async () => {
    const loop = `(loop (drop (call $is-blocking ${FIRST})) (br 0))`;
    const wasm = await assemble({ body: `${PAIR} try ${loop} catch_all ${loop} end` });
    await expect(run(wasm, { wallTimeMs: 50 })).rejects.toThrow(LimitError);
  });
});

describe.each(ROUTES.slice(1))('%s, from outside', (_, run) => {
  test.each(['wallTimeMs', 'cpuTimeMs'])('a guest that only computes is ended by %s', async (limit) => {
    const wasm = await assemble({ body: '(loop (br 0))' });
    await expect(run(wasm, { [limit]: 50 })).rejects.toMatchObject({ limit, value: 50 });
  });
});

test.each(['--max-wall-time', '--max-cpu-time'])('wasock run %s ends a component that only computes', async (flag) => {
  const wasm = await parse(`(component
    (core module $m (func (export "run") (result i32) (loop (br 0)) (i32.const 0)))
    (core instance $i (instantiate $m))
    (func $run (result (result)) (canon lift (core func $i "run")))
    (component $c (import "f" (func $f (result (result)))) (export "run" (func $f)))
    (instance $r (instantiate $c (with "f" (func $run))))
    (export "wasi:cli/run@0.2.0" (instance $r)))`);
  const run = wasock('run', file(wasm), flag, '100ms');
  expect(await run.exited).toBe(134);
  expect(run.stderr).toMatch(/the guest reached a limit: limits\.(wall|cpu)TimeMs is 100/);
});

test('a guest that is ended by its time takes nothing from another', async () => {
  const looping = await assemble({ body: '(loop (br 0))' });
  const waiting = await assemble({
    imports: EXIT,
    body: `${PAIR} (call $report (i32.const 0) (i32.const 0) (i32.const 0)) (call $receive (i32.load (i32.const 1008)) (i32.const 1) (i32.const 0) (i32.const 1100))`,
  });
  let announce = (): void => {};
  const started = new Promise<void>((resolve) => (announce = resolve));
  const other = spawnGuest(waiting, { onWarning: () => announce() });
  onTestFinished(() => other.kill());
  await started;
  await expect(spawnGuest(looping, { limits: { cpuTimeMs: 30 } }).exited).rejects.toThrow(LimitError);
  const { sockets, wallTimeMs } = await other.usage();
  expect(sockets).toMatchObject({ current: 2, peak: 2 });
  expect(wallTimeMs.current).toBeGreaterThan(30);
});

test('a guest that is held back, for ever here, can be killed', async () => {
  const body = `(call $report (i32.const 0) (i32.const 0) (i32.const 0))`;
  const guest = spawnGuest(await assemble({ body }), { limits: { operationsPerSecond: 0 } });
  await guest.kill();
  await expect(guest.exited).rejects.toThrow('killed');
});

test('operations are held back, not lost', async () => {
  const body = `(local $n i32) ${PAIR} (loop
    (drop (call $is-blocking ${FIRST}))
    (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if 0 (i32.lt_u (local.get $n) (i32.const 150))))`;
  const guest = spawnGuest(await assemble({ body }), { limits: { operationsPerSecond: 1000 } });
  await expect(guest.exited).resolves.toBe(0);
  expect((await guest.usage()).operations).toEqual({ current: 152, peak: 152, limit: 1000 });
});

describe('a module compiled for more than a guest may have', () => {
  const limits = { memory: 10 * PAGE };

  test.each([
    ['runGuest', (wasm: Uint8Array) => runGuest(compileModule(wasm), { limits })],
    ['spawnGuest', async (wasm: Uint8Array) => spawnGuest(compileModule(wasm), { limits }).exited],
  ])('is refused by %s', async (_, run) => {
    await expect(run(await assemble({ body: '' }))).rejects.toThrow(/limits.memory is 655360: compileModule, which/);
  });

  test('is run where it was compiled for no more, or can become no larger', async () => {
    const growing = await assemble({ body: '' });
    const fixed = await assemble({ body: '', memory: '(memory (export "memory") 1 10)' });
    await expect(runGuest(compileModule(growing, limits), { limits })).resolves.toBe(0);
    await expect(runGuest(compileModule(fixed), { limits })).resolves.toBe(0);
  });
});

describe('the core modules of a component', () => {
  const component = (more: string) =>
    parse(`(component
      (core module $m (memory 1) (func (export "run") (result i32)
        (loop (br_if 0 (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
        (i32.ne (memory.size) (i32.const 20))))
      (core instance $i (instantiate $m))
      ${more}
      (func $run (result (result)) (canon lift (core func $i "run")))
      (component $c (import "f" (func $f (result (result)))) (export "run" (func $f)))
      (instance $r (instantiate $c (with "f" (func $run))))
      (export "wasi:cli/run@0.2.0" (instance $r)))`);

  test.each([ROUTES[0]!, ROUTES[2]!])('%s: share one limit', async (_, run) => {
    await expect(run(await component(''), { memory: 20 * PAGE })).resolves.toBe(0);
    await expect(run(await component(''), { memory: 21 * PAGE })).resolves.toBe(1);
    const two = await component('(core module $n (memory 1 5)) (core instance (instantiate $n))');
    await expect(run(two, { memory: 25 * PAGE })).resolves.toBe(0);
  });

  test('and its standard streams another', async () => {
    const wasm = await compileGuest('examples/manual/socket_create_pair-1.ts', { target: 'component' });
    const stdout = openSync('/dev/null', 'w');
    onTestFinished(() => closeSync(stdout));
    await expect(runGuest(wasm, { stdout, limits: { streamBytes: 10_000 } })).resolves.toBe(0);
    await expect(runGuest(wasm, { stdout, limits: { streamBytes: 10 } })).rejects.toThrow('limits.streamBytes is 10');
  });

  test('have no more by being instantiated more than once', async () => {
    const wasm = await component('(core instance (instantiate $m))');
    await expect(runGuest(wasm, { limits: { memory: 20 * PAGE } })).rejects.toThrow(LimitError);
  });
});

describe('bounds of a module', () => {
  /** The declarations of memories and tables after bounding. */
  async function bounded(text: string, memory: number, tableElements = Infinity): Promise<string[]> {
    const binary = await parse(`(module ${text})`);
    const [found] = boundModules([binary], { memory, tableElements }, (limit) => new Error(limit));
    const printed = await print(found?.binary ?? binary);
    return Array.from(printed.matchAll(/\((?:memory|table) \(;\d+;\) ([^()]*)/g), ([, limits = '']) => limits.trim());
  }

  test.each([
    ['(memory 1)', 10 * PAGE, ['1 10']],
    ['(memory 1 5)', 10 * PAGE, ['1 5']],
    ['(memory 1 65536)', 10 * PAGE, ['1 10']],
    ['(memory 1 5)', Infinity, ['1 5']],
    ['(memory 1)', Infinity, ['1']],
    ['(memory 1 65536 shared)', 10 * PAGE, ['1 10 shared']],
    ['(memory i64 1)', 10 * PAGE, ['i64 1 10']],
    ['(memory i64 1 0x1_0000_0000)', 300 * PAGE, ['i64 1 300']],
    ['(memory 10 (pagesize 1))', 50, ['10 50']],
    // All of them together, whatever each declares; those that need little leave it to the others.
    ['(memory 1) (memory 1)', 10 * PAGE, ['1 5', '1 5']],
    ['(memory 1 2) (memory 1) (memory 1)', 12 * PAGE, ['1 2', '1 5', '1 5']],
    ['(memory 0 0) (memory 1)', 10 * PAGE, ['0 0', '1 10']],
  ])('%s within %s bytes is %j', async (text, memory, expected) => {
    expect((await bounded(text, memory)).map((limits) => limits.replace(/ *\(pagesize.*/, ''))).toEqual(expected);
  });

  test.each([
    ['(table 1 funcref)', 10, ['1 10 funcref']],
    ['(table 1 5 externref)', 10, ['1 5 externref']],
    ['(table i64 1 externref)', 10, ['i64 1 10 externref']],
    [
      '(func $f) (elem declare func $f) (table 3 100 funcref (ref.func $f)) (table 1 externref)',
      10,
      ['3 6 funcref', '1 4 externref'],
    ],
    ['(table 1 (ref null func) (ref.null func))', 10, ['1 10']],
    [
      '(global $g (import "a" "b") i32) (table 1 i31ref (ref.i31 (i32.add (i32.const -70000) (global.get $g))))',
      10,
      ['1 10 i31ref'],
    ],
  ])('%s within %s elements is %j', async (text, elements, expected) => {
    const found = await bounded(text, Infinity, elements);
    expect(found.map((limits, index) => limits.slice(0, expected[index]?.length))).toEqual(expected);
  });

  test('nothing is changed where nothing is too large, and the rest of a module never', async () => {
    const text = '(memory 1 2) (table 1 2 funcref) (func (export "f") (result i32) (memory.grow (i32.const 1)))';
    const binary = await parse(`(module ${text})`);
    const [same] = boundModules([binary], { memory: 2 * PAGE, tableElements: 2 }, (limit) => new Error(limit));
    expect(same?.binary).toBe(binary);
    const [other] = boundModules([binary], { memory: PAGE, tableElements: 1 }, (limit) => new Error(limit));
    const before = await print(binary);
    expect(await print(other!.binary)).toBe(before.replace(' 1 2)', ' 1 1)').replace(' 1 2 funcref', ' 1 1 funcref'));
  });

  test('one that is not valid stays so', async () => {
    const valid = await parse('(module (memory 1 2))');
    const wasm = valid.map((byte, index) => (index === valid.indexOf(5) + 4 ? 7 : byte));
    await expect(runGuest(wasm)).rejects.toThrow(WebAssembly.CompileError);
  });

  test('a guest with thousands of empty memories is refused: each takes addresses of the process', async () => {
    const wasm = await parse(`(module ${'(memory 0)'.repeat(101)})`);
    expect(() => compileModule(wasm)).toThrow(/at most 100|exceeds internal limit/);
  });
});

describe('options', () => {
  test.each([
    [{ memroy: 1 }, 'limits.memroy is not a valid option: expected one of memory, tableElements,'],
    [{ memory: -1 }, 'limits.memory is not a valid option: expected a number from 0 on, or Infinity'],
    [{ memory: NaN }, 'a number'],
    [{ memory: '1' }, 'a number'],
    [{ memory: 1n }, 'a number'],
    [{ memory: null }, 'a number'],
    [{ ['__proto__']: 1, toString: 5 }, 'limits.'],
    [[], 'an object'],
    ['4', 'an object'],
    [null, 'an object'],
  ])('%o is no limits', async (limits, message) => {
    const options = { limits: limits as Limits };
    const wasm = await assemble({ body: '' });
    await expect(runGuest(wasm, options)).rejects.toThrow(OptionError);
    await expect(runGuest(wasm, options)).rejects.toThrow(message);
    for (const start of [() => spawnGuest(wasm, options), () => createHost(options), () => createPhp(options)]) {
      expect(start).toThrow(OptionError);
    }
    expect(() => compileModule(wasm, options.limits)).toThrow(OptionError);
  });

  test('inherited limits are none', async () => {
    const wasm = await assemble({ body: '', memory: '(memory (export "memory") 3)' });
    await expect(runGuest(wasm, { limits: Object.create({ memory: 1 }) })).resolves.toBe(0);
  });

  test('what cannot hold somewhere is refused there', async () => {
    for (const name of ['memory', 'tableElements', 'gcHeap', 'streamBytes', 'cpuTimeMs']) {
      expect(() => createHost({ limits: { [name]: 1 } }), name).toThrow(OptionError);
    }
    for (const name of ['gcHeap', 'streamBytes', 'cpuTimeMs']) {
      expect(() => createPhp({ limits: { [name]: 1 } }), name).toThrow(OptionError);
    }
  });
});

test.each(['worker', 'process'] as const)(
  'usage tells what a guest in a %s has taken, while it runs and afterwards',
  async (isolation) => {
    const { createServer } = await import('node:net');
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const connect = `(call $create (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 1200))
    (call $connect (i32.load (i32.const 1204)) (i32.const 1) (i32.const ${port})
      (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1) ${'(i32.const 0) '.repeat(6)} (i32.const 1300))`;
    const body = `${PAIR}
    (drop (memory.grow (i32.const 3)))
    (call $send ${FIRST} (i32.const 0) (i32.const 5000) (i32.const 0) (i32.const 1100))
    (call $receive (i32.load (i32.const 1008)) (i32.const 70) (i32.const 0) (i32.const 1100))
    ${connect}
    (call $receive (i32.load (i32.const 1204)) (i32.const 1) (i32.const 0) (i32.const 1100))`;
    const connected = once(server, 'connection');
    const guest = spawnGuest(await assemble({ body, more: '(table 3 funcref)' }), { policy: { all: true }, isolation });
    const [peer] = await connected;
    const running = await guest.usage();
    expect(running).toMatchObject({
      memory: { current: 4 * PAGE, limit: 2 ** 30 },
      tableElements: { current: 3 },
      sockets: { current: 3, peak: 3 },
      bytesSent: { current: 5000, limit: Infinity },
      bytesReceived: { current: 70 },
      descriptorsInFlight: { current: 0, peak: 0, limit: 1024 },
      lookups: { current: 0 },
      denials: { current: 0, unreported: 0 },
    });
    expect(running.socketBuffers.current).toBeGreaterThan(4930);
    expect(running.cpuTimeMs.current).toBeGreaterThan(0);
    peer.destroy();
    await guest.exited;
    const { sockets, bytesSent, socketBuffers, wallTimeMs } = await guest.usage();
    expect({ sockets: sockets.current, sent: bytesSent.current, held: socketBuffers.current }).toEqual({
      sockets: 0,
      sent: 5000,
      held: 0,
    });
    expect((await guest.usage()).wallTimeMs).toEqual(wallTimeMs);
  },
);

const node26 = process.env['WASOCK_NODE26'];

test.skipIf(node26 === undefined)(
  'suspended guests are ended by their time and held back while the event loop runs (needs Node 26)',
  async () => {
    const waiting = `(call $receive (i32.load (i32.const 1008)) (i32.const 1) (i32.const 0) (i32.const 1100))`;
    const calling = `(loop (drop (call $is-blocking ${FIRST})) (br 0))`;
    const files = await Promise.all(
      [waiting, calling].map(async (body) => file(await assemble({ body: `${PAIR} ${body}` }))),
    );
    const script = fileURLToPath(new URL('node26/suspended-limits.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(node26 ?? '', ['--no-warnings', script, ...files]);
    const ended = { name: 'LimitError', limit: 'wallTimeMs', ticked: true };
    expect(JSON.parse(stdout)).toEqual([ended, ended]);
  },
);
