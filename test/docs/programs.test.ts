// What the pages say that there is, is there; and those of their programs that need something around them do what they say.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import * as wasockModule from 'wasock';
import * as buildModule from 'wasock/build';
import * as hostModule from 'wasock/host';
import * as phpModule from 'wasock/php';
import { compileCached } from '#host/build/cache';
import { HELP } from '#host/cli/help';
import { hasWasiCompiler } from '../support/c-guests.ts';
import { Command, EXAMPLES, MAIN } from '../support/command-line.ts';
import { CACHE } from '../support/guest.ts';
import { block, pageText } from '../support/pages.ts';
import { freePort, lineServer } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { hasWasmtime, JCO, WASMTIME } from '../wasip2/runtimes.ts';

const POLICY = pageText('docs/policy.md');
const EMBEDDING = 'docs/embedding.md';

/** The names that the table of the JavaScript API has for a module. */
function documented(module: string): string[] {
  const rows = pageText('docs/javascript-api.md').matchAll(/^\| `(wasock[a-z/]*)` \| (.*?) \| .* \|$/gm);
  return [...rows]
    .filter(([, from]) => from === module)
    .flatMap(([, , names = '']) => Array.from(names.matchAll(/`(\w+)`/g), ([, name = '']) => name));
}

/** What a module exports. A constant of PHP's is one of many, which the table has one row for. */
const exported = (module: object): string[] => {
  const isConstant = (name: string): boolean => name === name.toUpperCase();
  const names = Object.keys(module).filter((name) => !isConstant(name));
  return Object.keys(module).some(isConstant) ? [...names, 'AF_INET'] : names;
};

test.each([
  ['wasock', wasockModule],
  ['wasock/build', buildModule],
  ['wasock/host', hostModule],
  ['wasock/php', phpModule],
])('the table of the JavaScript API has what %s exports', (name, module) => {
  expect(documented(name).toSorted()).toEqual(exported(module).toSorted());
});

/** A folder inside the package, whose programs may import it by its name. */
function folder(): string {
  const path = fileURLToPath(new URL(`../../build/programs-${process.pid}/`, import.meta.url));
  mkdirSync(path, { recursive: true });
  onTestFinished(() => rmSync(path, { force: true, recursive: true }));
  return path;
}

/** A program of JavaScript in such a folder. */
function program(text: string, args: readonly string[] = [], path = join(folder(), 'program.mjs')): Command {
  writeFileSync(path, text);
  return new Command(process.execPath, [path, ...args]);
}

/** What the shell finds for the pages' commands, so that its lines run as they stand. */
const SHELL = `
npx() {
  tool=$1
  shift
  case $tool in
    wasock) '${process.execPath}' '${MAIN}' "$@" ;;
    jco) '${process.execPath}' '${JCO}' "$@" ;;
  esac
}
wasmtime() {
  [ "$1 $2 $3" = 'run -S inherit-network' ]
  shift 3
  '${WASMTIME.join("' '")}' "$@"
}`;

/** The lines that run the same guest in each runtime, with a folder of their own that has the examples. */
async function inEachRuntime(chosen: (lines: readonly string[]) => readonly string[]): Promise<Command> {
  const { port } = await lineServer('inet', '', (line, connection) => connection.end(`you said ${line}\n`));
  const directory = temporaryDirectory();
  symlinkSync(EXAMPLES, join(directory, 'examples'));
  const lines =
    /^(npx wasock (run|build|cc) examples\/\S*tcp-client.*\n){4}/m
      .exec(pageText('docs/command-line.md'))?.[0]
      .trimEnd()
      .split('\n') ?? [];
  expect(lines).toHaveLength(4);
  const script = [SHELL, `cd '${directory}'`, ...chosen(lines)].join('\n').replaceAll('7000', String(port));
  return new Command('sh', ['-euc', script]);
}

test('the same guest runs in Node, and through jco', async () => {
  const run = await inEachRuntime(([node = '', jco = '']) => [node, jco]);
  expect(await run.exited, run.stderr).toBe(0);
  expect(run).toMatchObject({ stdout: 'you said hello\n'.repeat(2), stderr: '' });
});

test.skipIf(!hasWasmtime)('the same guest runs in wasmtime, and in jco where wasmtime is replaced', async () => {
  const run = await inEachRuntime(([, , wasip2 = '']) => {
    const [, args = ''] = wasip2.split(/&& wasmtime run -S inherit-network|#/);
    return [wasip2, `npx jco run ${args}`];
  });
  expect(await run.exited, run.stderr).toBe(0);
  expect(run).toMatchObject({ stdout: 'you said hello\n'.repeat(2), stderr: '' });
});

test.skipIf(!hasWasiCompiler)('the same in C runs', async () => {
  const run = await inEachRuntime(([, , , c = '']) => [c]);
  expect(await run.exited, run.stderr).toBe(0);
  expect(run).toMatchObject({ stdout: 'you said hello\n', stderr: '' });
});

test('the embedding program runs', async () => {
  const embedder = program(block(EMBEDDING, 'js'));
  expect(await embedder.exited).toBe(0);
  expect(embedder.stdout).toBe('string(10) "ABCdef123\n"\n'.repeat(3));
});

test('the program that calls a component runs', async () => {
  const { port } = await lineServer('inet', '', (_, connection) => connection.end());
  const embedder = program(block(EMBEDDING, 'js', 1).replaceAll('8080', String(port)));
  expect(await embedder.exited, embedder.stderr).toBe(0);
  expect(embedder).toMatchObject({ stdout: 'true 1\n', stderr: '' });
});

test('a component is embedded by jco', async () => {
  const { port } = await lineServer('inet', '', (line, connection) => connection.end(`you said ${line}\n`));
  const project = folder();
  const component = await compileCached(join(EXAMPLES, 'tcp-client.ts'), CACHE, { target: 'component' });
  writeFileSync(join(project, 'guest.component.wasm'), component);
  const found = /^npx jco .*$/m.exec(pageText(EMBEDDING))?.[0] ?? '';
  const jco = new Command('sh', ['-euc', `cd '${project}'; ${found.replace('npx ', '../../node_modules/.bin/')}`]);
  expect(await jco.exited, jco.stderr).toBe(0);
  const text = block(EMBEDDING, 'js', 2).replaceAll('8080', String(port));
  const embedder = program(text, ['127.0.0.1', String(port), 'hello'], join(project, 'program.mjs'));
  expect(await embedder.exited, embedder.stderr).toBe(0);
  expect(embedder).toMatchObject({ stdout: 'you said hello\n', stderr: '' });
});

test("the program with PHP's functions talks to a server, and warns without one", async () => {
  const { port } = await lineServer('inet', '', (line, connection) => {
    if (line === '\r') connection.end('hello from a server');
  });
  const served = program(block('docs/php-library.md', 'js').replaceAll('8080', String(port)));
  expect(await served.exited).toBe(0);
  expect(served).toMatchObject({ stdout: 'hello from a server\n', stderr: '' });

  const refused = program(block('docs/php-library.md', 'js').replaceAll('8080', String(await freePort())));
  expect(await refused.exited).toBe(0);
  expect(refused.stderr).toBe('socket_connect(): unable to connect [111]: Connection refused\n');
});

test('the flags of the table are those of --help', () => {
  const flags = [...POLICY.matchAll(/^\| `(--allow-[a-z]+)/gm)].map(([, flag]) => flag);
  expect(flags).toEqual([...HELP.matchAll(/^ {2}(--allow-[a-z]+)/gm)].map(([, flag]) => flag));
});

/** A table's rows by their first cell, footnotes aside. */
function rowsOf(page: string): Map<string, string[]> {
  const rows = Array.from(pageText(page).matchAll(/^\| (.*) \|$/gm), ([, row = '']) => row.split(' | '));
  return new Map(rows.map(([head = '', ...cells]) => [head.replace(/\[\^.*$/, ''), cells]));
}

test.each([
  ['TCP and UDP, over IPv4 and IPv6', ['TCP over IPv4', 'TCP over IPv6', 'UDP over IPv4', 'UDP over IPv6']],
  ['`select`, timeouts, non-blocking calls', ['`select` for reading', '`SO_RCVTIMEO`', 'receiving without blocking']],
  ['Unix sockets', ['`AF_UNIX` by path, `SOCK_STREAM`']],
  ['multicast', ['an IPv4 group, joined and left', 'an IPv6 group, joined and left']],
  ['raw sockets', ['a raw socket, ICMP', 'a packet socket']],
  ['ancillary data: descriptors to other programs', ['`SCM_RIGHTS` in the guest']],
  ['processes (`fork`)', ['`pcntl_fork`, `fork`']],
])("the README's table says of %s what docs/runtimes.md says", (row, features) => {
  const short = rowsOf('README.md').get(row) ?? [];
  const works = short.map((cell) => cell !== 'no');
  for (const feature of features) {
    const cells = rowsOf('docs/runtimes.md').get(feature) ?? [];
    expect(cells.slice(0, 4).map((cell) => cell.startsWith('yes'))).toEqual(works);
  }
});
