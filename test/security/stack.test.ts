// A guest chooses how deep in its stack it calls its host. What fails because the stack is used up is no answer: everything between the
// call that overflows and the one that does not is tried here.
import { closeSync, openSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { asynchronous } from '#host/os/getaddrinfo';
import { Ledger } from '#host/ledger';
import { endLinger } from '#host/os/close-socket';
import * as libc from '#host/os/libc';
import { platform } from '#host/os/platform';
import { socketFile } from '#host/os/socket-file';
import { streamKind } from '#host/os/stream-kind';
import { decoded } from '#host/files/paths';
import { Policy } from '#host/policy';
import { createUnixPair } from '#host/os/unix-pair';
import { temporaryDirectory } from '../support/temporary.ts';

/** How many calls in a row must not overflow until the end of the stack is left. */
const ENOUGH = 50;

/** What a call gives at the end of the stack, from each depth: an overflow is left out, another error is what it gave. */
function atTheEnd(call: () => unknown): Set<unknown> {
  const found = new Set<unknown>();
  let well = 0;
  let overflows = 0;
  const tryOnce = (): void => {
    if (well >= ENOUGH) return;
    try {
      const outcome = call();
      well++;
      found.add(outcome);
    } catch (error) {
      well = 0;
      if (error instanceof RangeError) overflows++;
      else found.add(error);
    }
  };
  const down = (): void => {
    try {
      down();
    } catch {
      // The end of the stack.
    }
    tryOnce();
  };
  down();
  expect(overflows).toBeGreaterThan(0);
  expect(well).toBeGreaterThanOrEqual(ENOUGH);
  return found;
}

test('a rule that denies a path denies what leads there', () => {
  const directory = temporaryDirectory();
  const secret = join(directory, 'secret');
  symlinkSync(secret, join(directory, 'link'));
  const path = Buffer.from(join(directory, 'link'));
  for (const once of [true, false]) {
    const policy = (): Policy =>
      new Policy({ all: true, denyConnect: [`unix:${secret}`], denyBind: [`unix:${directory}/*`] });
    const kept = policy();
    const address = { tag: 'unix', val: path } as const;
    const found = atTheEnd(() => (once ? kept : policy()).checkConnect(address, 'other') === undefined);
    expect([...found]).toEqual([false]);
    expect([...atTheEnd(() => kept.checkBind(address, 'other') === undefined)]).toEqual([false]);
  }
});

test('a path that nobody can follow is denied where a rule denies a path', () => {
  // Each name is short enough for the system; what they lead to is longer than a path may be, as seen by lstat(2).
  const directory = temporaryDirectory();
  symlinkSync(`${'./'.repeat(2000)}secret`, join(directory, 'long'));
  symlinkSync('loop', join(directory, 'loop'));
  const policy = new Policy({ all: true, denyConnect: [`unix:${directory}/secret`] });
  for (const name of ['long', 'loop']) {
    const address = { tag: 'unix', val: Buffer.from(join(directory, name)) } as const;
    expect(policy.checkConnect(address, 'other'), name).toBeDefined();
  }
});

test('what a descriptor, a name or the system is does not change', () => {
  const [one, other] = createUnixPair('stream');
  const file = openSync(fileURLToPath(import.meta.url), 'r');
  onTestFinished(() => [one, other, file].forEach((fd) => closeSync(fd)));
  expect([...atTheEnd(() => streamKind(one))]).toEqual(['stream-socket']);
  expect([...atTheEnd(() => streamKind(file))]).toEqual(['regular-file']);
  expect([...atTheEnd(() => decoded(Buffer.from('Grüße')))]).toEqual(['Grüße']);
  expect([...atTheEnd(() => socketFile(Buffer.from(fileURLToPath(import.meta.url))))]).toEqual([undefined]);
  expect([...atTheEnd(() => asynchronous() === undefined)]).toEqual([asynchronous() === undefined]);
});

test('a descriptor is closed and forgotten, or neither', () => {
  const ledger = new Ledger();
  const open = new Set<number>();
  atTheEnd(() => {
    const fd = libc.socket(platform.families.inet ?? 0, platform.socketTypes.stream, 0);
    if (fd < 0) throw new Error('no socket');
    open.add(fd);
    ledger.add(fd);
    ledger.close(fd, endLinger);
    open.delete(fd);
  });
  for (const fd of open) {
    expect(ledger.has(fd)).toBe(true);
    closeSync(fd);
  }
});
