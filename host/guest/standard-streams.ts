// What a guest's standard streams are: those of this process, nothing, or streams of the program that starts it.
import { openSync } from 'node:fs';
import { Socket } from 'node:net';
import { Readable, Writable } from 'node:stream';
import type { ReadableStream, WritableStream } from 'node:stream/web';
import { errnoName } from '../os/errno.ts';
import { close } from '../os/libc.ts';
import { createPipe } from '../os/pipe.ts';

/**
 * `inherit`: this process' own, the default; `ignore`: nothing comes, and what is written is dropped; or a descriptor of this
 * process.
 */
export type StandardStream = 'inherit' | 'ignore' | number;

/** The same, or `pipe`: a stream that the program writes or reads. */
export type PipedStream = StandardStream | 'pipe';

/** What each stream of a guest is. */
export interface StandardStreams<Stream = StandardStream> {
  readonly stdin?: Stream;
  readonly stdout?: Stream;
  readonly stderr?: Stream;
}

/** Descriptors, where there is something else than this process' own. */
export type StreamDescriptors = StandardStreams<number>;

/** Of a guest with pipes, the program's ends. Undefined where there is no pipe. */
export interface ProgramStreams {
  /** What the guest reads. Closing it is the guest's end of input. */
  readonly stdin: WritableStream<Uint8Array | string> | undefined;
  /** What the guest writes. A guest waits while nobody reads. */
  readonly stdout: ReadableStream<Uint8Array> | undefined;
  readonly stderr: ReadableStream<Uint8Array> | undefined;
}

const NAMES = ['stdin', 'stdout', 'stderr'] as const;

/** /dev/null, once it is used. It stays open. */
let nothing: number | undefined;

/** The descriptors of streams without pipes. */
export function descriptorsOf<Options extends StandardStreams>(
  options: Options,
): Omit<Options, keyof StandardStreams> & StreamDescriptors {
  const { stdin, stdout, stderr, ...rest } = options;
  const found: { -readonly [Name in keyof StreamDescriptors]: number } = {};
  for (const [index, stream] of [stdin, stdout, stderr].entries()) {
    if (stream === undefined || stream === 'inherit') continue;
    found[NAMES[index]!] = stream === 'ignore' ? (nothing ??= openSync('/dev/null', 'r+')) : stream;
  }
  return { ...rest, ...found };
}

/** The pipes of one guest. */
export class Pipes {
  readonly streams: ProgramStreams;
  readonly descriptors: Required<StandardStreams>;
  #guestEnds: number[] = [];
  readonly #own: Socket[] = [];
  readonly #input: Socket | undefined;

  /** @throws Error if this process has no descriptor left */
  constructor({ stdin, stdout, stderr }: StandardStreams<PipedStream>) {
    const input = this.#pipe(stdin, 'write');
    const output = this.#pipe(stdout, 'read');
    const errors = this.#pipe(stderr, 'read');
    this.#input = input.own;
    this.descriptors = { stdin: input.guest, stdout: output.guest, stderr: errors.guest };
    this.streams = {
      stdin: input.own && (Writable.toWeb(input.own) as ProgramStreams['stdin']),
      stdout: output.own && (Readable.toWeb(output.own) as ProgramStreams['stdout']),
      stderr: errors.own && (Readable.toWeb(errors.own) as ProgramStreams['stderr']),
    };
  }

  /** Closes the guest's ends: it has ended, or another process has them. */
  readonly closeGuestEnds = (): void => {
    for (const fd of this.#guestEnds) close(fd);
    this.#guestEnds = [];
  };

  /** The guest has ended: nobody reads what the program still writes. What it has written, the program may still read. */
  readonly end = (): void => {
    this.closeGuestEnds();
    this.#input?.destroy();
  };

  /** Closes all ends: there is no guest. */
  abandon(): void {
    this.closeGuestEnds();
    for (const socket of this.#own) socket.destroy();
  }

  #pipe(stream: PipedStream | undefined, own: 'read' | 'write') {
    if (stream !== 'pipe') return { guest: stream ?? 'inherit', own: undefined } as const;
    const made = createPipe();
    if (typeof made === 'number') throw new Error(`pipe2: ${errnoName(-made)}`);
    const guest = own === 'read' ? made.write : made.read;
    this.#guestEnds.push(guest);
    const socket = new Socket({ fd: made[own], readable: own === 'read', writable: own === 'write' });
    this.#own.push(socket);
    return { guest, own: socket };
  }
}

/** In code units. */
const LONGEST_LINE = 1 << 20;

/** So many parts of a line are made one: a part takes more than its text. */
const MOST_PARTS = 4096;

/**
 * The lines of a stream: UTF-8, without their ends. The last one need not have an end. One that is longer than a mebibyte comes
 * in parts.
 *
 * @param stream a guest's standard output or error; it is cancelled if the iteration stops early
 */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  /** The parts of a line that has not ended. */
  let rest: string[] = [];
  let length = 0;
  for await (const bytes of stream) {
    const parts = decoder.decode(bytes, { stream: true }).split('\n');
    const last = parts.pop() ?? '';
    if (parts.length > 0) {
      parts[0] = rest.join('') + parts[0]!;
      yield* parts;
      rest = [];
      length = 0;
    }
    rest.push(last);
    length += last.length;
    if (length < LONGEST_LINE && rest.length < MOST_PARTS) continue;
    const joined = rest.join('');
    if (length >= LONGEST_LINE) {
      yield joined;
      length = 0;
    }
    rest = length === 0 ? [] : [joined];
  }
  const line = rest.join('') + decoder.decode();
  if (line !== '') yield line;
}
