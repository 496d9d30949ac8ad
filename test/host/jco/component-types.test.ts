import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { $init, generateTypes } from '@bytecodealliance/jco-transpile/component';
import { expect, test } from 'vitest';
import { witSource } from '#host/build/wit';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Gives what `wasock/host` has where jco's types, which it makes from the WIT, ask for it. */
const CHECK = `
import { createHost, diagnostics, host } from 'wasock/host';
import { instantiate, type ImportObject } from './guest.js';

export const given: ImportObject = createHost().imports;
export const component = instantiate(() => new WebAssembly.Module(Uint8Array.of()), given);
export const mapped: ImportObject['wasock:sockets/host@0.1.0'] = host;
export const told: ImportObject['wasock:sockets/diagnostics@0.1.0'] = diagnostics;
`;

const CONFIG = {
  extends: '../../tsconfig.json',
  compilerOptions: { noEmit: true, rootDir: '../..', skipLibCheck: false },
  include: ['.', '../../host/webassembly.d.ts'],
};

/** The declaration files that jco makes for the guest world: [name, text] pairs. */
async function declarations(): Promise<[string, string][]> {
  await $init;
  const files = generateTypes('guest', {
    wit: { tag: 'source', val: witSource() },
    world: 'guest',
    instantiation: { tag: 'async' },
  });
  return files.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
}

/** What the TypeScript compiler says of a project. */
function compilerMessages(project: string): string {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    return execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

test("the host's classes satisfy the types that jco generates from the WIT", async () => {
  const directory = join(ROOT, 'build', 'component-types');
  for (const [name, text] of [...(await declarations()), ['check.ts', CHECK] as const]) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(CONFIG));
  expect(compilerMessages(directory)).toBe('');
});
