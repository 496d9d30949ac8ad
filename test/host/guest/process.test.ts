// Guests in processes of their own: the same to their embedder as those in threads.
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import {
  type Guest,
  createGuestProcess,
  type Denial,
  GuestCrashed,
  GuestKilled,
  type GuestProcess,
  type GuestProcessOptions,
  GuestTrap,
  LinkError,
  OptionError,
  PolicyError,
  spawnGuest,
  type SpawnOptions,
} from 'wasock';
import { Command } from '../../support/command-line.ts';
import { openDescriptors } from '../../support/descriptors.ts';
import { openOutput } from '../../support/guest.ts';
import { assemble, PAIR } from '../../support/wat.ts';

/** Tells its starter so by a warning. */
const ANNOUNCE = '(call $report (i32.const 0) (i32.const 0) (i32.const 0))';
const SPIN = '(loop (br 0))';
/** Which V8 interrupts only where it is told to look in every round. */
const FILL = '(loop (memory.fill (i32.const 1024) (i32.const 1) (i32.const 60000)) (br 0))';
const BLOCK = `(drop (call $poll_oneoff (i32.const 64) (i32.const 256) (i32.const 1) (i32.const 512)))`;
const POLL =
  '(import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))' +
  '(import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))' +
  '(import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ (param i32 i32) (result i32)))' +
  '(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))';
/** A subscription to a clock in an hour, and a text with what writes it. */
const DATA = `(data (i32.const 88) "\\00\\a0\\b8\\30\\46\\03\\00\\00") (data (i32.const 600) "hello") (data (i32.const 592) "\\58\\02\\00\\00\\05\\00\\00\\00")`;
const HELLO = '(drop (call $write (i32.const 1) (i32.const 592) (i32.const 1) (i32.const 700)))';

const guestOf = (body: string) => assemble({ body, imports: POLL, more: DATA });

function roomFor(options?: GuestProcessOptions): GuestProcess {
  const room = createGuestProcess(options);
  onTestFinished(() => room.close());
  return room;
}

/** A guest that has announced itself. */
async function startAnnounced(body: string, options: SpawnOptions) {
  const wasm = await guestOf(`${PAIR} ${ANNOUNCE} ${body}`);
  return new Promise<ReturnType<typeof spawnGuest>>((resolve, reject) => {
    const guest = spawnGuest(wasm, { ...options, onWarning: () => resolve(guest) });
    guest.exited.then((code) => reject(new Error(`exited with ${code}`)), reject);
  });
}

// In a thread more than once: it is chance what Node reads for it when it has no descriptor for more.
test.each([
  ['process', 1],
  ['worker', 3],
])('where no descriptor is left a guest is not started, and nothing is left behind (%s)', async (isolation, times) => {
  const script = fileURLToPath(new URL('crowded.mjs', import.meta.url));
  // In a session of its own, which is what a kill(2) of 0 would end.
  const command = new Command('setsid', [
    '--wait',
    'sh',
    '-c',
    `ulimit -n 512; exec "$@"`,
    'sh',
    process.execPath,
    '--no-warnings',
    script,
    isolation,
    String(times),
  ]);
  expect(await command.exited, command.stderr).toBe(0);
  const rounds = JSON.parse(command.stdout) as { left: number; ended: string; more: string[] }[];
  expect(rounds.filter(({ more }) => more.length > 0)).toEqual([]);
  expect(rounds[0]!.ended).toMatch(/emfile/i);
  expect(rounds.at(-1)!.ended).toBe('0');
});

test.each(['process', 'shared'])('a guest gives its exit code, and writes where it was told to (%s)', async (which) => {
  const output = openOutput();
  const streams = { stdout: output.descriptor };
  const body = `${HELLO} (drop (call $environ (i32.const 800) (i32.const 804))) (call $exit (i32.load (i32.const 800)))`;
  const env = { A: '1', B: '2', C: '3' };
  const guest =
    which === 'process'
      ? spawnGuest(await guestOf(body), { isolation: 'process', env, ...streams })
      : spawnGuest(await guestOf(body), { isolation: roomFor(streams), env });
  expect(await guest.exited).toBe(3);
  expect(output.text()).toBe('hello');
});

test.each([
  ['computes', SPIN],
  ['waits', BLOCK],
])('a guest that %s is ended by kill, and nothing of it is left', async (_, body) => {
  await (await startAnnounced(body, { isolation: 'process' })).kill();
  const before = openDescriptors();
  const guest = await startAnnounced(body, { isolation: 'process' });
  await guest.kill();
  await expect(guest.exited).rejects.toThrow(GuestKilled);
  await guest.kill();
  expect(openDescriptors()).toEqual(before);
});

test('a guest is killed before its process has begun', async () => {
  const guest = spawnGuest(await guestOf(SPIN), { isolation: 'process' });
  await guest.kill();
  await expect(guest.exited).rejects.toThrow(GuestKilled);
});

test.each(['process', 'shared'])('what ends a guest arrives with its class and text (%s)', async (which) => {
  const isolation = which === 'process' ? which : roomFor();
  const trap = spawnGuest(await assemble({ body: '(drop (call $is-blocking (i32.const 77)))' }), { isolation });
  await expect(trap.exited).rejects.toThrow(GuestTrap);
  await expect(trap.exited).rejects.toThrow(/77 is not the handle of a socket/);
  const unreachable = spawnGuest(await assemble({ body: 'unreachable' }), { isolation });
  await expect(unreachable.exited).rejects.toThrow(WebAssembly.RuntimeError);
  const component = spawnGuest(Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0), { isolation });
  await expect(component.exited).rejects.toThrow(LinkError);
  const invalid = spawnGuest(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 77), { isolation });
  await expect(invalid.exited).rejects.toThrow(WebAssembly.CompileError);
});

test('what cannot be sent to a process is refused at once', async () => {
  const wasm = await guestOf('');
  const isolation = roomFor();
  expect(() => spawnGuest(wasm, { isolation, policy: { connect: ['127.0.0.1:http'] } })).toThrow(PolicyError);
  const env = { NAME: (() => {}) as unknown as string };
  expect(() => spawnGuest(wasm, { isolation, env })).toThrow(OptionError);
  expect(() => spawnGuest(wasm, { isolation: 'process', env })).toThrow(OptionError);
  expect(() => spawnGuest(wasm, { isolation, stdout: 1 })).toThrow(TypeError);
  expect(() => spawnGuest(wasm, { isolation: 'thread' as 'worker' })).toThrow(TypeError);
  expect(await spawnGuest(wasm, { isolation }).exited).toBe(0);
});

test('warnings and refusals arrive in their order', async () => {
  const heard: string[] = [];
  const connect = `(call $create (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 1000))
    (call $connect (i32.load (i32.const 1004)) (i32.const 1) (i32.const 80) (i32.const 192) (i32.const 0) (i32.const 2)
      ${'(i32.const 1) '.repeat(7)} (i32.const 1300))`;
  const guest = spawnGuest(await guestOf(`${ANNOUNCE} ${connect} ${ANNOUNCE}`), {
    isolation: 'process',
    onWarning: () => heard.push('warning'),
    onDenied: ({ subject }: Denial) => heard.push(subject),
  });
  expect(await guest.exited).toBe(0);
  expect(heard).toEqual(['warning', '192.0.2.1:80', 'warning']);
});

test('a process that ends takes its guests with it, and no more: each is told how', async () => {
  const room = roomFor();
  const guests = [
    await startAnnounced(SPIN, { isolation: room }),
    await startAnnounced(BLOCK, { isolation: room }),
    await startAnnounced(BLOCK, { isolation: 'process' }),
  ];
  process.kill(room.pid ?? 0, 'SIGSEGV');
  for (const { exited } of guests.slice(0, 2)) {
    const error: unknown = await exited.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GuestCrashed);
    expect(error).toMatchObject({ code: 'ERR_WASOCK_CRASH', signal: 'SIGSEGV', exitCode: null });
  }
  await guests[2]?.kill();
  await expect(guests[2]?.exited).rejects.toThrow(GuestKilled);
  expect(() => spawnGuest(new Uint8Array(), { isolation: room })).toThrow(GuestCrashed);
});

// A machine that is so busy that the guest is not ended in 75 ms has its process ended: see docs/isolation.md.
test('killing one guest of a process leaves the others, also where it only computes', { retry: 3 }, async () => {
  const room = roomFor();
  const other = await startAnnounced(BLOCK, { isolation: room });
  for (const body of [SPIN, BLOCK, FILL]) {
    const guest = await startAnnounced(body, { isolation: room });
    await guest.kill();
    await expect(guest.exited).rejects.toThrow(GuestKilled);
  }
  const output = spawnGuest(await guestOf('(call $exit (i32.const 7))'), { isolation: room });
  expect(await output.exited).toBe(7);
  await room.close();
  await expect(other.exited).rejects.toThrow(GuestKilled);
});

test('a process of guests has nothing of its starter’s: no variables, no flags, no descriptors', async () => {
  process.env['WASOCK_SECRET'] = 'x';
  const file = openOutput();
  const room = roomFor({ stdout: file.descriptor });
  expect(await spawnGuest(await guestOf(HELLO), { isolation: room }).exited).toBe(0);
  const at = `/proc/${room.pid}`;
  const names = readFileSync(`${at}/environ`, 'latin1')
    .split('\0')
    .map((entry) => entry.split('=')[0]);
  expect(names.filter((name) => name !== '').sort()).toEqual([]);
  const own = new Set(linksOf('self', isClosedOnExec));
  const streams = [0, file.descriptor, 2].flatMap((fd) => linksOf('self', fd));
  // Both ends of a pipe have one name: those of its last words and of the channel.
  const pipes = [2, 3, 8].flatMap((fd) => linksOf(room.pid ?? 0, fd));
  const ownOf = (links: string[]) => new Set(links.filter((link) => own.has(link)));
  expect(ownOf(linksOf(room.pid ?? 0))).toEqual(ownOf([...streams, ...pipes]));
  delete process.env['WASOCK_SECRET'];
});

test('a process of guests ends with its starter, whatever they do', async () => {
  const script = fileURLToPath(new URL('starter.mjs', import.meta.url));
  const starter = new Command(process.execPath, ['--no-warnings', script]);
  const [, pid] = await starter.printed(/spinning in (\d+)/);
  process.kill(starter.pid, 'SIGKILL');
  await expect(starter.exited).rejects.toThrow(/SIGKILL/);
  await expect.poll(() => isAlive(Number(pid)), { timeout: 5000 }).toBe(false);
});

test('a process without guests does not keep its starter', async () => {
  const script = `import { createGuestProcess } from 'wasock'; createGuestProcess(); console.log('done');`;
  const command = new Command(process.execPath, ['--input-type=module', '-e', script]);
  expect(await command.exited).toBe(0);
});

/** What the descriptors of a process refer to, but for devices and node's event loops. */
function linksOf(pid: number | 'self', which: number | ((fd: string) => boolean) = () => true): string[] {
  const wanted = typeof which === 'number' ? (fd: string) => fd === String(which) : which;
  const links = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return wanted(fd) ? [readlinkSync(`/proc/${pid}/fd/${fd}`)] : [];
    } catch {
      return []; // the one that lists them
    }
  });
  return links.filter((link) => !/^(anon_inode:|\/dev\/)/.test(link));
}

/** Whether a descriptor is this process' own, not one that it was started with and hands on as everybody does. */
function isClosedOnExec(fd: string): boolean {
  const flags = /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1] ?? '';
  return (Number.parseInt(flags, 8) & 0o2000000) !== 0;
}

/** Whether a process runs: one that has ended and was not waited for does not. */
function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  try {
    return !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

test('killing a guest that starts takes nothing from its neighbours', async () => {
  const room = roomFor();
  const body = `${PAIR} (call $report (i32.const 0) (i32.const 0) (i32.const 0))
    (call $receive (i32.load (i32.const 1008)) (i32.const 1) (i32.const 0) (i32.const 1100))`;
  const neighbourWasm = await guestOf(body);
  const neighbour = await new Promise<Guest>((resolve) => {
    const guest = spawnGuest(neighbourWasm, { isolation: room, onWarning: () => resolve(guest) });
  });
  const idle = await guestOf('');
  for (let round = 0; round < 3; round++) await spawnGuest(idle, { isolation: room }).kill();
  expect((await neighbour.usage()).sockets.current).toBe(2);
  await neighbour.kill();
  await expect(neighbour.exited).rejects.toThrow(GuestKilled);
});
