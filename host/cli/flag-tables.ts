// The flags of each command, as node:util's parseArgs takes them. `values` says what may follow, for completion: the name of a
// file, or one of some words.
import { limitOptions } from './limit-flags.ts';
import { TEMPLATES } from './templates.ts';

/** One of them. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: string | boolean;
  readonly values?: 'file' | readonly string[];
}

export const TARGETS = ['core', 'component', 'wasip2'] as const;
export const COMPOSE_TARGETS = ['component', 'wasip2'] as const;
export const WAITS = ['block', 'suspend'] as const;
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

const COMMON = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

const OUTPUT = { type: 'string', short: 'o', values: 'file' } as const;

/** The flags of each command, but for `wasock cc`, whose flags are clang's. */
export const FLAGS = {
  run: {
    ...COMMON,
    'allow-connect': { type: 'string', multiple: true },
    'deny-connect': { type: 'string', multiple: true },
    'allow-bind': { type: 'string', multiple: true },
    'deny-bind': { type: 'string', multiple: true },
    'allow-lookup': { type: 'string', multiple: true },
    'deny-lookup': { type: 'string', multiple: true },
    'lookup-ttl': { type: 'string' },
    'allow-raw': { type: 'boolean' },
    'allow-multicast': { type: 'boolean' },
    'allow-fork': { type: 'string' },
    'allow-all': { type: 'boolean' },
    policy: { type: 'string', values: 'file' },
    learn: { type: 'string', values: 'file' },
    ...limitOptions,
    env: { type: 'string', multiple: true },
    dir: { type: 'string', multiple: true, values: 'file' },
    listen: { type: 'string', multiple: true },
    wait: { type: 'string', default: 'block', values: WAITS },
    'no-cache': { type: 'boolean' },
    watch: { type: 'boolean', default: false },
    verbose: { type: 'boolean', short: 'v', default: false },
    trace: { type: 'string', values: 'file' },
  },
  build: {
    ...COMMON,
    output: OUTPUT,
    target: { type: 'string', default: 'core', values: TARGETS },
    debug: { type: 'boolean' },
  },
  cc: {},
  compose: {
    ...COMMON,
    output: OUTPUT,
    target: { type: 'string', default: 'component', values: COMPOSE_TARGETS },
  },
  inspect: { ...COMMON, json: { type: 'boolean', default: false } },
  types: { ...COMMON, output: OUTPUT },
  init: {
    ...COMMON,
    template: { type: 'string', default: 'echo', values: Object.keys(TEMPLATES) },
    force: { type: 'boolean', default: false },
  },
  doctor: COMMON,
  completion: COMMON,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Flag>>>>;

/** The names of the commands. */
export const COMMANDS = Object.keys(FLAGS) as readonly (keyof typeof FLAGS)[];
