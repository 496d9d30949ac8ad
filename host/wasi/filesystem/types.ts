// wasi:filesystem/types
import {
  immediate,
  type ProvidedFunction,
  providedInterface,
  type ProvidedInterface,
} from '../../component/provided.ts';
import { openEntries } from '../../files/entries.ts';
import {
  advise,
  MOST_TRANSFERRED,
  readAt,
  setSize,
  setTimesOfFile,
  statOf,
  synchronize,
  writeAt,
} from '../../files/file-operations.ts';
import type { NewTimes } from '../../files/file-times.ts';
import { openAt } from '../../files/open-at.ts';
import {
  createDirectoryAt,
  linkAt,
  readlinkAt,
  removeDirectoryAt,
  renameAt,
  setTimesAt,
  statAt,
  symlinkAt,
  unlinkFileAt,
} from '../../files/path-operations.ts';
import type { AdviceName } from '../../os/platform.ts';
import { Scratch } from '../../os/libc.ts';
import { addressOfBytes } from '../../os/memory.ts';
import type { IoError } from '../io/error.ts';
import { err, ok, type Result } from '../result.ts';
import { WASI_VERSION } from '../version.ts';
import { Descriptor, DESCRIPTOR, DIRECTORY_ENTRY_STREAM, DirectoryEntryStream } from './descriptor.ts';
import { doneOf, errorCodeOf, type ErrorCode, failed, resultOf } from './error-code.ts';
import { readVia, writeVia } from './file-streams.ts';
import {
  accessOf,
  type DescriptorFlags,
  descriptorStat,
  flagsOf,
  metadataHash,
  newTime,
  type NewTimestamp,
} from './values.ts';

/** `path-flags`. */
interface PathFlags {
  readonly symlinkFollow?: boolean;
}

/** `open-flags`. */
interface OpenFlags {
  readonly create?: boolean;
  readonly directory?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
}

type Bytes = Uint8Array<ArrayBuffer>;

const follows = ({ symlinkFollow }: PathFlags): boolean => symlinkFollow === true;

/** What `read` reads into. */
let landing: Scratch | undefined;

function read({ file }: Descriptor, length: bigint, offset: bigint): Result<[Bytes, boolean], ErrorCode> {
  const { address, bytes } = (landing ??= new Scratch(MOST_TRANSFERRED));
  const most = Number(length);
  const count = readAt(file, address, most, offset);
  return count < 0 ? failed(count) : ok([bytes.slice(0, count) as Bytes, count === 0 && most > 0]);
}

function write({ file }: Descriptor, bytes: Bytes, offset: bigint): Result<bigint, ErrorCode> {
  const count = writeAt(file, addressOfBytes(bytes), bytes.length, offset);
  return count < 0 ? failed(count) : ok(BigInt(count));
}

function open(self: Descriptor, pathFlags: PathFlags, path: string, how: OpenFlags, flags: DescriptorFlags) {
  const { create = false, directory = false, exclusive = false, truncate = false } = how;
  const access = accessOf(flags);
  const opened = openAt(self.file, path, {
    follow: follows(pathFlags),
    create,
    directory,
    exclusive,
    truncate,
    access,
  });
  return typeof opened === 'number' ? failed(opened) : ok(new Descriptor(opened));
}

function withTimes(accessed: NewTimestamp, modified: NewTimestamp, set: (times: NewTimes) => number) {
  const times = { accessed: newTime(accessed), modified: newTime(modified) };
  if (times.accessed === undefined || times.modified === undefined) return err<ErrorCode>('invalid');
  return doneOf(set({ accessed: times.accessed, modified: times.modified }));
}

/** The value of a result made into another. */
function mapped<T extends object, U>(outcome: T | number, change: (value: T) => U): Result<U, ErrorCode> {
  return typeof outcome === 'number' ? failed(outcome) : ok(change(outcome));
}

const DESCRIPTOR_METHODS: Readonly<Record<string, ProvidedFunction['call']>> = {
  'read-via-stream': ({ file }: Descriptor, offset: bigint) => resultOf(readVia(file, offset)),
  'write-via-stream': ({ file }: Descriptor, offset: bigint) => resultOf(writeVia(file, offset)),
  'append-via-stream': ({ file }: Descriptor) => resultOf(writeVia(file)),
  advise: ({ file }: Descriptor, offset: bigint, length: bigint, advice: AdviceName) =>
    doneOf(advise(file, offset, length, advice)),
  'sync-data': ({ file }: Descriptor) => doneOf(synchronize(file, 'data')),
  'get-flags': ({ file: { access, type } }: Descriptor) => ok(flagsOf(access, type === 'directory')),
  'get-type': ({ file }: Descriptor) => ok(file.type),
  'set-size': ({ file }: Descriptor, size: bigint) => doneOf(setSize(file, size)),
  'set-times': ({ file }: Descriptor, accessed: NewTimestamp, modified: NewTimestamp) =>
    withTimes(accessed, modified, (times) => setTimesOfFile(file, times)),
  read,
  write,
  'read-directory': ({ file }: Descriptor) => mapped(openEntries(file), (entries) => new DirectoryEntryStream(entries)),
  sync: ({ file }: Descriptor) => doneOf(synchronize(file, 'all')),
  'create-directory-at': ({ file }: Descriptor, path: string) => doneOf(createDirectoryAt(file, path)),
  stat: ({ file }: Descriptor) => mapped(statOf(file), descriptorStat),
  'stat-at': ({ file }: Descriptor, flags: PathFlags, path: string) =>
    mapped(statAt(file, path, follows(flags)), descriptorStat),
  'set-times-at': (
    { file }: Descriptor,
    flags: PathFlags,
    path: string,
    accessed: NewTimestamp,
    modified: NewTimestamp,
  ) => withTimes(accessed, modified, (times) => setTimesAt(file, path, follows(flags), times)),
  // Linux makes links to what a descriptor names for privileged programs only, and by name it would follow others' links.
  'link-at': ({ file }: Descriptor, flags: PathFlags, path: string, { file: to }: Descriptor, newPath: string) =>
    follows(flags) ? err<ErrorCode>('invalid') : doneOf(linkAt(file, path, to, newPath)),
  'open-at': open,
  'readlink-at': ({ file }: Descriptor, path: string) => resultOf(readlinkAt(file, path)),
  'remove-directory-at': ({ file }: Descriptor, path: string) => doneOf(removeDirectoryAt(file, path)),
  'rename-at': ({ file }: Descriptor, path: string, { file: to }: Descriptor, newPath: string) =>
    doneOf(renameAt(file, path, to, newPath)),
  'symlink-at': ({ file }: Descriptor, text: string, path: string) => doneOf(symlinkAt(file, text, path)),
  'unlink-file-at': ({ file }: Descriptor, path: string) => doneOf(unlinkFileAt(file, path)),
  'is-same-object': (self: Descriptor, other: Descriptor) => self.isSame(other),
  'metadata-hash': ({ file }: Descriptor) => mapped(statOf(file), metadataHash),
  'metadata-hash-at': ({ file }: Descriptor, flags: PathFlags, path: string) =>
    mapped(statAt(file, path, follows(flags)), metadataHash),
};

export const types: ProvidedInterface = providedInterface(
  'wasi:filesystem/types',
  WASI_VERSION,
  [DESCRIPTOR, DIRECTORY_ENTRY_STREAM],
  {
    ...Object.fromEntries(
      Object.entries(DESCRIPTOR_METHODS).map(([name, call]) => [`[method]descriptor.${name}`, immediate(call)]),
    ),
    '[method]directory-entry-stream.read-directory-entry': immediate((self: DirectoryEntryStream) => self.next()),
    'filesystem-error-code': immediate((error: IoError) => errorCodeOf(error.errno)),
  },
);
