// Commands that run guests: the command line, or a project of jco's.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { afterAll } from 'vitest';
import type { PolicyRules } from 'wasock';
import { IS_QUICK } from '../tiers.ts';
import { MAIN } from './command-line.ts';
import { compiled, once } from './compiled.ts';

/** What a command runs: a core module, a component, or a component that jco has mapped to `wasock/host`. */
export type CommandLinking = 'direct' | 'component' | 'transpiled';

/** Each of them; in the quick tier the direct linker alone. */
export const COMMAND_LINKINGS: readonly CommandLinking[] = IS_QUICK
  ? ['direct']
  : ['direct', 'component', 'transpiled'];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAPPED = fileURLToPath(new URL('mapped.mjs', import.meta.url));

/** The project in which guests lie, from when the first is asked for until the tests of this file are over. */
let project: string | undefined;
afterAll(() => project !== undefined && rmSync(project, { recursive: true, force: true }));

function projectFolder(): string {
  if (project !== undefined) return project;
  const folder = mkdtempSync(join(tmpdir(), 'wasock-guests-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/wasock'));
  symlinkSync(join(ROOT, 'node_modules/@bytecodealliance'), join(folder, 'node_modules/@bytecodealliance'));
  return (project = folder);
}

const [coreFile, componentFile] = (['core', 'component'] as const).map((target) =>
  once(async (source: string) => {
    const path = join(mkdtempSync(join(projectFolder(), `${target}-`)), 'guest.wasm');
    writeFileSync(path, await compiled(source, target));
    return path;
  }),
) as [(source: string) => Promise<string>, (source: string) => Promise<string>];

/** As `jco transpile --map 'PATTERN=MODULE'` for each. @returns the path of the module */
export async function mappedModule(component: Uint8Array, map: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(projectFolder(), 'mapped-'));
  const { files } = await transpileBytes(component, {
    name: 'guest',
    map: { ...map },
    wasiShim: true,
    emitTypescriptDeclarations: false,
  });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return join(folder, 'guest.js');
}

/** As `jco transpile --map 'wasock:sockets/*=wasock/host#*'`. @returns the path of the module */
export const mappedFile = once(async (source: string) =>
  mappedModule(await compiled(source, 'component'), { 'wasock:sockets/*': 'wasock/host#*' }),
);

/** The words of a command that runs a module of `mappedModule`; to be followed as those of `commandOf`. */
export const mappedCommand = (path: string): readonly string[] => [execPath, MAPPED, path];

/** The words of a command that runs a guest; to be followed by flags of `wasock run`, `--` and the guest's arguments. */
export async function commandOf(source: string, linking: CommandLinking): Promise<readonly string[]> {
  if (linking === 'transpiled') return mappedCommand(await mappedFile(source));
  return [execPath, MAIN, 'run', await (linking === 'direct' ? coreFile : componentFile)(source)];
}

/** The flags of a policy. */
export function flagsOf(policy: PolicyRules): string[] {
  return Object.entries(policy).flatMap(([name, value]: [string, unknown]) => {
    if (Array.isArray(value)) return value.length === 0 ? [] : [`--allow-${name}`, value.join(',')];
    return value === true ? [`--allow-${name}`] : [];
  });
}
