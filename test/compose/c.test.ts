// C programs with PHP's functions, composed with the library: on this package's host, and in a real wasmtime.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentWit } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { composeWithLibrary } from '#host/build/compose';
import { cc, hasWasiCompiler } from '../support/c-guests.ts';
import { Command, EXAMPLES, MAIN, wasock } from '../support/command-line.ts';
import { block } from '../support/pages.ts';
import { freePort, lineServer } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { hasWasmtime, prepare, runReady, WASMTIME } from '../wasip2/runtimes.ts';

const FACTS = fileURLToPath(new URL('guests/facts.c', import.meta.url));
const CLIENT = `${EXAMPLES}c/php-client.c`;
const TIME = { timeout: 120_000 };

/** What the facts' one failure is warned of with. */
const WARNING = 'Warning: socket_create_pair(): Unable to create socket pair [95]: Operation not supported\n';

/** The program in this file, not composed with anything. */
function compile(source: string, ...args: string[]): string {
  const program = join(temporaryDirectory(), 'program.wasm');
  expect(cc([...args, '-Wall', '-Wextra', '-Werror', source, `-o${program}`])).toEqual({ status: 0, output: '' });
  return program;
}

/** The commands for C programs with PHP's functions in docs/php-library.md, for this port. */
function pageCommands(port: number): string {
  const commands = block('docs/php-library.md', 'sh').replaceAll('7000', `${port}`);
  return commands.replaceAll('examples/', EXAMPLES);
}

/** The commands that a user has installed, as they are here. */
const INSTALLED = `set -e
npx() { shift; '${process.execPath}' '${MAIN}' "$@"; }
wasmtime() { shift 3; '${WASMTIME.join("' '")}' "$@"; }
`;

test('each function of the header is among the facts', () => {
  const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const functions = text('../../c/include/wasock/php.h').matchAll(/^(?!static|typedef)[a-z]\w*(?: \w+)? \*?(\w+)\(/gm);
  const names = Array.from(functions, ([, name = '']) => name);
  expect(names).toEqual(
    expect.arrayContaining(['socket_create', 'socket_strerror', 'php_fread', 'php_selection_free']),
  );
  const facts = ['facts.c', 'messages.h', 'streams.h'].map((name) => text(`guests/${name}`)).join('\n');
  expect(names.filter((name) => !facts.includes(`${name}(`))).toEqual([]);
});

describe.skipIf(!hasWasiCompiler)("C programs with PHP's functions", () => {
  test('every function gives C what it is documented to, and leaves nothing allocated', TIME, async () => {
    const program = compile(FACTS, '--php');
    const here = wasock('run', program, '--allow-all', '--', temporaryDirectory(), 'host');
    expect(await here.exited, here.stdout + here.stderr).toBe(0);
    expect(here).toMatchObject({ stdout: '', stderr: WARNING });
  });

  test.skipIf(!hasWasmtime)('so does every function in wasmtime', TIME, async () => {
    const component = await composeWithLibrary(readFileSync(compile(FACTS, '--php')), 'wasip2');
    const there = runReady(await prepare('wasmtime', component), [temporaryDirectory(), 'wasi']);
    expect(await there.exited, there.stdout + there.stderr).toBe(0);
    expect(there).toMatchObject({ stdout: '', stderr: WARNING });
  });

  test.skipIf(!hasWasmtime)(
    'the commands in docs/php-library.md run the example in Node and in wasmtime',
    TIME,
    async () => {
      const { port } = await lineServer('inet', '', (line, connection) => connection.write(`you said ${line}\n`));
      const directory = temporaryDirectory();
      const commands = new Command('sh', ['-c', `cd ${directory}\n${INSTALLED}${pageCommands(port)}`]);
      expect(await commands.exited, commands.stderr).toBe(0);
      expect(commands).toMatchObject({ stdout: 'you said hello\n'.repeat(2), stderr: '' });

      const denied = wasock('run', join(directory, 'php-client.wasm'), '--', '127.0.0.1', `${port}`, 'hello');
      expect(await denied.exited).toBe(1);
      expect(denied.stderr.split('\n')).toEqual([
        `wasock: connect to 127.0.0.1:${port} denied; allow it with --allow-connect 127.0.0.1:${port}`,
        'Warning: socket_connect(): unable to connect [13]: Permission denied',
        'socket_connect: Permission denied',
        '',
      ]);
      const args = ['127.0.0.1', `${await freePort()}`, 'hello'];
      const refused = runReady([...WASMTIME, join(directory, 'composed.wasm')], args);
      expect(await refused.exited).toBe(1);
      expect(refused.stderr).toBe(
        'Warning: socket_connect(): unable to connect [111]: Connection refused\nsocket_connect: Connection refused\n',
      );
    },
  );

  test('wasock cc composes at once, or leaves it to others', TIME, async () => {
    const imports = async (...flags: string[]) => {
      const wit = await componentWit(readFileSync(compile(CLIENT, ...flags)));
      return Array.from(wit.matchAll(/^ {2}import ((?!wasi:(?:cli|io|clocks|filesystem)).+);$/gm), ([, name]) => name);
    };
    expect(await imports('--php')).toEqual(['wasock:sockets/php@0.1.0']);
    const overHost = ['types', 'host', 'diagnostics'].map((name) => `wasock:sockets/${name}@0.1.0`);
    expect(await imports('--php', '--target', 'component')).toEqual(overHost);
    for (const name of await imports('--target=wasip2', '--php'))
      expect(name).toMatch(/^wasi:sockets\/[a-z-]+@0\.2\.0$/);
  });

  test('the header of BSD sockets is not for these programs', () => {
    const mixed = cc(['--php', '-include', 'sys/socket.h', '-c', CLIENT, '-o', '/dev/null']);
    expect(mixed.status).toBe(1);
    expect(mixed.output).toContain('two ways to sockets');
  });
});
