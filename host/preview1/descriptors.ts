import type { OpenDirectory } from '../files/directories.ts';
import type { OpenFile } from '../files/open-file.ts';
import type { HostSocket } from '../socket/host-socket.ts';
import { FreeNumbers } from './free-numbers.ts';
import { Pollable } from './poll-table.ts';

/** A file or directory that a guest has a number of. */
export class GuestFile {
  readonly file: OpenFile;
  /** The guest's path of a directory that it was given. */
  readonly given: Uint8Array | undefined;
  /** Where it is read and written next. */
  position = 0n;
  /** Whether it is written at its end. */
  append = false;
  /** What the guest has asked for. Nothing here waits. */
  nonBlocking = false;

  constructor(file: OpenFile, given?: Uint8Array) {
    this.file = file;
    this.given = given;
  }

  release(): void {
    this.file.release();
  }
}

/** A socket that a guest has a number of: one that it was given, or a connection that it accepted. */
export class GuestSocket extends Pollable {
  readonly socket: HostSocket;
  readonly isGiven: boolean;

  constructor(socket: HostSocket, isGiven: boolean) {
    super();
    this.socket = socket;
    this.isGiven = isGiven;
  }

  override get fd(): number {
    return this.socket.fd;
  }

  release(): void {
    this.socket.close();
  }
}

/** A guest's files and sockets by its descriptors, from 3 on. */
export class Descriptors {
  readonly #all = new Map<number, GuestFile | GuestSocket>();
  #free = new FreeNumbers();

  /** @param directories which now belong to the guest @param given sockets, which do, too. They come first, as in wasmtime */
  constructor(directories: readonly OpenDirectory[], given: readonly HostSocket[] = []) {
    const utf8 = new TextEncoder();
    for (const socket of given) this.add(new GuestSocket(socket, true));
    for (const { path, directory } of directories) this.add(new GuestFile(directory, utf8.encode(path)));
  }

  /** Those of a process that was copied. */
  static of(entries: readonly (readonly [fd: number, own: GuestFile | GuestSocket])[]): Descriptors {
    const descriptors = new Descriptors([]);
    for (const [fd, own] of entries) descriptors.#all.set(fd, own);
    descriptors.#free = FreeNumbers.beside(new Set(descriptors.#all.keys()));
    return descriptors;
  }

  /** The descriptors, and what each is. */
  entries(): Iterable<[fd: number, own: GuestFile | GuestSocket]> {
    return this.#all.entries();
  }

  has(fd: number): boolean {
    return this.#all.has(fd);
  }

  file(fd: number): GuestFile | undefined {
    const found = this.#all.get(fd);
    return found instanceof GuestFile ? found : undefined;
  }

  socket(fd: number): GuestSocket | undefined {
    const found = this.#all.get(fd);
    return found instanceof GuestSocket ? found : undefined;
  }

  /** Gives a file or a socket the lowest number that is free. */
  add(own: GuestFile | GuestSocket): number {
    const fd = this.#free.take();
    this.#all.set(fd, own);
    return fd;
  }

  close(fd: number): void {
    const found = this.#all.get(fd);
    if (found === undefined) return;
    found.release();
    this.#all.delete(fd);
    this.#free.give(fd);
  }

  /** Gives what has one number another, which is in use: what had that is closed. */
  move(from: number, to: number): void {
    const moved = this.#all.get(from);
    if (moved === undefined || from === to) return;
    this.#all.get(to)?.release();
    this.#all.set(to, moved);
    this.#all.delete(from);
    this.#free.give(from);
  }
}
