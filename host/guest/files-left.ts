import type { BoundFile, BoundFiles } from '../bound-files.ts';
import { isSocketFile, removeSocketFile } from '../os/socket-file.ts';

/** How long it is believed that the files are there, in milliseconds: looking takes some microseconds for each. */
const LOOK_MS = 1000;

/** The files of sockets that processes of a guest have bound which have ended. They stay until all have. */
export class FilesLeft {
  readonly #onCount: (count: number) => void;
  #files: BoundFile[] = [];
  #lookedAt = performance.now();

  /** @param onCount called with how many there are, as far as is known */
  constructor(onCount: (count: number) => void) {
    this.#onCount = onCount;
  }

  /** Takes those of a process that has ended. */
  take(files: BoundFiles): void {
    for (const [index, file] of files) {
      files.forget(index);
      this.#files.push(file);
    }
    const now = performance.now();
    if (this.#files.length > 0 && now - this.#lookedAt > LOOK_MS) {
      this.#lookedAt = now;
      // Those that somebody has removed do not count.
      this.#files = this.#files.filter(({ path, identity }) => isSocketFile(path, identity));
    }
    this.#onCount(this.#files.length);
  }

  /** Removes them from the file system. */
  remove(): void {
    for (const { path, identity } of this.#files) removeSocketFile(path, identity);
    this.#files = [];
  }
}
