// The channel between a process of guests and its starter: two pipes, which carry nothing but bytes. Node's own channel takes
// descriptors as well, buffers whatever a frame announces, and throws where nobody catches.
//
// A frame is a length in bytes, 4 bytes with the lowest first, and so much content. Answers have the form of answer-bytes.ts, which
// can be read whoever wrote them. Commands are V8's serialized values: the starter is trusted. After `start` comes a frame that is
// the guest's binary.
import { type ConnectOpts, Socket, type SocketConstructorOpts } from 'node:net';
import { DefaultSerializer } from 'node:v8';
import { MOST_FLAT } from './crossing-weight.ts';
import type { Command } from './protocol.ts';

export const HEAD_BYTES = 4;

/** How many bytes are read at once. */
const READ_BYTES = 1 << 16;

/** Bytes of an answer where no guest is called: a report, or the names of functions (see answer-shape.ts). */
export const MOST_SAID = 1 << 24;

/** Bytes of an answer where guests are called: the longest result is a text of two bytes a unit. */
export const MOST_RETURNED = 2 * MOST_FLAT + MOST_SAID;

/** Bytes of a command, as far as a length can say. */
export const MOST_COMMANDED = 2 ** 32 - 1;

/** Bytes that are reserved for a frame before they have come. */
const AHEAD_BYTES = 1 << 20;

/** Takes a stream apart into frames. */
export class FrameReader {
  readonly #most: () => number;
  readonly #take: (content: Buffer) => void;
  readonly #head = Buffer.alloc(HEAD_BYTES);
  #headLength = 0;
  #content = NOTHING;
  /** How much of the content is there, and is to be. */
  #length = 0;
  #expected = 0;

  /** @param most bytes of a frame @param take gets each content, which belongs to it */
  constructor(most: () => number, take: (content: Buffer) => void) {
    this.#most = most;
    this.#take = take;
  }

  /** @throws RangeError if a frame is too long, and what `take` throws. The stream is of no use then */
  read(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#headLength < HEAD_BYTES) {
        this.#head[this.#headLength++] = bytes[at++]!;
        if (this.#headLength < HEAD_BYTES) continue;
        this.#expected = this.#head.readUInt32LE();
        if (this.#expected > this.#most()) throw new RangeError(`a frame of ${this.#expected} bytes`);
      }
      const end = Math.min(bytes.length, at + this.#expected - this.#length);
      this.#add(bytes.subarray(at, end));
      at = end;
      if (this.#length < this.#expected) continue;
      const content = this.#content;
      this.#content = NOTHING;
      this.#headLength = 0;
      this.#length = 0;
      this.#take(content);
    }
  }

  /** The room grows with what comes: what a head announces is not believed. */
  #add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#content.length) {
      const room = Math.min(this.#expected, Math.max(length, 2 * this.#content.length, AHEAD_BYTES));
      const grown = Buffer.allocUnsafeSlow(room);
      grown.set(this.#content.subarray(0, this.#length));
      this.#content = grown;
    }
    this.#content.set(bytes, this.#length);
    this.#length = length;
  }
}

const NOTHING = Buffer.alloc(0);

/**
 * Reads a pipe as it comes.
 *
 * @param fd belongs to the stream
 * @param read takes bytes, which are there during the call only
 */
export function readPipe(fd: number, read: (bytes: Uint8Array) => void): Socket {
  const options: SocketConstructorOpts & ConnectOpts = {
    fd,
    readable: true,
    writable: false,
    onread: {
      buffer: Buffer.allocUnsafeSlow(READ_BYTES),
      callback: (length, bytes) => {
        read(bytes.subarray(0, length));
        return true;
      },
    },
  };
  return new Socket(options);
}

/** The frame of a command. @throws Error if it cannot be sent */
export function commandFrame(command: Command): Buffer {
  const serializer = new DefaultSerializer();
  serializer.writeRawBytes(NO_HEAD);
  serializer.writeHeader();
  serializer.writeValue(command);
  return framed(serializer.releaseBuffer());
}

const NO_HEAD = Buffer.alloc(HEAD_BYTES);

/** What begins a frame of so many bytes. */
export function frameHead(length: number): Buffer {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(length);
  return head;
}

/** Completes a frame that has room for its head. */
export function framed(frame: Buffer): Buffer {
  frame.writeUInt32LE(frame.length - HEAD_BYTES);
  return frame;
}
