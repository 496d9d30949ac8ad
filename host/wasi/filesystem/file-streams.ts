// The streams of files. They never wait for anything but the disk, so they are always ready.
import { readable, readAt, writable, writeAt } from '../../files/file-operations.ts';
import type { OpenFile } from '../../files/open-file.ts';
import { InputStream, type Source } from '../io/input-stream.ts';
import { OutputStream, type Sink } from '../io/output-stream.ts';

/** A use of a file, with a position of its own. It keeps the file open. */
class Position {
  protected readonly file: OpenFile;
  #isClosed = false;

  constructor(file: OpenFile) {
    this.file = file.share();
  }

  awaited(): undefined {
    return undefined;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.file.release();
  }
}

class FileSource extends Position implements Source {
  #offset: bigint;

  constructor(file: OpenFile, offset: bigint) {
    super(file);
    this.#offset = offset;
  }

  read(address: number, length: number): number {
    const read = readAt(this.file, address, length, this.#offset);
    if (read > 0) this.#offset += BigInt(read);
    return read;
  }
}

class FileSink extends Position implements Sink {
  /** Undefined for the end of the file, wherever that is. */
  #offset: bigint | undefined;

  constructor(file: OpenFile, offset: bigint | undefined) {
    super(file);
    this.#offset = offset;
  }

  write(address: number, length: number): number {
    const written = writeAt(this.file, address, length, this.#offset);
    if (written > 0 && this.#offset !== undefined) this.#offset += BigInt(written);
    return written;
  }
}

/** `read-via-stream`. @returns or minus the system's errno */
export function readVia(file: OpenFile, offset: bigint): InputStream | number {
  const refused = readable(file);
  return refused < 0 ? refused : new InputStream(new FileSource(file, offset));
}

/** `write-via-stream` and, without an offset, `append-via-stream`. @returns or minus the system's errno */
export function writeVia(file: OpenFile, offset?: bigint): OutputStream | number {
  const refused = writable(file);
  return refused < 0 ? refused : new OutputStream(new FileSink(file, offset));
}
