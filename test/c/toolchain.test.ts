// What `wasock cc` compiles with: C++, and the WASI SDK's directory.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cc, hasWasiCompiler } from '../support/c-guests.ts';
import { EXAMPLES, MAIN, wasock } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const LINES = fileURLToPath(new URL('guests/lines.cpp', import.meta.url));
/** Where Debian has wasi-libc. */
const DEBIAN = { include: '/usr/include/wasm32-wasi', lib: '/usr/lib/wasm32-wasi' };
const hasCxx = hasWasiCompiler && (env['WASI_SDK_PATH'] !== undefined || existsSync(`${DEBIAN.include}/c++`));

describe('C++', () => {
  test.skipIf(!hasCxx)('is compiled, beside C, and linked with its library', async () => {
    const directory = temporaryDirectory();
    const c = join(directory, 'a.c');
    const guest = join(directory, 'lines.wasm');
    writeFileSync(c, 'int new(int class) { return class; }\n');
    expect(cc(['-Wall', '-Wextra', '-Werror', LINES, c, '-o', guest])).toEqual({ status: 0, output: '' });
    const lines = wasock('run', guest);
    expect(await lines.exited).toBe(0);
    expect(lines.stdout).toBe('one=1\ntwo=2\n');
  });
});

test.skipIf(!hasWasiCompiler || !existsSync(DEBIAN.include))(
  '$WASI_SDK_PATH is where the compiler and wasi-libc come from',
  async () => {
    // The SDK's layout, of Debian's parts.
    const sdk = temporaryDirectory();
    mkdirSync(join(sdk, 'bin'));
    const { stdout } = spawnSync('sh', ['-c', 'command -v clang'], { encoding: 'utf8' });
    symlinkSync(stdout.trim(), join(sdk, 'bin/clang'));
    for (const [name, path] of Object.entries(DEBIAN)) {
      mkdirSync(join(sdk, 'share/wasi-sysroot', name), { recursive: true });
      symlinkSync(path, join(sdk, 'share/wasi-sysroot', name, 'wasm32-wasi'));
    }
    const compile = (...args: string[]) =>
      spawnSync(execPath, [MAIN, 'cc', ...args], { encoding: 'utf8', env: { ...env, WASI_SDK_PATH: sdk } });

    const guest = join(sdk, 'tcp-client.wasm');
    const { status, stderr } = compile(`${EXAMPLES}c/tcp-client.c`, '-o', guest);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const client = wasock('run', guest);
    expect(await client.exited).toBe(2);
    expect(client.stderr).toBe('usage: tcp-client <host> <port> <text>\n');

    // Nothing of what the machine has besides: the compiler looks in the SDK.
    const headers = compile('-E', '-v', '-x', 'c', '/dev/null').stderr;
    expect(headers).toContain(`${sdk}/share/wasi-sysroot/include/wasm32-wasi\n`);
    expect(headers).not.toMatch(/^ \/usr\/include/m);
  },
);

test.skipIf(!hasWasiCompiler)('a header that there is not is missing: the machine’s own are not taken for it', () => {
  const source = join(temporaryDirectory(), 'a.c');
  writeFileSync(source, '#include <sys/inotify.h>\nint main(void) { return 0; }\n');
  const { status, output } = cc(['-c', source, '-o', `${source}.o`]);
  expect(status).toBe(1);
  expect(output).toContain("'sys/inotify.h' file not found");
  const headers = cc(['-E', '-v', '-x', 'c++', '/dev/null']).output;
  expect(headers).not.toMatch(/^ \/usr(\/local)?\/include$/m);
});

test.skipIf(!hasWasiCompiler)('the library is compiled once, and anew when what is kept of it is of no use', () => {
  const directory = temporaryDirectory();
  const kept = join(directory, 'wasock/c-src.json');
  const compile = () => {
    const args = [MAIN, 'cc', `${EXAMPLES}c/tcp-client.c`, '-o', join(directory, 'a.wasm')];
    const { status } = spawnSync(execPath, args, { env: { ...env, XDG_CACHE_HOME: directory } });
    expect(status).toBe(0);
    return { guest: readFileSync(join(directory, 'a.wasm')), written: statSync(kept).mtimeMs };
  };
  const first = compile();
  expect(compile()).toEqual(first);
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('"key":"', '"key":"of something else'));
  const third = compile();
  expect(third.guest).toEqual(first.guest);
  expect(third.written).not.toBe(first.written);
  expect(readFileSync(kept, 'utf8')).not.toContain('something else');
});

test.skipIf(!hasWasiCompiler)('a module does not carry the room for all the descriptors that it may have', () => {
  const guest = join(temporaryDirectory(), 'client.wasm');
  expect(cc(['-s', `${EXAMPLES}c/tcp-client.c`, '-o', guest])).toEqual({ status: 0, output: '' });
  const descriptors = 8192;
  const pointer = 4;
  expect(statSync(guest).size).toBeLessThan(2.5 * descriptors * pointer);
});

test.skipIf(!hasWasiCompiler)('of a program that makes no component nothing is left, but why', () => {
  const directory = temporaryDirectory();
  const source = join(directory, 'a.c');
  writeFileSync(
    source,
    '__attribute__((import_module("nobody"), import_name("f"))) void f(void);\nint main(void) { f(); }\n',
  );
  const output = join(directory, 'a.wasm');
  const made = cc([source, '--target=component', '-o', output]);
  expect(made.status).toBe(2);
  expect(made.output).toContain('`nobody`');
  expect(made.output).not.toContain(' at ');
  expect(existsSync(output)).toBe(false);
});

test('without a compiler it says what is needed', () => {
  const { status, stderr } = spawnSync(execPath, [MAIN, 'cc', 'a.c'], {
    encoding: 'utf8',
    env: { ...env, WASI_SDK_PATH: '/nowhere' },
  });
  expect(status).toBe(2);
  expect(stderr).toContain('/nowhere/bin/clang');
  expect(stderr).toContain('set WASI_SDK_PATH');
});
