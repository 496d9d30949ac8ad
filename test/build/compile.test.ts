import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentWit } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { runGuest } from 'wasock';
import { CompileError, compileGuest } from 'wasock/build';
import { temporaryDirectory } from '../support/temporary.ts';

/** A project of these files; gives the path of its `guest.ts`. */
function project(files: Record<string, string>): string {
  const directory = temporaryDirectory();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return join(directory, 'guest.ts');
}

const PAIR = `
  import { AF_UNIX, SOCK_STREAM, Socket, socket_create_pair, socket_read, socket_write } from 'wasock';
  const sockets: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, sockets);
  socket_write(sockets[0], 'x');
  socket_read(sockets[1], 1);
`;

test('data that may be null is sent where it is not: null is no bytes', async () => {
  const program = `${PAIR}
    const data = socket_read(sockets[1], 0);
    const some: ArrayBuffer | null = new ArrayBuffer(3);
    if (some !== null) assert(socket_write(sockets[0], some) == 3);
    assert(socket_write(sockets[0], data) == 0);
    const text: string | null = sockets.length > 2 ? null : 'four';
    assert(socket_write(sockets[0], text) == 4);
    const bytes: Uint8Array | null = null;
    assert(socket_write(sockets[0], bytes) == 0);`;
  expect(await runGuest(await compileGuest(project({ 'guest.ts': program })), { onWarning() {} })).toBe(0);
});

/** The names of the modules that a core module imports. */
function importedModules(core: Uint8Array): string[] {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(core));
  return [...new Set(imports.map(({ module }) => module))].sort();
}

test('a core module imports WASI preview 1 and wasock, and carries its WIT', async () => {
  const core = await compileGuest(project({ 'guest.ts': PAIR }));
  expect(importedModules(core)).toEqual([
    'wasi_snapshot_preview1',
    'wasock:sockets/diagnostics@0.1.0',
    'wasock:sockets/host@0.1.0',
  ]);
  const module = new WebAssembly.Module(core);
  expect(WebAssembly.Module.customSections(module, 'component-type')).toHaveLength(1);
  expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['_start', 'cabi_realloc', 'memory']),
  );
});

test('a component imports wasock:sockets and WASI 0.2', async () => {
  const wit = await componentWit(await compileGuest(project({ 'guest.ts': PAIR }), { target: 'component' }));
  expect(wit).toContain('import wasock:sockets/host@0.1.0;');
  expect(wit).toMatch(/import wasi:cli\/stdout@0\.2\.\d+;/);
  expect(wit).toMatch(/export wasi:cli\/run@0\.2\.\d+;/);
});

test('a component for wasip2 imports WASI 0.2 and nothing else', async () => {
  const wit = await componentWit(await compileGuest(project({ 'guest.ts': PAIR }), { target: 'wasip2' }));
  expect(wit).toMatch(/export wasi:cli\/run@0\.2\.\d+;/);
  expect(wit.match(/^ {2}import (?!wasi:)/m)).toBeNull();
});

test('the same program gives the same bytes in another directory', async () => {
  const first = await compileGuest(project({ 'guest.ts': PAIR }));
  expect(await compileGuest(project({ 'guest.ts': PAIR }))).toEqual(first);
});

test('a guest may import files beside it and packages below it', async () => {
  const entry = project({
    'guest.ts': `import { one } from './lib/one'; import { two } from 'numbers'; assert(one + two == 3);`,
    'lib/one.ts': 'export const one = 1;',
    'node_modules/numbers/index.ts': `import { half } from './half'; export const two = 2 * half * 2;`,
    'node_modules/numbers/half.ts': 'export const half = 0.5;',
  });
  await expect(compileGuest(entry)).resolves.toBeInstanceOf(Uint8Array);
});

test('the options of a project around the guest are not its options', async () => {
  const entry = project({ 'guest.ts': PAIR, 'asconfig.json': '{ "entries": ["nothing.ts"] }' });
  await expect(compileGuest(entry)).resolves.toBeInstanceOf(Uint8Array);
});

test('a guest with errors is refused with the messages of the compiler', async () => {
  const entry = project({ 'guest.ts': 'const a: i32 = "x";\nb();\n' });
  const shown: string[] = [];
  const error: unknown = await compileGuest(entry, { onDiagnostics: (text) => shown.push(text) }).catch((e) => e);
  expect(error).toBeInstanceOf(CompileError);
  expect(error).toMatchObject({ code: 'ERR_WASOCK_COMPILE', diagnostics: shown.join('') });
  expect(shown.join('')).toMatch(/TS2322[^]*guest\.ts\(1,16\)[^]*TS2304[^]*guest\.ts\(2,1\)[^]*2 compile error\(s\)/);
});
