// Writes a trace: a line of text, an object of JSON or an event of Chrome's trace format for each call.
import { writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { CoreValue } from '../abi/flat.mjs';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { FunctionType } from '../abi/types.ts';
import { FUNCTIONS } from '../generated/functions.ts';
import { visible } from '../policy/local.ts';
import { messageOf } from '../thrown.ts';
import { andThen } from '../wait/completion.ts';
import { changed, type Importable, type Importables } from './import-table.ts';
import type { TraceFormat, TraceOptions, Tracer } from './trace.ts';
import { errorOf, type Shown, TraceReader, valueOf } from './trace-values.ts';

/** Closing a socket is the component model's, not the WIT's. */
const DROP: FunctionType = { params: [{ name: 'self', type: 's32' }], result: null };

/** A call that has come to its end. Times are in milliseconds. */
interface Call {
  readonly guest: number;
  readonly name: string;
  readonly args: Readonly<Record<string, Shown>>;
  readonly result: Shown;
  readonly error: Shown | undefined;
  readonly start: number;
  readonly duration: number;
}

/** Functions that may wait for long: that they have begun is a line of its own in a text. */
const WAITS_LONG = new Set([
  'accept',
  'connect',
  'receive',
  'receive-from',
  'receive-message',
  'select',
  'lookup-address',
  'wait',
]);

export class FileTracer implements Tracer {
  readonly #guest: number;
  readonly #format: TraceFormat;
  readonly #fd: number;
  readonly #begin = performance.now();

  constructor({ to, format = 'text' }: TraceOptions, guest: number) {
    this.#guest = guest;
    this.#format = format;
    this.#fd = to;
  }

  traced(functions: Importables, memory: GuestMemory): Importables {
    const reader = new TraceReader(memory);
    return changed(functions, (found, name) => {
      const type = name.startsWith('[resource-drop]') ? DROP : FUNCTIONS.get(name);
      return type === undefined ? found : { ...found, callee: this.#around(name, type, found, reader) };
    });
  }

  #around(canonical: string, type: FunctionType, { callee }: Importable, reader: TraceReader): Importable['callee'] {
    const name = canonical.startsWith('[resource-drop]') ? 'close' : canonical.replace(/^.*\./, '');
    return (...flat: never[]): unknown => {
      const args = reader.arguments(type, flat as CoreValue[]);
      const start = performance.now();
      if (this.#format === 'text' && WAITS_LONG.has(name))
        this.#write(`${this.#time(start)} ${name}(${listed(args)}) …\n`);
      const end = (result: Shown, error: Shown | undefined): void =>
        this.#tell({ guest: this.#guest, name, args, result, error, start, duration: performance.now() - start });
      let outcome: unknown;
      try {
        outcome = callee(...flat);
      } catch (error) {
        end(null, messageOf(error));
        throw error;
      }
      return andThen(outcome, (returned) => {
        const result = reader.result(type, flat as CoreValue[], returned);
        end(valueOf(result, type.result), errorOf(result, type.result));
        return returned;
      });
    };
  }

  #time(at: number): string {
    return ((at - this.#begin) / 1000).toFixed(6);
  }

  #tell(call: Call): void {
    this.#write(FORMATS[this.#format](call, this.#time(call.start)));
  }

  #write(text: string): void {
    const bytes = new TextEncoder().encode(text);
    // A descriptor that others write to as well may be a pipe without room.
    for (let done = 0; done < bytes.length;) done += writeAll(this.#fd, bytes.subarray(done));
  }
}

/** @returns how many bytes were written; 0 if there was no room for any */
function writeAll(fd: number, bytes: Uint8Array): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
    throw error;
  }
}

const FORMATS: Readonly<Record<TraceFormat, (call: Call, time: string) => string>> = {
  text: ({ name, args, result, error, duration }, time) => {
    const came = error === undefined ? (result === null ? 'ok' : worded(result)) : upper(error);
    return `${time} ${name}(${listed(args)}) = ${came} <${(duration / 1000).toFixed(6)}>\n`;
  },
  json: ({ guest, name, args, result, error, start, duration }) =>
    `${JSON.stringify({
      time: epoch(start) / 1000,
      guest,
      call: name,
      args,
      ...(error === undefined ? { result } : { error: upper(error) }),
      ms: rounded(duration),
    })}\n`,
  chrome: ({ guest, name, args, result, error, start, duration }) =>
    `${JSON.stringify({
      name,
      cat: 'wasock',
      ph: 'X',
      ts: Math.round(epoch(start) * 1000),
      dur: Math.max(1, Math.round(duration * 1000)),
      pid: process.pid,
      tid: guest,
      args: { ...args, ...(error === undefined ? { result } : { error: upper(error) }) },
    })},\n`,
};

/** Milliseconds since 1970. */
function epoch(at: number): number {
  return performance.timeOrigin + at;
}

/** In microseconds. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** Error numbers by their names in C. */
function upper(error: Shown): string {
  return typeof error === 'string' && /^e[a-z0-9]+$/.test(error) ? error.toUpperCase() : worded(error);
}

function listed(args: Readonly<Record<string, Shown>>): string {
  return Object.values(args).map(worded).join(', ');
}

/** A value in a line to read. */
function worded(value: Shown): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return /^[\w.:[\]/@*|-]+$/.test(value) ? value : visible(JSON.stringify(value));
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(worded).join(', ')}]`;
  const { tag, val, bytes, data, ...others } = value as { readonly [name: string]: Shown };
  if (typeof tag === 'string') return val === undefined ? tag : `${tag}(${worded(val)})`;
  if (bytes !== undefined && data !== undefined && Object.keys(others).length === 0)
    return `"${data}" (${bytes} bytes)`;
  return `{${Object.entries(value)
    .map(([name, field]) => `${name}: ${worded(field)}`)
    .join(', ')}}`;
}
