// What the embedder of a guest in AssemblyScript hears of a `throw`, a failed `!`, or an index out of bounds.
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { GuestAbort, loadGuest, type LoadOptions } from 'wasock';
import { abortOf } from '#host/guest/last-words';
import { compiled } from '../../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/aborts.ts', import.meta.url));

interface Aborts {
  refuse(what: string): Promise<void>;
  listen(): Promise<boolean>;
  pick(index: number): Promise<number>;
  leave(): Promise<void>;
}

async function load(isolation: 'worker' | 'process' | 'thread', options: LoadOptions = {}) {
  const quiet = { stderr: 'ignore', onWarning: () => {} } as const;
  const guest = await loadGuest<Aborts>(await compiled(GUEST), { ...quiet, ...options, isolation });
  onTestFinished(() => guest.kill());
  return guest;
}

describe.each(['worker', 'process', 'thread'] as const)('in a %s', (isolation) => {
  test.each([
    ['a throw', 'refuse', ['way'], /^refuse\(\): no way, in aborts\.ts\(8:3\)$/],
    [
      'a throw of several lines',
      'refuse',
      ['a\nb\u001B[2J'],
      /^refuse\(\): no a\nb\\u\{1b\}\[2J, in aborts\.ts\(8:3\)$/,
    ],
    [
      'a failed !',
      'listen',
      [],
      /^listen\(\): Unexpected 'null' \(not assigned or failed cast\), after socket_create_listen\(\): .*Permission denied, in aborts\.ts\(12:24\)$/,
    ],
    ['an index out of bounds', 'pick', [3], /^pick\(\): Index out of range, in /],
  ] as const)('%s', async (_, name, args, message) => {
    const guest = await load(isolation);
    const error: unknown = await (async () => (guest.exports[name] as (...all: unknown[]) => unknown)(...args))().catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(GuestAbort);
    expect(error).toMatchObject({ code: 'ERR_WASOCK_ABORT', message: expect.stringMatching(message) });
    await expect(guest.exited).rejects.toMatchObject({ code: 'ERR_WASOCK_ABORT' });
  });

  test.each([
    ['leave', 'leave(): the guest has exited, with 7'],
    ['refuse', 'refuse(): the guest has exited, with 255'],
  ] as const)('another exit (%s) is none', async (name, message) => {
    const guest = await load(isolation);
    const call = async () => (name === 'leave' ? guest.exports.leave() : guest.exports.refuse('quietly'));
    await expect(call()).rejects.toMatchObject({ code: 'ERR_WASOCK_COMPONENT_STATE', message });
  });

  test('what begins the guest says why as well', async () => {
    await expect(load(isolation, { args: ['guest', 'argument'] })).rejects.toMatchObject({
      code: 'ERR_WASOCK_LINK',
      message: expect.stringMatching(
        /exited with 255 before it could be called: not with arguments, in aborts\.ts\(4:\d+\)$/,
      ),
    });
  });
});

test('what is cut, or of no known form, is a message without a place', () => {
  expect(abortOf('abort: why in a.ts(1:2)\n')).toEqual({ message: 'why', place: 'a.ts(1:2)' });
  expect(abortOf('abort: in in in in b.ts(3:4)\n')).toEqual({ message: 'in in in', place: 'b.ts(3:4)' });
  expect(abortOf('abort: long')).toEqual({ message: 'long', place: '' });
  expect(abortOf('nothing')).toBeUndefined();
});
