// The flags of `wasock run` that limit a guest.
import type { LimitName, Limits } from '../limits.ts';
import { UsageError } from './usage-error.ts';

/** What may follow a flag. */
interface Unit {
  readonly expected: string;
  /** How many of the limit's units each suffix is. */
  readonly suffixes: Readonly<Record<string, number>>;
}

const BYTES: Unit = {
  expected: 'a size such as 256m (k, m, g)',
  suffixes: { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 },
};
const COUNT: Unit = { expected: 'a number', suffixes: { '': 1 } };
const TIME: Unit = { expected: 'a time such as 30s or 500ms', suffixes: { ms: 1, s: 1000 } };

const FLAGS = {
  'max-memory': { limit: 'memory', unit: BYTES },
  'max-table-elements': { limit: 'tableElements', unit: COUNT },
  'max-gc-heap': { limit: 'gcHeap', unit: BYTES },
  'max-sockets': { limit: 'sockets', unit: COUNT },
  'max-files': { limit: 'files', unit: COUNT },
  'max-socket-buffers': { limit: 'socketBuffers', unit: BYTES },
  'max-descriptors-in-flight': { limit: 'descriptorsInFlight', unit: COUNT },
  'max-bytes-sent': { limit: 'bytesSent', unit: BYTES },
  'max-bytes-received': { limit: 'bytesReceived', unit: BYTES },
  'max-stream-bytes': { limit: 'streamBytes', unit: BYTES },
  'max-lookups': { limit: 'lookups', unit: COUNT },
  'max-operations-per-second': { limit: 'operationsPerSecond', unit: COUNT },
  'max-cpu-time': { limit: 'cpuTimeMs', unit: TIME },
  'max-wall-time': { limit: 'wallTimeMs', unit: TIME },
  'max-denials-per-second': { limit: 'denialsPerSecond', unit: COUNT },
} as const satisfies Readonly<Record<string, { limit: LimitName; unit: Unit }>>;

type Flag = keyof typeof FLAGS;

const names = Object.keys(FLAGS) as readonly Flag[];

/** The flags as node:util's parseArgs takes them. */
export const limitOptions = Object.fromEntries(names.map((name) => [name, { type: 'string' }])) as Readonly<
  Record<Flag, { readonly type: 'string' }>
>;

/** The flag of the limit that a LimitError is about. */
export function flagOf(error: unknown): string {
  const limit = typeof error === 'object' && error !== null && 'limit' in error ? error.limit : undefined;
  return `--${names.find((name) => FLAGS[name].limit === limit)}`;
}

/** The limits that flags give. @throws UsageError for a value that is none */
export function limitsOf(values: Readonly<Partial<Record<Flag, string>>>): Limits {
  const given = names.flatMap((name) => {
    const text = values[name];
    return text === undefined ? [] : [[FLAGS[name].limit, valueOf(name, text)] as const];
  });
  return Object.fromEntries(given);
}

function valueOf(name: Flag, text: string): number {
  if (text === 'none') return Infinity;
  const { unit }: { unit: Unit } = FLAGS[name];
  const [, number, suffix = ''] = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(text) ?? [];
  const factor = new Map(Object.entries(unit.suffixes)).get(suffix.toLowerCase());
  if (number === undefined || factor === undefined) {
    throw new UsageError(`--${name} must be ${unit.expected}, or none, not '${text}'`);
  }
  return Number(number) * factor;
}
