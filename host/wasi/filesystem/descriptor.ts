import type { ProvidedResource } from '../../component/provided.ts';
import type { Entries } from '../../files/entries.ts';
import { decoded } from '../../files/paths.ts';
import { statOf } from '../../files/file-operations.ts';
import { isSame } from '../../files/identity.ts';
import type { OpenFile } from '../../files/open-file.ts';
import { ok, type Result } from '../result.ts';
import { type ErrorCode, failed } from './error-code.ts';

/** `descriptor` of wasi:filesystem/types. */
export class Descriptor {
  readonly file: OpenFile;
  #isClosed = false;

  /** @param file which now belongs to this object */
  constructor(file: OpenFile) {
    this.file = file;
  }

  /** `is-same-object`. */
  isSame(other: Descriptor): boolean {
    const [one, two] = [statOf(this.file), statOf(other.file)];
    return typeof one !== 'number' && typeof two !== 'number' && isSame(one, two);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.file.release();
  }
}

export const DESCRIPTOR: ProvidedResource<Descriptor> = { name: 'descriptor', drop: (self) => self.close() };

/** `directory-entry`. */
interface Entry {
  readonly type: string;
  readonly name: string;
}

/** `directory-entry-stream`. */
export class DirectoryEntryStream {
  readonly #entries: Entries;
  #isClosed = false;

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  /** `read-directory-entry`. A name that is not UTF-8 is an error, after which the others follow. */
  next(): Result<Entry | undefined, ErrorCode> {
    const entry = this.#entries.next();
    if (entry === undefined) return ok(undefined);
    if (typeof entry === 'number') return failed(entry);
    const name = decoded(entry.name);
    return typeof name === 'number' ? failed(name) : ok({ type: entry.type, name });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#entries.close();
  }
}

export const DIRECTORY_ENTRY_STREAM: ProvidedResource<DirectoryEntryStream> = {
  name: 'directory-entry-stream',
  drop: (self) => self.close(),
};
