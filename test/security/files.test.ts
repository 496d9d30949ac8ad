// Attempts to leave the directories that a guest was given, and to change those that are read-only. Each fails, for the reason
// that it should, and nothing outside has changed.
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FileGuest, type Value } from '../support/files.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CHANGES, ESCAPES, type Place } from './attempts/escapes.ts';

const SECRET = 'the secret of the host';

/** Links of the directory that may be changed, by name. */
const links = (outside: string): Readonly<Record<string, string>> => ({
  up: '..',
  beside: '../secret',
  absolute: join(outside, 'secret'),
  'absolute-directory': outside,
  'absolute-inside': join(outside, 'data/file'),
  chain1: 'chain2',
  chain2: 'sub/chain3',
  'sub/chain3': '../../secret',
  'chain-directory1': 'chain-directory2',
  'chain-directory2': 'sub/../..',
  circle: 'circle',
  'sub/deep/out': '../../../secret',
  'sub/deep/home': '../..',
});

function fill(path: string): void {
  mkdirSync(join(path, 'sub/deep'), { recursive: true });
  writeFileSync(join(path, 'file'), 'file');
  writeFileSync(join(path, 'sub/deep/inner'), 'inner');
}

function makePlace(): Place {
  const outside = temporaryDirectory();
  writeFileSync(join(outside, 'secret'), SECRET);
  for (const name of ['data', 'ro']) fill(join(outside, name));
  for (const [name, text] of Object.entries(links(outside))) symlinkSync(text, join(outside, 'data', name));
  const guest = new FileGuest({
    '/data': join(outside, 'data'),
    '/ro': { path: join(outside, 'ro'), readOnly: true },
  });
  const [root, readOnly] = guest.directories;
  return { guest, root, readOnly, outside };
}

/** All that is in a directory, with contents and times. */
function snapshot(path: string): string[] {
  const entries = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  return entries.map((name) => {
    const { mtimeMs, mode, nlink } = lstatSync(join(path, name));
    const isFile = (mode & 0o170000) === 0o100000;
    return [name, mtimeMs, mode, nlink, isFile ? readFileSync(join(path, name), 'utf8') : ''].join(' ');
  });
}

/** What is outside of the directory that may be changed. */
function rest(outside: string): unknown {
  const { nlink, mtimeMs } = lstatSync(join(outside, 'secret'));
  const secret = readFileSync(join(outside, 'secret'), 'utf8');
  return { names: readdirSync(outside).sort(), secret, nlink, mtimeMs, readOnly: snapshot(join(outside, 'ro')) };
}

describe('leaving a directory', () => {
  test.each(ESCAPES)('$name', ({ codes, attempt }) => {
    const place = makePlace();
    const before = rest(place.outside);
    const result = attempt(place);
    expect(codes).toContain(result?.err);
    expect(rest(place.outside)).toEqual(before);
  });
});

describe('changing a directory that is read-only', () => {
  test.each(CHANGES)('$name', ({ codes, attempt }) => {
    const place = makePlace();
    const before = rest(place.outside);
    expect(codes).toContain(attempt(place)?.err);
    expect(rest(place.outside)).toEqual(before);
  });
});

test('there are two hundred attempts at least', () => {
  expect(ESCAPES.length + CHANGES.length).toBeGreaterThan(200);
});

/** Runs a thread that does this for ever in a directory, until the test is over. Resolves when it has begun. */
async function meanwhile(path: string, body: string): Promise<void> {
  const script = `
    const { parentPort } = require('node:worker_threads');
    const { renameSync, symlinkSync, mkdirSync, unlinkSync, rmdirSync } = require('node:fs');
    const at = (name) => ${JSON.stringify(path)} + '/' + name;
    const step = () => { ${body} };
    step();
    parentPort.postMessage('begun');
    for (;;) step();
  `;
  const worker = new Worker(script, { eval: true });
  onTestFinished(async () => void (await worker.terminate()));
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

describe('races', () => {
  // A directory with a file of the same name as the secret, which is exchanged for a link to outside all the time.
  const SWAP = `
    renameSync(at('swap'), at('held'));
    symlinkSync('..', at('swap'));
    unlinkSync(at('swap'));
    renameSync(at('held'), at('swap'));
  `;

  /** What came of 2,000 attempts, or of more, until one has failed with this code, and each text has come: then there was a race. */
  function outcomes(code: string, attempt: (index: number) => Value, wanted: readonly string[] = []) {
    const texts = new Set<string>();
    const codes = new Set<string>();
    for (let index = 0; index < 2000 || !codes.has(code) || !wanted.every((text) => texts.has(text)); index++) {
      const result = attempt(index);
      if (typeof result === 'string') texts.add(result);
      else codes.add(result.err);
    }
    return { texts, codes };
  }

  const ALLOWED = new Set(['no-entry', 'not-permitted', 'loop', 'would-block', 'not-directory', 'exist']);

  test('a directory becomes a link to outside while it is passed', async () => {
    const { guest, root, outside } = makePlace();
    mkdirSync(join(outside, 'data/swap'));
    writeFileSync(join(outside, 'data/swap/secret'), 'inside');
    await meanwhile(join(outside, 'data'), SWAP);
    const read = () => {
      const file = guest.open(root, 'swap/secret');
      if ('err' in file) return file;
      const text = guest.text(file);
      file.close();
      return text;
    };
    const { texts, codes } = outcomes('not-permitted', read, ['inside']);
    expect([...texts]).toEqual(['inside']);
    expect([...codes].filter((code) => !ALLOWED.has(code))).toEqual([]);
  });

  test('and while something is made, moved and removed there', async () => {
    const { guest, root, outside } = makePlace();
    mkdirSync(join(outside, 'data/swap'));
    const before = rest(outside);
    await meanwhile(join(outside, 'data'), SWAP);
    const made = (name: string): Value => {
      const file = guest.open(root, `swap/${name}`, { write: true }, { create: true });
      if ('err' in file) return file;
      file.close();
      return 'made';
    };
    const done = (outcome: Value) => outcome ?? 'done';
    const { codes } = outcomes('not-permitted', (index) => {
      const name = `new-${index}`;
      const steps = [
        made(name),
        done(guest.on(root, 'create-directory-at', `swap/${name}-directory`)),
        done(guest.on(root, 'symlink-at', 'x', `swap/${name}-link`)),
        done(guest.on(root, 'rename-at', 'file', root, 'swap/secret')),
        done(guest.on(root, 'rename-at', 'swap/secret', root, 'file')),
        done(guest.on(root, 'unlink-file-at', 'swap/secret')),
      ];
      return steps.find((step) => typeof step !== 'string') ?? 'done';
    });
    expect([...codes].filter((code) => !ALLOWED.has(code))).toEqual([]);
    expect(rest(outside)).toEqual(before);
  });

  test('a directory moves while its parent is asked for', async () => {
    const { guest, root, outside } = makePlace();
    mkdirSync(join(outside, 'data/here/inner'), { recursive: true });
    mkdirSync(join(outside, 'data/sub/there'));
    writeFileSync(join(outside, 'data/here/secret'), 'inside');
    await meanwhile(
      join(outside, 'data'),
      `renameSync(at('here'), at('sub/there/here')); renameSync(at('sub/there/here'), at('here'));`,
    );
    const { texts, codes } = outcomes('no-entry', () => {
      const file = guest.open(root, `here/inner/${'../inner/'.repeat(10)}../../../secret`);
      if ('err' in file) return file;
      const text = guest.text(file);
      file.close();
      return text;
    });
    expect(texts).not.toContain(SECRET);
    expect([...codes].filter((code) => !ALLOWED.has(code))).toEqual([]);
  });
});

describe('what is no file or directory', () => {
  const mknod = (path: string, ...type: string[]) => execFileSync('mknod', [path, ...type]);

  test('a FIFO is not opened, and nothing waits for it', () => {
    const { guest, root, outside } = makePlace();
    mknod(join(outside, 'data/fifo'), 'p');
    for (const flags of [{ read: true }, { write: true }, { read: true, write: true }]) {
      for (const how of [{}, { create: true }, { truncate: true }]) {
        expect(guest.open(root, 'fifo', flags, how)).toEqual({ err: 'access' });
      }
    }
    expect(guest.on(root, 'stat-at', {}, 'fifo').type).toBe('fifo');
    expect(guest.on(root, 'unlink-file-at', 'fifo')).toBeUndefined();
  });

  test.skipIf(process.getuid?.() !== 0)('a device is not opened (mknod needs root)', () => {
    const { guest, root, outside } = makePlace();
    mknod(join(outside, 'data/null'), 'c', '1', '3');
    for (const flags of [{ read: true }, { write: true }]) {
      expect(guest.open(root, 'null', flags)).toEqual({ err: 'access' });
    }
    expect(guest.on(root, 'link-at', {}, 'null', root, 'other')).toBeUndefined();
    expect(guest.open(root, 'other')).toEqual({ err: 'access' });
  });

  test('a device of a directory of devices is not opened', () => {
    const guest = new FileGuest({ '/dev': { path: '/dev', readOnly: true } });
    for (const name of ['null', 'zero', 'tty', 'ptmx', 'urandom']) {
      expect(['access', 'no-entry']).toContain(guest.open(guest.directories[0], name).err);
    }
  });

  test('a socket is not opened', async () => {
    const { guest, root, outside } = makePlace();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(outside, 'data/socket'), resolve));
    onTestFinished(() => void server.close());
    expect(guest.open(root, 'socket')).toEqual({ err: 'access' });
  });

  test('nothing of /proc is opened, which would be a way into the host', () => {
    const guest = new FileGuest({ '/proc': '/proc' });
    const [proc] = guest.directories;
    const self = `${process.pid}`;
    for (const name of ['mem', 'environ', 'maps', 'task', 'fd', 'cmdline', '.']) {
      expect(guest.open(proc, `${self}/${name}`)).toEqual({ err: 'access' });
    }
    expect(guest.open(proc, 'self/mem', { write: true })).toEqual({ err: 'access' });
    const etc = 'root/etc';
    for (const name of ['root', 'cwd', 'exe', 'fd/0', `${etc}/passwd`, 'cwd/package.json', `task/${self}/${etc}`]) {
      expect(guest.open(proc, `${self}/${name}`)).toEqual({ err: 'loop' });
    }
    for (const name of ['root', 'cwd', 'exe']) {
      expect(guest.on(proc, 'readlink-at', `self/${name}`)).toEqual({ err: 'not-permitted' });
    }
  });
});
