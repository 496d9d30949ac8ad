// Values of wasi:filesystem/types, from and to those of host/files/.
import type { NewTime } from '../../files/file-times.ts';
import { identityOf, versionOf } from '../../files/identity.ts';
import type { Access } from '../../files/open-file.ts';
import type { FileFacts } from '../../os/file-facts.ts';
import { type Datetime, datetime } from '../clocks/wall-clock.ts';

const NS_PER_S = 1_000_000_000n;

/** `new-timestamp`. */
export type NewTimestamp =
  { readonly tag: 'no-change' } | { readonly tag: 'now' } | { readonly tag: 'timestamp'; readonly val: Datetime };

/** The time to set; undefined for one with a second's nanoseconds or more beside the seconds. */
export function newTime(given: NewTimestamp): NewTime | undefined {
  if (given.tag !== 'timestamp') return given.tag;
  const { seconds, nanoseconds } = given.val;
  return nanoseconds < Number(NS_PER_S) ? seconds * NS_PER_S + BigInt(nanoseconds) : undefined;
}

/** A `datetime` has no time before 1970. */
function timestamp(nanoseconds: bigint): Datetime | undefined {
  return nanoseconds < 0n ? undefined : datetime(nanoseconds);
}

/** `descriptor-stat`. */
export function descriptorStat({ type, links, size, accessed, modified, changed }: FileFacts) {
  return {
    type,
    linkCount: BigInt(links),
    size,
    dataAccessTimestamp: timestamp(accessed),
    dataModificationTimestamp: timestamp(modified),
    statusChangeTimestamp: timestamp(changed),
  };
}

/**
 * `metadata-hash-value`. Programs take the lower half for an inode number, so it stays the same when the file is written; the
 * upper half does not.
 */
export function metadataHash(facts: FileFacts) {
  return { lower: identityOf(facts), upper: versionOf(facts) };
}

/** `descriptor-flags`. */
export interface DescriptorFlags {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly fileIntegritySync?: boolean;
  readonly dataIntegritySync?: boolean;
  readonly requestedWriteSync?: boolean;
  readonly mutateDirectory?: boolean;
}

export function accessOf(flags: DescriptorFlags): Access {
  return {
    read: flags.read === true,
    write: flags.write === true,
    mutate: flags.mutateDirectory === true,
    sync: flags.fileIntegritySync === true,
    dataSync: flags.dataIntegritySync === true,
    readSync: flags.requestedWriteSync === true,
  };
}

/** `mutate-directory` "may only be set on directories". */
export function flagsOf({ read, write, mutate, sync, dataSync, readSync }: Access, isDirectory: boolean) {
  return {
    read,
    write,
    fileIntegritySync: sync,
    dataIntegritySync: dataSync,
    requestedWriteSync: readSync,
    mutateDirectory: isDirectory && mutate,
  } satisfies DescriptorFlags;
}
