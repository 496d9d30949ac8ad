// A guest that may write a directory moves no socket in it, and gives none another name: rules for Unix sockets are about paths.
import { lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runGuest, spawnGuest } from 'wasock';
import { componentSocket } from '#host/jco/component-socket';
import { compiled, openOutput } from '../support/guest.ts';
import { unix } from '../support/host-sockets.ts';
import { Place, ROUTES } from './attempts/unix-place.ts';

describe.each(ROUTES)('%s', (_, route) => {
  const moves: readonly [name: string, from: string, to: string][] = [
    ['to another name', 'admin.stream', 'mine.stream'],
    ['to another directory', 'denied/below/admin.stream', 'allowed/admin.stream'],
    ['into the place of another one', 'admin.stream', 'denied/below/admin.stream'],
    ['with its directory', 'denied/below', 'allowed/below'],
    ['with its directory, into the place of an empty one', 'denied/below', 'allowed'],
    ['with its directory and a slash', 'denied/below/', 'allowed/below'],
    ['with a directory above', 'denied', 'moved'],
    ['with a directory above, by dots', 'a/../denied', 'allowed/../moved'],
  ];

  test.each(moves)('a socket is not moved %s', (_name, from, to) => {
    const place = new Place();
    const before = readdirSync(place.at('w'), { recursive: true }).sort();
    const { files } = route({ '/w': place.at('w') }, {});
    expect(files.rename(from, to)).toBe('not permitted');
    expect(readdirSync(place.at('w'), { recursive: true }).sort()).toEqual(before);
  });

  test.each(['admin.stream', 'denied/below/admin.dgram', 'own.stream'])('a socket gets no hard link: %s', (name) => {
    const place = new Place();
    const { host, files } = route({ '/w': place.at('w') }, { policy: { bind: place.rules('w/own.stream') } });
    componentSocket(() => host)
      .Socket.create('unix', 'stream', 0)
      .bind(unix(place.at('w/own.stream')));
    expect(files.link(name, 'mine.stream')).toBe('not permitted');
    expect(lstatSync(place.at(`w/${name}`)).nlink).toBe(1);
  });

  test('a directory is not moved that is too deep to be looked through', () => {
    const place = new Place();
    const { files } = route({ '/w': place.at('w') }, {});
    mkdirSync(place.at(`w/deep/${'x/'.repeat(63)}`), { recursive: true });
    expect(files.rename('deep', 'moved')).toBe('done');
    mkdirSync(place.at(`w/moved/${'x/'.repeat(64)}`), { recursive: true });
    expect(files.rename('moved', 'deep')).toBe('not permitted');
  });

  test('what else there is moves: a file, a directory, a link to a socket', () => {
    const place = new Place();
    const { files } = route({ '/w': place.at('w') }, {});
    writeFileSync(place.at('w/a/file'), '');
    expect(files.symlink('../none', 'x')).toBe('not permitted');
    const done = [
      files.rename('a/file', 'file'),
      files.link('file', 'a/hard'),
      files.rename('a', 'moved'),
      files.rename('host.stream', 'moved/host.stream'),
    ];
    expect(done).toEqual(['done', 'done', 'done', 'done']);
    expect(['..', '.', 'none'].map((name) => typeof files.rename(name, 'other'))).not.toContain('done');
  });
});

describe('a whole guest', () => {
  const GUEST = fileURLToPath(new URL('guests/unix-paths.ts', import.meta.url));

  type Start = (wasm: Uint8Array, options: Parameters<typeof runGuest>[1] & object) => Promise<number>;

  const STARTS: readonly [name: string, start: Start][] = [
    ['on this thread', runGuest],
    ['in a worker', (wasm, options) => spawnGuest(wasm, options).exited],
    ['in a process', (wasm, options) => spawnGuest(wasm, { ...options, isolation: 'process' }).exited],
  ];

  /** What it does, and the errors that it gets: WASI's, and the system's. */
  const ATTEMPTS = [
    { name: 'a link', args: ['link', 'run/admin.stream', 'mine.stream'], errors: '0 13' },
    { name: 'a socket that was moved', args: ['rename', 'admin.stream', 'mine.stream'], errors: '63 2' },
  ];

  describe.each(STARTS)('%s', (_name, start) => {
    const rows = (['core', 'component'] as const).flatMap((target) => ATTEMPTS.map((attempt) => ({ target, attempt })));
    test.each(rows)(
      'reaches nothing by $attempt.name, for the target $target',
      async ({ target, attempt: { args, errors } }) => {
        const place = new Place();
        const { descriptor, lines } = openOutput();
        const code = await start(await compiled(GUEST, target), {
          args: ['guest', ...args, place.at('w/mine.stream')],
          dirs: { '/w': place.at('w') },
          policy: { connect: place.rules('w/mine.stream') },
          stdout: descriptor,
          onWarning() {},
        });
        expect([code, ...lines()]).toEqual([0, errors]);
        expect(place.isReached).toBe(false);
      },
    );
  });
});
