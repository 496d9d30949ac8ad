// Which file a file is, such that guests can compare, and learn no number of the system's.
import { createHmac, randomBytes } from 'node:crypto';
import type { FileFacts } from '../os/file-facts.ts';

/** Known to this thread only. */
let key: Buffer | undefined;

type Which = Pick<FileFacts, 'device' | 'inode'>;

export function isSame(one: Which, other: Which): boolean {
  return one.device === other.device && one.inode === other.inode;
}

/** 64 bits, never 0, that stand for numbers. */
function digest(...numbers: readonly bigint[]): bigint {
  const value = createHmac('sha256', (key ??= randomBytes(32)))
    .update(numbers.join(' '))
    .digest()
    .readBigUInt64LE();
  return value === 0n ? 1n : value;
}

/** Stands for a file. It stays the same as long as the file exists. */
export function identityOf({ device, inode }: Which): bigint {
  return digest(device, inode);
}

/** Stands for the file system that a file is on. */
export function deviceOf({ device }: Which): bigint {
  return digest(device);
}

/** Changes when the file is written. */
export function versionOf({ device, inode, size, modified }: FileFacts): bigint {
  return digest(device, inode, size, modified);
}
