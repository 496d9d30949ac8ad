import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { declarations } from '../../../wit/generate.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Assigns what the host gives a transpiled component to the types that jco makes from the WIT. */
const CHECK = `
import type { ImportObject } from './guest.js';
import type { componentImports } from '../../dist/link/component-imports.js';

type Given = ReturnType<typeof componentImports>;
type Host = ImportObject['wasock:sockets/host@0.1.0'];
declare const given: Given;

export const functions: Omit<Host, 'Socket'> = given['wasock:sockets/host'];
export const diagnostics: ImportObject['wasock:sockets/diagnostics@0.1.0'] = given['wasock:sockets/diagnostics'];

// The generated class has a private constructor, so its instances and its static functions are compared apart.
declare const instance: InstanceType<Given['wasock:sockets/host']['Socket']>;
export const socket: Host['Socket']['prototype'] = instance;
export const statics: Pick<Host['Socket'], 'create' | 'pair' | 'take'> = given['wasock:sockets/host'].Socket;
`;

const CONFIG = {
  extends: '../../tsconfig.json',
  compilerOptions: { noEmit: true, rootDir: '../..', exactOptionalPropertyTypes: false },
  include: ['.', '../../host/webassembly.d.ts'],
};

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
