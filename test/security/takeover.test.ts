// Processes that speak for a guest that has taken them over: they harm nobody, and are ended.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { GuestCrashed, GuestKilled, LimitError, loadGuest, spawnGuest, type SpawnOptions } from 'wasock';
import { GuestProcess } from '#host/guest/guest-process';
import { openDescriptors } from '../support/descriptors.ts';

const HELPERS = new URL('takeover.mjs', import.meta.url);
const IMPORT = `import { frame, hear, hearOf, live, say, write } from '${HELPERS.href}';\n`;
/** None is run. */
const NO_GUEST = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const WARNING = `{ tag: 'report', id, report: { tag: 'warning', message: 'm', severity: 'notice' } }`;

/** A process that does this, once it has heard `start`: `id` is the guest's. */
function taken(body: string, isAlone = false): GuestProcess {
  const directory = mkdtempSync(join(tmpdir(), 'wasock-taken-'));
  const main = join(directory, 'main.mjs');
  writeFileSync(main, `${IMPORT} const { id } = hearOf('start');\n${body}`);
  const room = new GuestProcess({}, isAlone, main);
  onTestFinished(async () => {
    await room.close();
    rmSync(directory, { recursive: true });
  });
  return room;
}

function start(body: string, options: SpawnOptions = {}, isAlone = false) {
  return spawnGuest(NO_GUEST, { isolation: taken(body, isAlone), ...options });
}

/** How much more memory this process has at most while something is under way, in bytes. */
async function growthDuring(what: Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  await what.catch(() => {});
  clearInterval(timer);
  return most - before;
}

describe('a process is ended that says', () => {
  test.each([
    ['bytes that are nothing', `write(Buffer.alloc(100_000, 0xa5)); live();`],
    ['a frame of 4 GB', `write(Buffer.from([0xff, 0xff, 0xff, 0xff])); live();`],
    ['a frame of more than an answer has', `write(Buffer.from([1, 0, 0, 1])); live();`],
    ['an empty frame', `write(frame(Buffer.alloc(0))); live();`],
    ['what is no answer', `say({ tag: 'toString', id }); live();`],
    ['arrays in arrays, a million', `write(frame(Buffer.from('0a01000000'.repeat(1_000_000), 'hex'))); live();`],
    ['an array of more than there is', `write(frame(Buffer.from('0affffffff00', 'hex'))); live();`],
    [
      'an array of more than any',
      `const many = Buffer.alloc(5_000_005); many.set([10, 0x40, 0x4b, 0x4c]); write(frame(many)); live();`,
    ],
    ['a text of more than there is', `write(frame(Buffer.from('09ffffffff00', 'hex'))); live();`],
    ['numbers of no class', `write(frame(Buffer.from('0c6300000000', 'hex'))); live();`],
    ['an object with a prototype', `say(JSON.parse('{"__proto__":{},"tag":"begun","id":' + id + '}')); live();`],
    ['bytes after an answer', `write(frame(Buffer.from('0000', 'hex'))); live();`],
    [
      'what comes of a call that nobody made',
      `say({ tag: 'reply', id, reply: { tag: 'returned', number: 1 } }); live();`,
    ],
    [
      'a question that nobody answers',
      `say({ tag: 'asked', id, request: { permission: 'lookup', subject: 'a' } }); live();`,
    ],
    ['an answer whose tag is a list', `say({ tag: ['ended'], id, outcome: { tag: 'exit', code: {} } }); live();`],
    [
      'a report whose tag is a list',
      `say({ tag: 'report', id, report: { tag: ['dropped'], count: { toString: 0 } } }); live();`,
    ],
    [
      'an end whose tag is a list',
      `say({ tag: 'ended', id, outcome: { tag: ['error'], error: { message: 'm' } } }); live();`,
    ],
    ['an exit code that is none', `say({ tag: 'ended', id, outcome: { tag: 'exit', code: -0.5 } }); live();`],
    [
      'nothing more, in the middle of a frame',
      `write(Buffer.from([9, 0, 0, 0, 1])); require('fs').closeSync(8); live();`,
    ],
    ['that it hears nothing more', `hearOf('go'); require('fs').closeSync(3); for (;;) say(${WARNING});`],
    ['nothing more', `require('fs').closeSync(8); live();`],
  ])('%s', async (_, body) => {
    const require = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;
    const guest = start(require + body);
    const error: unknown = await guest.exited.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GuestCrashed);
    expect(error).toMatchObject({ signal: 'SIGKILL' });
  });

  test('two questions at once', async () => {
    const body = `const asked = { tag: 'asked', id, request: { permission: 'lookup', subject: 'a' } }; say(asked); say(asked); live();`;
    const guest = start(body, { policy: () => new Promise<boolean>(() => {}) });
    await expect(guest.exited).rejects.toThrow(GuestCrashed);
  });

  test.each([
    ['that it is loaded, twice', `say({ tag: 'reply', id, reply: { tag: 'loaded', names: [] } });`],
    ['that a call has returned that was not made', `say({ tag: 'reply', id, reply: { tag: 'returned', number: 7 } });`],
    [
      'that a call has failed, and not how',
      `say({ tag: 'reply', id, reply: { tag: 'threw', number: 1, error: { functionName: 'f' } } });`,
    ],
    [
      'that a call has failed, whose tag is a list',
      `say({ tag: 'reply', id, reply: { tag: ['threw'], number: 1, error: { name: '', code: '', message: '' } } });`,
    ],
  ])('%s', async (_, second) => {
    const body = `say({ tag: 'reply', id, reply: { tag: 'loaded', names: ['f'] } }); hearOf('call'); ${second} live();`;
    const guest = await loadGuest<{ f(): Promise<void> }>(NO_GUEST, { isolation: taken(body) });
    await expect(guest.exports.f()).rejects.toThrow(GuestCrashed);
  });
});

test('a frame in small pieces takes no more than itself', async () => {
  // All that an answer may have, and no answer.
  const body = `write(Buffer.from([0, 0, 0, 1]));
    const piece = Buffer.alloc(97);
    for (let left = 2 ** 24; left > 0; left -= piece.length) write(piece.subarray(0, left)); live();`;
  const guest = start(body);
  expect(await growthDuring(guest.exited)).toBeLessThan(128 * 2 ** 20);
  await expect(guest.exited).rejects.toThrow(GuestCrashed);
});

test('what a frame announces is not reserved for it', async () => {
  const body = `say({ tag: 'reply', id, reply: { tag: 'loaded', names: ['f'] } }); write(Buffer.from([0, 0, 0, 0x20, 1])); live();`;
  const room = taken(body);
  const before = process.memoryUsage().arrayBuffers;
  const guest = await loadGuest<{ f(): Promise<void> }>(NO_GUEST, { isolation: room });
  const called = guest.exports.f();
  await guest.kill();
  await expect(called).rejects.toThrow(GuestKilled);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 2 ** 20);
});

test('a process can send no descriptor: not by the channel, and not by its door', async () => {
  const heard: string[] = [];
  const body = `const { pass } = await import('${import.meta.resolve('#host/os/door')}');
    const { errnoName } = await import('${import.meta.resolve('#host/os/errno')}');
    for (const fd of [8, 7]) {
      const message = errnoName(-pass(fd, 'name', 2));
      say({ tag: 'report', id, report: { tag: 'warning', message, severity: 'notice' } });
    }
    say({ tag: 'ended', id, outcome: { tag: 'exit', code: 0 } }); live();`;
  expect(await start(body, { onWarning: (message) => void heard.push(message) }).exited).toBe(0);
  expect(heard).toEqual(['enotsock', 'epipe']);
});

test('one that reads nothing and causes answers is ended', async () => {
  const guest = start(`for (;;) say(${WARNING});`, { onWarning: () => {} });
  expect(await growthDuring(guest.exited)).toBeLessThan(256 * 2 ** 20);
  await expect(guest.exited).rejects.toThrow(GuestCrashed);
});

test.each([false, true])(
  'reports without end hold up nothing, and the guest is killed (alone: %s)',
  async (isAlone) => {
    let count = 0;
    let onWarning = (): void => {};
    const reached = new Promise<void>((resolve) => {
      onWarning = () => {
        if (++count === 50_000) resolve();
      };
    });
    const body = `import { createReadStream } from 'node:fs';
    createReadStream('', { fd: 3 }).resume();
    const some = Array.from({ length: 100 }, () => (${WARNING}));
    const go = () => { for (const one of some) say(one); setImmediate(go); }; go();`;
    const guest = start(body, { onWarning }, isAlone);
    expect(await growthDuring(Promise.race([reached, guest.exited]))).toBeLessThan(256 * 2 ** 20);
    expect(count).toBeGreaterThanOrEqual(50_000);
    await guest.kill();
    await expect(guest.exited).rejects.toThrow(GuestKilled);
  },
);

test('last words move no cursor', async () => {
  const guest = start(`(await import('node:fs')).writeSync(2, 'FATAL ERROR: \\x1b[2J'); process.exit(3);`);
  await expect(guest.exited).rejects.toThrow(/exited with 3: \\u\{1b\}\[2J$/);
});

test('nothing of one is left', async () => {
  await start(`process.exit();`).exited.catch(() => {});
  const before = openDescriptors();
  await start(`write(Buffer.alloc(100, 0xff)); live();`).exited.catch(() => {});
  expect(openDescriptors()).toEqual(before);
});

test.each([
  ['wallTimeMs', `live();`],
  ['cpuTimeMs', `for (;;);`],
])('one that does not keep to %s is ended from outside', async (limit, body) => {
  const guest = start(body, { limits: { [limit]: 50 } }, true);
  const error: unknown = await guest.exited.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LimitError);
  expect(error).toMatchObject({ limit, value: 50 });
});

test('a guest of a shared process has its wall time there, too', async () => {
  const guest = start(`live();`, { limits: { wallTimeMs: 50 } });
  await expect(guest.exited).rejects.toThrow(LimitError);
});
