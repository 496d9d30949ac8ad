// WASI preview 1 as a guest has it, called by hand on a memory of its own.
import { closeSync } from 'node:fs';
import koffi from 'koffi';
import { onTestFinished } from 'vitest';
import type { OwnWasiOptions } from '#host/guest/wasi';
import { wasiImports } from '#host/guest/wasi';
import type { Importables } from '#host/link/import-table';
import { GuestMemory } from '#host/abi/guest-memory';
import { Descriptors } from '#host/preview1/descriptors';
import type { OpenDirectory } from '#host/files/directories';
import type { StreamMeter } from '#host/os/stream-meter';
import type { OpenedSocket } from '#host/guest/open-sockets';
import { BlockingWaiter } from '#host/wait/blocking';
import type { Waiter } from '#host/wait/waiter';

export const PAGE = 65_536;

/** `errno` of WASI preview 1, as the specification numbers it. */
export const ERRNO = {
  success: 0,
  again: 6,
  badf: 8,
  fault: 21,
  inval: 28,
  nospc: 51,
  mfile: 33,
  notconn: 53,
  notsock: 57,
  notsup: 58,
  pipe: 64,
  spipe: 70,
  notcapable: 76,
} as const;

/** WASI's functions and the memory that they work on. */
export class Preview1 {
  readonly memory: WebAssembly.Memory;
  readonly functions: Importables;

  constructor(options: OwnWasiOptions = {}, surroundings: Surroundings = {}) {
    const { pages = 1, meter, waiter = new BlockingWaiter(), directories = [], sockets = [] } = surroundings;
    this.memory = new WebAssembly.Memory({ initial: pages });
    const memory = new GuestMemory('utf8');
    memory.bind({ memory: this.memory });
    const opened: number[] = [];
    onTestFinished(() => opened.forEach((fd) => closeSync(fd)));
    const holder = {
      open(make: () => number): number {
        const fd = make();
        if (fd >= 0) opened.push(fd);
        return fd;
      },
    };
    this.functions = wasiImports(options, {
      memory,
      waiter,
      holder,
      hasFiles: directories.length > 0,
      ...(meter && { meter }),
      ...(sockets[0] && { sockets: sockets[0].socket.context }),
      descriptors: new Descriptors(
        directories,
        sockets.map(({ socket }) => socket),
      ),
    });
  }

  /** Calls a function with 32-bit arguments, or a bigint where it takes 64 bits. @returns an errno */
  call(name: string, ...args: (number | bigint)[]): unknown {
    const found = this.functions.get(name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return (found.callee as (...args: (number | bigint)[]) => unknown)(...args);
  }

  get view(): DataView {
    return new DataView(this.memory.buffer);
  }

  word(at: number): number {
    return this.view.getUint32(at, true);
  }

  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  text(at: number, length: number): string {
    return Buffer.from(this.bytes(at, length)).toString();
  }

  /** @returns where the text is, and its length in bytes */
  put(at: number, text: string): [at: number, length: number] {
    const bytes = Buffer.from(text);
    this.bytes(at, bytes.length).set(bytes);
    return [at, bytes.length];
  }

  /** Puts a list of buffers at `at`: pointers and lengths. */
  putBuffers(at: number, ...buffers: (readonly [start: number, length: number])[]): void {
    for (const [index, [start, length]] of buffers.entries()) {
      this.view.setUint32(at + index * 8, start, true);
      this.view.setUint32(at + index * 8 + 4, length, true);
    }
  }
}

interface Surroundings {
  readonly pages?: number;
  readonly meter?: StreamMeter;
  readonly waiter?: Waiter;
  readonly directories?: readonly OpenDirectory[];
  readonly sockets?: readonly OpenedSocket[];
}

const libc = koffi.load(null);

/** Two descriptors that a function of C makes, closed with the test. */
function twoDescriptors(make: (pair: Int32Array) => number): [number, number] {
  const pair = new Int32Array(2);
  if (make(pair) !== 0) throw new Error(`errno ${koffi.errno()}`);
  const [first = -1, second = -1] = pair;
  const close = (fd: number) => {
    try {
      closeSync(fd);
    } catch {
      // The test has closed it.
    }
  };
  onTestFinished(() => [first, second].forEach(close));
  return [first, second];
}

/** A pipe that blocks: its ends for reading and for writing. */
export function pipe(): [read: number, write: number] {
  return twoDescriptors(libc.func('int pipe(_Out_ int32_t *ends)'));
}

/** Two connected sockets that block. */
export function socketPair(type: 'stream' | 'datagram'): [number, number] {
  const make = libc.func('int socketpair(int domain, int type, int protocol, _Out_ int32_t *sockets)');
  return twoDescriptors((pair) => make(1, type === 'stream' ? 1 : 2, 0, pair));
}

/** A terminal: its master and itself. */
export function terminal(): [master: number, terminal: number] {
  const openpty = libc.func('int openpty(int32_t *master, int32_t *slave, void *name, void *termios, void *winsize)');
  return twoDescriptors((pair) => openpty(pair.subarray(0, 1), pair.subarray(1, 2), null, null, null));
}
