// What a guest asks of its host, call by call, for those who want to see it: docs/tracing.md.
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { Importables } from './import-table.ts';

/** Where each call of wasock's own functions is written. */
export interface TraceOptions {
  /** A descriptor. In a process of its own, the guest has of this one's descriptors only 1 and 2. */
  readonly to: number;
  /** A line to read (the default), an object of JSON in a line, or an event of Chrome's trace format. */
  readonly format?: TraceFormat;
}

export type TraceFormat = 'text' | 'json' | 'chrome';

/** Writes calls. */
export interface Tracer {
  /** The functions, each of which writes what it was called with, what came of it, and how long it took. */
  traced(functions: Importables, memory: GuestMemory): Importables;
}
