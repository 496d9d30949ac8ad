// Writes a trace: a line of text, an object of JSON or an event of Chrome's trace format for each call.
import { performance } from 'node:perf_hooks';
import type { CoreValue } from '../abi/flat.mjs';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { FunctionType } from '../abi/types.ts';
import { FUNCTIONS } from '../generated/functions.ts';
import { errnoName, errnoNumber } from '../os/errno.ts';
import { poll, Scratch } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { type Holder, SharedStream } from '../os/shared-stream.ts';
import { visible } from '../policy/local.ts';
import { messageOf } from '../thrown.ts';
import { andThen } from '../wait/completion.ts';
import type { PollSet, Waiter } from '../wait/waiter.ts';
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

/** What a trace needs of the guest's host. */
interface TraceContext {
  readonly ledger: Holder;
  readonly waiter: Waiter;
}

const EAGAIN = errnoNumber('eagain');
const EINTR = errnoNumber('eintr');

/** How long the thread of suspended guests waits for room before it looks whether the guest is to end, in milliseconds. */
const TURN_MS = 10;

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
  readonly #stream: SharedStream;
  readonly #waiter: Waiter;
  /** To wait for room. */
  readonly #room: PollSet;
  readonly #begin = performance.now();

  constructor({ to, format = 'text' }: TraceOptions, guest: number, { ledger, waiter }: TraceContext) {
    this.#guest = guest;
    this.#format = format;
    this.#stream = new SharedStream(to, 'write', ledger);
    this.#waiter = waiter;
    // With room for the waiter's own pollfd.
    const { address, buffer } = new Scratch(16);
    this.#room = { address, count: 1, words: new Int32Array(buffer) };
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
    const { address, bytes: kept } = new Scratch(bytes.length);
    kept.set(bytes);
    for (let done = 0; done < bytes.length;) {
      const written = this.#stream.transfer(address + done, bytes.length - done);
      if (written >= 0) done += written;
      else if (written === -EAGAIN) this.#waitForRoom();
      else if (written !== -EINTR) throw new Error(`a trace cannot be written: ${errnoName(-written)}`);
    }
  }

  /** Waits until somebody has read of a pipe. A guest that is killed waits no longer. */
  #waitForRoom(): void {
    const { address, words } = this.#room;
    words.set([this.#stream.fd, platform.POLLOUT]);
    // A guest can be suspended only where it waits itself.
    if (this.#waiter.until === undefined) void this.#waiter.poll(this.#room, Infinity);
    else poll(address, 1, TURN_MS);
    this.#waiter.checkCancelled();
  }
}

const FORMATS: Readonly<Record<TraceFormat, (call: Call, time: string) => string>> = {
  text: ({ name, args, result, error, duration }, time) => {
    const came = error === undefined ? (result === null ? 'ok' : worded(result)) : upper(error);
    return `${time} ${name}(${listed(args)}) = ${came} <${(duration / 1000).toFixed(6)}>\n`;
  },
  json: ({ guest, name, args, result, error, start, duration }) =>
    `${json({
      time: epoch(start) / 1000,
      guest,
      call: name,
      args,
      ...(error === undefined ? { result } : { error: upper(error) }),
      ms: rounded(duration),
    })}\n`,
  chrome: ({ guest, name, args, result, error, start, duration }) =>
    `${json({
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

/** JSON in ASCII: names that a guest gives may be controls of a terminal's. */
function json(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

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
