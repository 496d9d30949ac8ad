// What an editor and `tsc` know about guests: AssemblyScript's types, and wasock's functions with PHP's documentation.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { CompileError, compileGuest } from 'wasock/build';
import { EDITORS } from '../support/language-server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const EXTENDING = '{ "extends": "wasock/guest/tsconfig.json" }';

/** A folder in which wasock is installed, with the one line in its tsconfig.json. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/wasock'));
  const all = { 'package.json': '{ "private": true, "type": "module" }', 'tsconfig.json': EXTENDING, ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}

/** What `tsc` prints about a project. */
async function check(folder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [TSC, '-p', folder], { cwd: folder }).catch(
    (error: Error & { stdout: string }) => error,
  );
  return stdout;
}

test('tsc finds nothing wrong with any example', async () => {
  expect(await check(join(ROOT, 'examples'))).toBe('');
});

test('tsc finds nothing wrong with the guests of the tests', async () => {
  const guests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)guests\/.*\.ts$/.test(name))
    // One is wrong on purpose, one imports what guests are not given.
    .filter((name) => !['cli/guests/broken.ts', 'guests/inet6.ts'].includes(name));
  const config = { extends: join(ROOT, 'asm/tsconfig.json'), files: guests.map((name) => join(ROOT, 'test', name)) };
  expect(guests.length).toBeGreaterThan(50);
  expect(await check(project({ 'tsconfig.json': JSON.stringify(config) }))).toBe('');
});

test('what only AssemblyScript has is no mistake to tsc', async () => {
  const guest = `
    import { AF_INET, SOCK_STREAM, socket_addrinfo_lookup, socket_create, SOL_TCP } from 'wasock';
    @final class Vector {
      x: i32;
      length: f64 = 1.5;
      @operator('+') plus(other: Vector): Vector { return other; }
      @inline get half(): i32 { return this.x >> 1; }
    }
    // @ts-ignore: decorator
    @inline function byteAt(address: usize, index: i32): u8 { return load<u8>(address + index); }
    const data = new StaticArray<u8>(16);
    const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
    const address = changetype<usize>(data) + 2 * sizeof<u32>();
    store<u8>(address, <u8>(new Vector().half + i32.MAX_VALUE));
    const found = socket_addrinfo_lookup('localhost', null, { ai_socktype: SOCK_STREAM });
    const half = (3 as f64) / 2;
    console.log(\`\${byteAt(address, 0)} \${half.toString()} \${socket === null} \${found!.length} \${process.argv[0]}\`);
  `;
  expect(await check(project({ 'guest.ts': guest }))).toBe('');
});

/** Each with the line of the mistake. */
const MISTAKES: Readonly<Record<string, string>> = {
  'a function that does not exist': "import { socket_writ } from 'wasock';\nsocket_writ();",
  'too few arguments': "import { socket_create } from 'wasock';\nsocket_create(2, 1);",
  'an argument of another type': "import { socket_strerror } from 'wasock';\nsocket_strerror('13');",
  'null where there must be a socket': `import { socket_close, socket_create } from 'wasock';
    function start(): void { socket_close(socket_create(2, 1, 0)); }
    start();`,
  'a property that does not exist': "import { TimeVal } from 'wasock';\nnew TimeVal(1, 0).minutes = 2;",
  'a string as a number': "let port: i32 = 'http';",
  'a name of JavaScript': 'console.log(globalThis.name);\n',
  'no value to return': 'export function half(of: i32): i32 { }',
};

describe('tsc shows a mistake in the line where the compiler shows it', () => {
  test.each(Object.entries(MISTAKES))('%s', async (_, text) => {
    const folder = project({ 'guest.ts': text });
    const error: unknown = await compileGuest(join(folder, 'guest.ts')).catch((thrown: unknown) => thrown);
    const diagnostics = error instanceof CompileError ? error.diagnostics : '';
    const compilers = Array.from(diagnostics.matchAll(/in guest\.ts\((\d+),/g), ([, line]) => Number(line));
    const editors = Array.from((await check(folder)).matchAll(/^guest\.ts\((\d+),/gm), ([, line]) => Number(line));
    expect(compilers).not.toEqual([]);
    expect(editors[0]).toBe(compilers[0]);
  });
});

describe.each(Object.entries(EDITORS))('an editor, over %s,', (_, start) => {
  const GUEST = "import { socket_create, SOCK_STREAM } from 'wasock';\nconst s = socket_create(2, SOCK_STREAM, 0)!;\n";

  test("shows PHP's documentation of a function", async () => {
    const editor = await start(project({ 'guest.ts': GUEST }));
    const text = await editor.hover('guest.ts', 'const s = socket_create');
    expect(text).toContain('socket_create(domain: i32, type: i32, protocol: i32): Socket | null');
    expect(text).toContain('Creates a socket.');
    expect(text).toMatch(/@param.*domain.*AF_INET, AF_INET6/);
    expect(text).toMatch(/@returns.*null and a warning on failure: EPROTONOSUPPORT/);
    expect(text).toContain('https://www.php.net/manual/en/function.socket-create.php');
  });

  test('goes to the definition in the sources of wasock', async () => {
    const editor = await start(project({ 'guest.ts': GUEST }));
    expect(await editor.definition('guest.ts', 'const s = socket_create')).toBe(join(ROOT, 'asm/sockets/lifecycle.ts'));
  });

  test("completes wasock's names, and AssemblyScript's", async () => {
    const editor = await start(
      project({ 'guest.ts': "import { socket_ } from 'wasock';\nchange;\n", 'other.ts': 'new StaticArray<u8>(1).\n' }),
    );
    expect(await editor.completions('guest.ts', 'import { socket_')).toEqual(
      expect.arrayContaining(['socket_create', 'socket_select', 'AF_INET']),
    );
    expect(await editor.completions('guest.ts', '\nchange')).toEqual(expect.arrayContaining(['changetype', 'i32']));
    expect(await editor.completions('other.ts', '(1).')).toEqual(expect.arrayContaining(['fill', 'length']));
  });
});
