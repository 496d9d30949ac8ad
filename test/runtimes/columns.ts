// The columns of docs/runtimes.md: how the probes run in each, in a network of their own.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { errnoName } from '#host/os/errno';
import { cc, hasWasiCompiler } from '../support/c-guests.ts';
import { MAIN } from '../support/command-line.ts';
import { compiled } from '../support/guest.ts';
import { inOwnNetwork } from '../support/own-network.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { buildGuest, hasWasmtime, prepare } from '../wasip2/runtimes.ts';
import type { Language } from './feature.ts';

const GUEST = fileURLToPath(new URL('guests/main.ts', import.meta.url));
const PEER = fileURLToPath(new URL('guests/peer.ts', import.meta.url));
const C_GUEST = fileURLToPath(new URL('c/', import.meta.url));

/** What came of the probes: `yes`, `no`, or an errno's name, by the feature. */
export type Cells = Readonly<Record<string, string>>;

/** A column. */
export interface Column {
  readonly title: string;
  /** Its programs are in PHP's terms, or in C. */
  readonly language: Language;
  /** Whether what it needs is installed. */
  readonly isThere: boolean;
  /** Makes the guest; the words of the command that runs it, but for the guest's argument. */
  command(): Promise<readonly string[]>;
}

export const COLUMNS: readonly Column[] = [
  {
    title: 'Node, direct',
    language: 'php',
    isThere: true,
    command: async () => onThisHost(file(await compiled(GUEST))),
  },
  {
    title: 'Node, component',
    language: 'php',
    isThere: true,
    command: async () => onThisHost(file(await compiled(GUEST, 'component'))),
  },
  {
    title: 'wasmtime wasip2',
    language: 'php',
    isThere: hasWasmtime,
    command: async () => prepare('wasmtime', await buildGuest(GUEST)),
  },
  {
    title: 'jco wasip2',
    language: 'php',
    isThere: true,
    command: async () => prepare('jco', await buildGuest(GUEST)),
  },
  {
    title: 'C guest',
    language: 'c',
    isThere: hasWasiCompiler,
    command: async () => onThisHost(compileC()),
  },
];

function file(wasm: Uint8Array): string {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, wasm);
  return path;
}

/** What the program that runs them gives the probes. */
const GIVEN = ['--listen', '127.0.0.1:0=given'];

function onThisHost(guest: string, flags: readonly string[] = GIVEN): string[] {
  return [execPath, MAIN, 'run', guest, '--allow-all', ...flags, '--'];
}

function compileC(): string {
  const guest = join(temporaryDirectory(), 'guest.wasm');
  const sources = readdirSync(C_GUEST).filter((name) => name.endsWith('.c'));
  const { status, output } = cc([
    '--fork',
    '-Wall',
    '-Wextra',
    '-Werror',
    ...sources.map((name) => C_GUEST + name),
    '-o',
    guest,
  ]);
  expect(status, output).toBe(0);
  return guest;
}

/** Besides the loopback interface, a cable for groups of IPv6, whose index the probes know. */
const NETWORK = [
  'ip link add near index 7 type veth peer name far index 8',
  'for interface in near far; do ip link set $interface up multicast on; done',
  'ip address add fd01::1/64 dev near nodad',
];

/** Seconds that the probes of a column may take together; they take about two. */
const PATIENCE = 60;

/** Runs the probes of a column, beside another program that they talk to. */
export async function measure(column: Column): Promise<Cells> {
  const directory = temporaryDirectory();
  const probes = [...(await column.command()), directory];
  const peer = [...onThisHost(file(await compiled(PEER)), []), directory];
  const script = [
    ...NETWORK,
    `mkfifo ${directory}/ready`,
    `${quoted(peer)} > ${directory}/ready & peer=$!`,
    `read -r line < ${directory}/ready`,
    // A runtime that does not return from a call is ended, and the run fails.
    `code=0; timeout ${PATIENCE} ${quoted(probes)} || code=$?`,
    // It has ended if the probes came to it.
    'kill $peer 2> /dev/null || :; exit $code',
  ];
  const run = inOwnNetwork(script.join('\n'), ['::1 localhost']);
  const code = await run.exited;
  const said = run.stderr.replaceAll(/^wasock: listening on .*\n/gm, '');
  expect({ code, stderr: said }, run.stdout).toEqual({ code: 0, stderr: '' });
  const lines = run.stdout.trimEnd().split('\n');
  return Object.fromEntries(
    lines.map((line) => line.split('\t')).map(([feature = '', outcome = '']) => [feature, nameOf(outcome)]),
  );
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(' ');
}

/** An errno's name for its number, which guests print in PHP's terms. */
function nameOf(outcome: string): string {
  return /^\d+$/.test(outcome) ? errnoName(Number(outcome)).toUpperCase() : outcome;
}
