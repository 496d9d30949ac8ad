// WASI 0.2 for components that `jco transpile` has translated: preview2-shim's, restricted. The guest gets its
// arguments, its environment, three descriptors as standard streams, clocks and randomness. It gets no files, and the
// network only on request.
import { getRandomValues } from 'node:crypto';
import { hrtime } from 'node:process';
import { isUint8Array } from 'node:util/types';
import { cli, clocks, io, sockets } from '@bytecodealliance/preview2-shim';
import { WASIShim } from '@bytecodealliance/preview2-shim/instantiation';
import type { Meter } from '../limits/meter.ts';
import { GuestTrap } from '../trap.ts';
import { componentPoll, readPollable, timePollable, writePollable } from './component-poll.ts';
import { ComponentResources } from './component-resources.ts';
import { readStream, writeStream } from '../os/standard-stream.ts';

/** What a component gets from the program around it. */
export interface ComponentOptions {
  /** The arguments, beginning with the program's name; by default only that. */
  readonly args?: readonly string[];
  /** The environment. The guest gets no other variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Descriptors of this process to use as the standard streams; default 0, 1 and 2. */
  readonly stdin?: number;
  readonly stdout?: number;
  readonly stderr?: number;
  /** Counts the bytes of the streams. */
  readonly meter?: Pick<Meter, 'take' | 'giveBack'>;
  /** Whether wasi:sockets works, which knows no rules. */
  readonly network?: boolean;
  /** Called when the guest asks for wasi:sockets and does not get it. */
  readonly onNoNetwork?: () => void;
}

/** Thrown through a component that exits. */
export class ComponentExit extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`the guest exits with code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** A component's `wasi:*` imports, under the names that jco's generated code asks for. */
export function componentWasi(options: ComponentOptions): Record<string, object> {
  const { meter, stdin = 0, stdout = 1, stderr = 2 } = options;
  const resources = new ComponentResources();
  const shim = new WASIShim({
    sandbox: {
      preopens: {},
      args: [...(options.args ?? ['guest'])],
      env: { ...options.env },
      enableNetwork: options.network ?? false,
    },
  });
  return {
    ...shim.getImportObject(),
    ...(options.network === true ? {} : closedSockets(options, resources)),
    'wasi:cli/environment': environment(options),
    'wasi:random/random': { getRandomBytes: randomBytes, getRandomU64: randomU64 },
    'wasi:random/insecure': { getInsecureRandomBytes: randomBytes, getInsecureRandomU64: randomU64 },
    'wasi:io/poll': componentPoll,
    'wasi:cli/exit': { exit, exitWithCode },
    'wasi:clocks/monotonic-clock': monotonicClock(resources),
    // An object for each call: what is dropped of them, jco tells of each.
    'wasi:cli/stdin': { getStdin: () => inputStream(resources, stdin, meter) },
    'wasi:cli/stdout': { getStdout: () => outputStream(resources, stdout, meter) },
    'wasi:cli/stderr': { getStderr: () => outputStream(resources, stderr, meter) },
    'wasi:cli/terminal-stdin': { getTerminalStdin: () => resources.make(cli.terminalInput.TerminalInput, {}) },
    'wasi:cli/terminal-stdout': { getTerminalStdout: () => resources.make(cli.terminalOutput.TerminalOutput, {}) },
    'wasi:cli/terminal-stderr': { getTerminalStderr: () => resources.make(cli.terminalOutput.TerminalOutput, {}) },
  };
}

/** The error case of a `result`, as jco's generated code takes it. */
class AccessDenied extends Error {
  readonly payload = 'access-denied';
}

/**
 * wasi:sockets if nothing is allowed: no function makes a socket. The shim's own checks the object that stands for the
 * network, but a guest may be able to get one.
 */
function closedSockets({ onNoNetwork }: ComponentOptions, resources: ComponentResources) {
  const deny = (): never => {
    onNoNetwork?.();
    throw new AccessDenied('access-denied');
  };
  return {
    'wasi:sockets/instance-network': { instanceNetwork: () => resources.make(sockets.network.Network, {}) },
    'wasi:sockets/tcp-create-socket': { createTcpSocket: deny },
    'wasi:sockets/udp-create-socket': { createUdpSocket: deny },
    'wasi:sockets/ip-name-lookup': { ...sockets.ipNameLookup, resolveAddresses: deny },
  };
}

/** Arguments and environment, without the host's working directory. */
function environment({ args = ['guest'], env = {} }: ComponentOptions): object {
  return {
    getArguments: () => [...args],
    getEnvironment: () => Object.entries(env),
    initialCwd: () => undefined,
  };
}

function exit(status: { tag: string }): never {
  if (status.tag !== 'ok' && status.tag !== 'err') throw new TypeError('a status is ok or err');
  throw new ComponentExit(status.tag === 'ok' ? 0 : 1);
}

function exitWithCode(code: number): never {
  if (!Number.isInteger(code) || code < 0 || code > 255) throw new TypeError('a status code is a number up to 255');
  throw new ComponentExit(code);
}

/** The shim's, but for its pollables, which are messages to a thread of its own. */
function monotonicClock(resources: ComponentResources): object {
  return {
    ...clocks.monotonicClock,
    subscribeInstant(when: bigint): object {
      checkNumber(when);
      return timePollable(resources, when);
    },
    subscribeDuration(when: bigint): object {
      checkNumber(when);
      return timePollable(resources, hrtime.bigint() + when);
    },
  };
}

// The shim's own streams write through its worker thread or through Node's event loop, which stands still while a
// guest runs.

/** How much goes through a stream in one piece, in bytes. */
const PIECE = 65_536;

/** The part of an input stream that splicing needs. */
interface InputStream {
  read(length: bigint): Uint8Array;
}

function atMost(length: bigint): number {
  checkNumber(length);
  return Number(length < BigInt(PIECE) ? length : BigInt(PIECE));
}

/** jco lifts a number by the type that the component gives a function. @throws TypeError if it is no u64 */
function checkNumber(value: unknown): void {
  if (typeof value !== 'bigint' || value < 0n) throw new TypeError('a u64 is a bigint from 0 on');
}

/** Random bytes, so many that the host can make them. @throws GuestTrap for more */
function randomBytes(length: bigint): Uint8Array {
  checkNumber(length);
  if (length > BigInt(MOST_RANDOM)) throw new GuestTrap(`${length} random bytes at once are too many: ${MOST_RANDOM}`);
  const bytes = new Uint8Array(Number(length));
  for (let at = 0; at < bytes.length; at += PIECE) getRandomValues(bytes.subarray(at, at + PIECE));
  return bytes;
}

const MOST_RANDOM = 1 << 20;

function randomU64(): bigint {
  return getRandomValues(new BigUint64Array(1))[0]!;
}

function outputStream(resources: ComponentResources, fd: number, meter: ComponentOptions['meter']): object {
  const write = (contents: Uint8Array): void => {
    if (!isUint8Array(contents)) throw new TypeError('contents are a Uint8Array');
    for (let done = 0; done < contents.length;) {
      const count = meter?.take(contents.length - done) ?? contents.length;
      // The stream-error of wasi:io, as jco's generated code takes it.
      if (!writeStream(fd, contents.subarray(done, done + count))) throw { tag: 'closed' };
      done += count;
    }
  };
  const writeZeroes = (length: bigint): void => write(new Uint8Array(atMost(length)));
  const splice = (from: Pick<InputStream, 'read'>, length: bigint): bigint => {
    const bytes = from.read(BigInt(atMost(length)));
    write(bytes);
    return BigInt(bytes.length);
  };
  // All of the WIT: what is left out would be the shim's own, on an object that it has not made.
  return resources.make(io.streams.OutputStream, {
    checkWrite: () => BigInt(PIECE),
    write,
    blockingWriteAndFlush: write,
    flush() {},
    blockingFlush() {},
    subscribe: () => writePollable(resources, fd),
    writeZeroes,
    blockingWriteZeroesAndFlush: writeZeroes,
    splice,
    blockingSplice: splice,
  });
}

function inputStream(resources: ComponentResources, fd: number, meter: ComponentOptions['meter']): object {
  const read = (length: bigint): Uint8Array => {
    const most = atMost(length);
    const buffer = new Uint8Array(meter?.take(most) ?? most);
    const count = readStream(fd, buffer);
    meter?.giveBack(buffer.length - count);
    if (count === 0 && buffer.length > 0) throw { tag: 'closed' };
    return buffer.subarray(0, count);
  };
  const subscribe = (): object => readPollable(resources, fd);
  const skip = (length: bigint): bigint => BigInt(read(length).length);
  return resources.make(io.streams.InputStream, {
    read,
    blockingRead: read,
    skip,
    blockingSkip: skip,
    subscribe,
  });
}
