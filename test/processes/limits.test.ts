// What the processes of a guest that forks may do together, and how they end.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type Denial, type Guest, GuestKilled, LimitError, runGuest, spawnGuest, type SpawnOptions } from 'wasock';
import { LINKINGS } from '../support/families.ts';
import { openSockets } from '../support/descriptors.ts';
import { collectGarbage } from '../support/garbage.ts';
import { compiled, LOOPBACK, openOutput, run } from '../support/guest.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const WAYS = fileURLToPath(new URL('guests/ways.ts', import.meta.url));

interface Started {
  readonly guest: Guest;
  readonly warnings: string[];
  readonly denials: Denial[];
  lines(): string[];
}

async function start(way: string, options: SpawnOptions = {}, args: readonly string[] = []): Promise<Started> {
  const output = openOutput();
  const warnings: string[] = [];
  const denials: Denial[] = [];
  const guest = spawnGuest(await compiled(WAYS), {
    args: ['ways', way, ...args],
    policy: { fork: 4 },
    stdout: output.descriptor,
    onWarning: (message) => void warnings.push(message),
    onDenied: (denial) => void denials.push(denial),
    ...options,
  });
  onTestFinished(() => guest.kill());
  return { guest, warnings, denials, lines: output.lines };
}

/** Resolves when the guest has printed so many lines. */
async function printed({ guest, lines }: Started, count: number): Promise<void> {
  const state = { isOver: false };
  guest.exited.finally(() => (state.isOver = true)).catch(() => {});
  while (!state.isOver && lines().length < count) await new Promise((resolve) => setImmediate(resolve));
}

test('without permission there is one process, and a denial', async () => {
  const { guest, warnings, denials, lines } = await start('one', { policy: {} });
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['fork: -1', 'error: 1', 'wait: true']);
  expect(warnings).toEqual(['pcntl_fork(): Error 1']);
  expect(denials).toEqual([{ permission: 'fork', subject: 'another process', flag: '--allow-fork' }]);
});

test('a policy function is asked, also by a process that another made', async () => {
  const asked: string[] = [];
  const policy = ({ permission, subject }: { permission: string; subject: string }): boolean => {
    asked.push(`${permission} ${subject}`);
    return permission === 'fork';
  };
  const { guest, lines } = await start('lookups', { policy });
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['refused: 3']);
  expect(asked.filter((one) => one.startsWith('fork'))).toEqual(Array(3).fill('fork another process'));
  expect(asked.filter((one) => one.startsWith('bind'))).toHaveLength(3);
});

test('there are as many as the policy allows at once', async () => {
  const { guest, warnings, lines } = await start('as many as allowed', { policy: { fork: 3 } });
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['made: 3', 'error: 11', 'another: true']);
  expect(warnings).toEqual(['pcntl_fork(): Error 11']);
});

test('a guest on this thread has no other process', async () => {
  const output = openOutput();
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  const options = { args: ['ways', 'one'], policy: { fork: 4 }, stdout: output.descriptor, onWarning };
  expect(await runGuest(await compiled(WAYS), options)).toBe(0);
  expect(output.lines()).toEqual(['fork: -1', 'error: 38', 'wait: true']);
  expect(warnings).toEqual(['pcntl_fork(): Error 38']);
});

test.each(LINKINGS.filter((linking) => linking !== 'blocking'))('nor has one that is %s', async (linking) => {
  const { code, lines, warnings } = await run(WAYS, ['one'], { linking, policy: { ...LOOPBACK, fork: 4 } });
  expect(code).toBe(0);
  expect(lines).toEqual(['fork: -1', 'error: 38', 'wait: true']);
  expect(warnings).toEqual(['pcntl_fork(): Error 38']);
});

test('limits.sockets counts those of all processes', async () => {
  const some = await start('sockets', { limits: { sockets: 40 } });
  expect(await some.guest.exited).toBe(0);
  // Of 40, each process has ten.
  expect(some.lines()[0]).toBe('more: 20');
  const few = await start('sockets', { limits: { sockets: 15 } });
  expect(await few.guest.exited).toBe(0);
  expect(few.lines()).toEqual(['again: -1', 'error: 11']);
});

test('what processes will have is counted before they have begun', async () => {
  const { guest, lines } = await start('sockets of many', { policy: { fork: 16 }, limits: { sockets: 45 } });
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['made: 3']);
});

test.each([{ cpuTimeMs: 500 }, { wallTimeMs: 1000 }])('%o ends processes whose first has ended', async (limits) => {
  const { guest } = await start('orphan that spins', { limits });
  await expect(guest.exited).rejects.toThrow(LimitError);
});

test('hundreds of processes one after the other leave nothing behind', async () => {
  const before = openSockets();
  const { guest, lines } = await start('again and again');
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['ended: 300']);
  expect(openSockets()).toEqual(before);
  // Shared memory of each was 278 KB; the engine gives it back in its own time.
  await expect.poll(() => (collectGarbage(), process.memoryUsage().arrayBuffers)).toBeLessThan(60 * 2 ** 20);
});

test('the files of sockets that all processes have bound are bounded together', async () => {
  const directory = temporaryDirectory();
  const policy = { fork: 1, bind: [`unix:${directory}/*`] };
  const { guest, lines } = await start('files', { policy, limits: { sockets: 2000 } }, [directory]);
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['files: 1024', 'files: 0', 'files: 0']);
  expect(readdirSync(directory)).toEqual([]);
});

test('descriptors under way count when the process has ended that sent them, until nobody can receive them', async () => {
  const limits = { descriptorsInFlight: 100 };
  const { guest, lines } = await start('in flight', { limits }, ['closed']);
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['passed: 100', 'more: false', 'later: true']);
});

test('limits.memory is for all memories together, and ends all processes', async () => {
  const { guest } = await start('memory', { limits: { memory: 40e6 } });
  await expect(guest.exited).rejects.toThrow(LimitError);
});

test('a process that would have too much memory is not made', async () => {
  const { guest, lines } = await start('one', { limits: { memory: 2e6 } });
  expect(await guest.exited).toBe(0);
  expect(lines().slice(0, 2)).toEqual(['fork: -1', 'error: 12']);
});

test('limits.bytesSent is for what all processes send, also those that have ended', async () => {
  const { guest, lines } = await start('bytes', { limits: { bytesSent: 50 } });
  await expect(guest.exited).rejects.toThrow('limits.bytesSent is 50');
  expect(lines()).toEqual(Array(5).fill('sent: 0'));
  expect((await guest.usage()).bytesSent.current).toBe(50);
});

test.each([{ cpuTimeMs: 500 }, { wallTimeMs: 500 }])('%o ends all processes', async (limits) => {
  const before = openSockets();
  const { guest } = await start('spins', { limits });
  await expect(guest.exited).rejects.toThrow(LimitError);
  expect(openSockets()).toEqual(before);
});

test.each(['spins', 'waits', 'orphan that waits'])('kill() ends every process: %s', async (way) => {
  const started = await start(way);
  await printed(started, way === 'spins' ? 2 : 1);
  const { guest } = started;
  await guest.kill();
  await expect(guest.exited).rejects.toThrow(GuestKilled);
});

test('a guest that forks without end is killed', async () => {
  const started = await start('bomb', { policy: { fork: 3 } });
  while (started.warnings.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await started.guest.kill();
  await expect(started.guest.exited).rejects.toThrow(GuestKilled);
});

test('a process goes on without the one that made it; the guest ends with the last', async () => {
  const { guest, lines } = await start('orphan');
  expect(await guest.exited).toBe(4);
  expect(lines()).toEqual(['orphan: true']);
});

test('the file of a socket lives as long as any process', async () => {
  const path = join(temporaryDirectory(), 's');
  const { guest } = await start('file', { policy: { fork: 1, bind: [`unix:${path}`] } }, [path]);
  const gate = guest.connect('gate');
  const [said] = (await once(gate, 'data')) as [Buffer];
  expect(String(said)).toBe('alone');
  const client = createConnection(path);
  await once(client, 'connect');
  client.destroy();
  expect(existsSync(path)).toBe(true);
  gate.end('x');
  await guest.exited;
  expect(existsSync(path)).toBe(false);
});

test('a trap of a process ends that one, and is told', async () => {
  const { guest, warnings, lines } = await start('traps');
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['signal: 6']);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^process \d+ has ended: unreachable/);
});

test.each(['kills itself', 'kills its parent'])(
  'a signal that ends the first process is its exit code: %s',
  async (way) => {
    const { guest, lines } = await start(way);
    expect(await guest.exited).toBe(128 + 9);
    expect(lines()).toEqual([]);
  },
);

test('forks return through deep calls', async () => {
  const { guest, lines } = await start('deep', {}, ['3000']);
  expect(await guest.exited).toBe(0);
  expect(lines()).toEqual(['deep: 3000']);
});
