// What `wasock run` keeps for the next run.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileGuest } from 'wasock/build';
import { keepUnchanged, readUnchanged } from '#host/unchanged';
import { Command, MAIN } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const PAIR = `
  import { AF_UNIX, SOCK_STREAM, Socket, socket_close, socket_create_pair, socket_read, socket_write } from 'wasock';
  const sockets: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, sockets);
  socket_write(sockets[0], 'hello');
  const length = socket_read(sockets[1], 100)!.byteLength;
  socket_close(sockets[0]);
  socket_close(sockets[1]);
  process.exit(length);
`;

describe('the code of the command', () => {
  let binary: Uint8Array = Buffer.of();

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'wasock-pair-'));
    writeFileSync(join(directory, 'pair.ts'), PAIR);
    binary = await compileGuest(join(directory, 'pair.ts'));
    rmSync(directory, { recursive: true });
  });

  function guest() {
    const home = temporaryDirectory();
    const path = join(home, 'guest.wasm');
    writeFileSync(path, binary);
    const code = join(home, 'cache/wasock/code');
    const { NODE_OPTIONS: _, ...env } = process.env;
    return {
      code,
      kept: () => readdirSync(code).map((name) => join(code, name)),
      home,
      /** @returns what it says on the standard error */
      async run(...flags: string[]): Promise<string> {
        const words = [MAIN, 'run', path, ...flags];
        const command = new Command(process.execPath, words, undefined, {
          ...env,
          XDG_CACHE_HOME: join(home, 'cache'),
        });
        expect(await command.exited, command.stderr).toBe('hello'.length);
        expect(command.stdout).toBe('');
        return command.stderr;
      },
    };
  }

  test('is kept by the first run in one file, which only the user can read', async () => {
    const { code, kept, run } = guest();
    expect(await run()).toBe('');
    const [file = '', ...others] = kept();
    // A file of the bundle that a guest needs without doing anything else belongs into the first.
    expect(others).toEqual([]);
    expect(file).toContain('command.bundle.js');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(code).mode & 0o777).toBe(0o700);
    const written = statSync(file).mtimeMs;
    await run();
    expect(statSync(file).mtimeMs).toBe(written);
  });

  test.each(['its header', 'the source', 'the code', 'the end'])(
    'is not used where it is broken (%s)',
    async (where) => {
      const { kept, run } = guest();
      await run();
      const [file = ''] = kept();
      const whole = readFileSync(file);
      const source = whole.readUInt32LE(0);
      const at = { 'its header': 1, 'the source': 1000, 'the code': 8 + source + 1000 }[where] ?? whole.length - 1;
      const broken = Buffer.from(whole);
      broken[at]! ^= 0xff;
      writeFileSync(file, broken);
      await run();
      expect(readFileSync(file).equals(broken)).toBe(false);
      writeFileSync(file, whole.subarray(0, whole.length / 2));
      await run();
    },
  );

  test('is not used where others can write to it', async () => {
    const { kept, run } = guest();
    await run();
    const [file = ''] = kept();
    chmodSync(file, 0o622);
    await run();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['.', true],
    ['.:/x', true],
    ['cache', true],
    ['.:/:ro', false],
    ['other', false],
  ])('is said to be in a directory that the guest can write to (%s)', async (dir, isSaid) => {
    const { home, run } = guest();
    mkdirSync(join(home, 'cache'));
    mkdirSync(join(home, 'other'));
    const said = `wasock: the guest can write to ${home}/cache/wasock, where later runs find what they run: give it another --dir, or :ro\n`;
    expect(await run('--dir', join(home, dir))).toBe(isSaid ? said : '');
  });

  test('is neither used nor kept with --no-cache', async () => {
    const { code, run } = guest();
    await run('--no-cache');
    expect(() => readdirSync(code)).toThrow('ENOENT');
  });
});

describe('what was true of the files of a guest', () => {
  function program() {
    const directory = temporaryDirectory();
    const [entry, missing, cache] = ['guest.ts', 'guest/index.ts', 'cache'].map((name) => join(directory, name));
    mkdirSync(cache!);
    writeFileSync(entry!, 'first');
    writeFileSync(join(cache!, 'guest.wasm'), 'compiled');
    const keep = (since: number): void =>
      keepUnchanged(cache!, entry!, { paths: [entry!, missing!], output: 'guest.wasm' }, since);
    const read = (): string | undefined => {
      const found = readUnchanged(cache!, entry!);
      return found && Buffer.from(found).toString();
    };
    return { directory, entry: entry!, cache: cache!, keep, read };
  }

  /** From there, files that were written just now are old. */
  const later = (): number => Date.now() + 60_000;

  test('gives the compiled guest, as long as nothing has changed', () => {
    const { keep, read } = program();
    expect(read()).toBeUndefined();
    keep(later());
    expect(read()).toBe('compiled');
  });

  test('is not kept of files that were written just before they were read, or since', () => {
    const { keep, read } = program();
    keep(Date.now());
    expect(read()).toBeUndefined();
  });

  test('tells of a change, also of the same size, with the time set back', () => {
    const { entry, keep, read } = program();
    keep(later());
    const { atimeMs, mtimeMs } = statSync(entry);
    writeFileSync(entry, 'other');
    utimesSync(entry, atimeMs / 1000, mtimeMs / 1000);
    expect(read()).toBeUndefined();
  });

  test('tells of a file that was missing', () => {
    const { directory, keep, read } = program();
    keep(later());
    mkdirSync(join(directory, 'guest'));
    writeFileSync(join(directory, 'guest/index.ts'), '');
    expect(read()).toBeUndefined();
  });

  test.each(['', '{}', '{"entry": 1}', 'null'])('is not used where it is damaged (%j)', (text) => {
    const { cache, keep, read } = program();
    keep(later());
    for (const name of readdirSync(cache)) if (name.endsWith('.unchanged')) writeFileSync(join(cache, name), text);
    expect(read()).toBeUndefined();
  });

  test('is not used where the compiled guest is another', () => {
    const { cache, keep, read } = program();
    keep(later());
    writeFileSync(join(cache, 'guest.wasm'), 'another!');
    expect(read()).toBeUndefined();
  });
});
