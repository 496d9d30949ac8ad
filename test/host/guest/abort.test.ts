// What the embedder of a guest in AssemblyScript hears of a `throw`, a failed `!`, or an index out of bounds.
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createComponent, GuestAbort, loadGuest, type LoadOptions } from 'wasock';
import { abortOf } from '#host/guest/last-words';
import { compiled } from '../../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/aborts.ts', import.meta.url));

interface Aborts {
  refuse(what: string): Promise<void>;
  listen(): Promise<boolean>;
  pick(index: number): Promise<number>;
  leave(): Promise<void>;
}

type Target = 'core' | 'component';

async function load(isolation: 'worker' | 'process' | 'thread', target: Target, options: LoadOptions = {}) {
  const quiet = { stderr: 'ignore', onWarning: () => {} } as const;
  const guest = await loadGuest<Aborts>(await compiled(GUEST, target), { ...quiet, ...options, isolation });
  onTestFinished(() => guest.kill());
  return guest;
}

const ISOLATIONS = ['worker', 'process', 'thread'] as const;
const EVERYWHERE = ISOLATIONS.flatMap((isolation) =>
  (['core', 'component'] as const).map((target) => ({ isolation, target })),
);

describe.each(EVERYWHERE)('in a $isolation, $target', ({ isolation, target }) => {
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
    const guest = await load(isolation, target);
    const error: unknown = await (async () => (guest.exports[name] as (...all: unknown[]) => unknown)(...args))().catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(GuestAbort);
    expect(error).toMatchObject({ code: 'ERR_WASOCK_ABORT', message: expect.stringMatching(message) });
    await expect(guest.exited).rejects.toMatchObject({ code: 'ERR_WASOCK_ABORT' });
  });

  test('an exit without such a line is none', async () => {
    const guest = await load(isolation, target);
    await expect((async () => guest.exports.refuse('quietly'))()).rejects.toMatchObject({
      code: 'ERR_WASOCK_COMPONENT_STATE',
      message: `refuse(): the guest has exited, with ${target === 'core' ? 255 : 1}`,
    });
  });

  test('what begins the guest says why as well', async () => {
    const [code, before] =
      target === 'core' ? ['LINK', 'exited with 255 before it could be called: '] : ['ABORT', String.raw`^run\(\): `];
    const why = `${before}not with arguments, in aborts`;
    await expect(load(isolation, target, { args: ['guest', 'argument'] })).rejects.toMatchObject({
      code: `ERR_WASOCK_${code}`,
      message: expect.stringMatching(why),
    });
  });
});

// Of a component there is no code that tells one failure from another.
test.each(ISOLATIONS)(
  'a core module that exits with another code has not aborted, whatever it wrote (%s)',
  async (isolation) => {
    const guest = await load(isolation, 'core');
    await expect((async () => guest.exports.leave())()).rejects.toMatchObject({
      code: 'ERR_WASOCK_COMPONENT_STATE',
      message: 'leave(): the guest has exited, with 7',
    });
  },
);

test('a component says it also in a long line, which comes in pieces', async () => {
  const guest = await load('thread', 'component');
  const refused = (async () => guest.exports.refuse('é'.repeat(3000)))();
  await expect(refused).rejects.toThrow(/^refuse\(\): no é{900,}/);
});

test('a component that a program instantiates says it, too', async () => {
  const { exports } = await createComponent<{ run: { run(): void }; refuse(what: string): void }>(
    await compiled(GUEST, 'component'),
    { stderr: 'ignore' },
  );
  exports.run.run();
  expect(() => exports.refuse('way')).toThrow(GuestAbort);
});

test('what is cut, or of no known form, is a message without a place', () => {
  expect(abortOf('abort: why in a.ts(1:2)\n')).toEqual({ message: 'why', place: 'a.ts(1:2)' });
  expect(abortOf('abort: in in in in b.ts(3:4)\n')).toEqual({ message: 'in in in', place: 'b.ts(3:4)' });
  expect(abortOf('abort: long')).toEqual({ message: 'long', place: '' });
  expect(abortOf('nothing')).toBeUndefined();
});
