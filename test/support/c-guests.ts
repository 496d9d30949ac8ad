// Guests in C.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { makeComponent } from '#host/build/component';
import { EXAMPLES, MAIN } from './command-line.ts';

/** What `wasock cc` prints and exits with. */
export function cc(args: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'cc', ...args], { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** A guest as it is, and as the component that is made of it: the paths of both. */
export async function bothWays(guest: string): Promise<readonly [core: string, component: string]> {
  const component = guest.replace(/\.wasm$/, '.component.wasm');
  writeFileSync(component, await makeComponent(readFileSync(guest)));
  return [guest, component];
}

/** What `wasock cc` compiles of c/src/: it keeps the objects in a cache, for which this directory serves. */
export function libraryObjects(directory: string): { name: string; bytes: Uint8Array }[] {
  const args = [MAIN, 'cc', `${EXAMPLES}c/tcp-client.c`, '-o', join(directory, 'a.wasm')];
  spawnSync(process.execPath, args, { env: { ...env, XDG_CACHE_HOME: directory } });
  const { objects } = JSON.parse(readFileSync(join(directory, 'wasock/c-src.json'), 'utf8')) as {
    objects: [name: string, bytes: string][];
  };
  return objects.map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes, 'base64') }));
}

/** Whether this machine has what guests in C are made with; says so where it has not. */
export const hasWasiCompiler = (() => {
  const directory = mkdtempSync(join(tmpdir(), 'wasock-c-'));
  try {
    const source = join(directory, 'empty.c');
    writeFileSync(source, '#include <stdio.h>\nint main(void) { return puts("") < 0; }\n');
    const sdk = env['WASI_SDK_PATH'];
    const clang = sdk === undefined || sdk === '' ? 'clang' : join(sdk, 'bin/clang');
    const { status } = spawnSync(clang, ['--target=wasm32-wasi', source, '-o', join(directory, 'empty.wasm')]);
    if (status !== 0) console.warn('tests of guests in C are left out: there is no clang with wasi-libc');
    return status === 0;
  } finally {
    rmSync(directory, { recursive: true });
  }
})();
