// Where components are run: wasmtime's command line, as a baseline.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { Command, MAIN } from '../support/command-line.ts';
import { BUILT, guest } from './guests.ts';

/** Node 26: vitest.config.ts finds it. */
const NODE_26 = env['WASOCK_NODE26'];

/** What a guest is given besides its arguments. */
export interface Given {
  environment?: Readonly<Record<string, string>>;
  /** What is on its standard input, instead of nothing. */
  input?: string;
}

/** A runtime: starts a guest by its name, as a program of its own, with the network and name lookups allowed. */
export interface Place {
  readonly name: string;
  /** Why it is not there. */
  readonly missing: string | undefined;
  run(name: string, args: readonly string[], given?: Given): Command;
}

const TOOL = join(BUILT, 'tools/wasmtime');

export const WASMTIME: Place = {
  name: 'wasmtime',
  missing: existsSync(TOOL) ? undefined : 'test/components/install.sh has not installed wasmtime',
  run(name, args, { environment = {}, input } = {}) {
    const found = guest(name);
    if ('missing' in found) throw new Error(found.missing);
    const variables = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
    const network = ['-S', 'inherit-network,allow-ip-name-lookup,tcp=y,udp=y,cli-exit-with-code'];
    // Compiled by build.sh: a guest in Python takes wasmtime seconds.
    const compiled = found.path.replace(/\.wasm$/, '.cwasm');
    const words = ['run', '--allow-precompiled', ...network, ...variables, compiled, ...found.words, ...args];
    return new Command(TOOL, words, input);
  },
};

/** wasock's command, on the Node that the guests need: CPython's has extended constant expressions. */
export const WASOCK: Place = {
  name: 'wasock',
  missing: NODE_26 === undefined ? 'there is no Node 26' : undefined,
  run(name, args, { environment = {}, input } = {}) {
    const found = guest(name);
    if ('missing' in found) throw new Error(found.missing);
    const variables = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
    const words = [MAIN, 'run', '--allow-all', ...variables, found.path, '--', ...found.words, ...args];
    return new Command(NODE_26 ?? '', words, input);
  },
};
