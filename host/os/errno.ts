/**
 * The only place on the host that knows the operating system's `errno`
 * numbers. They become the WIT's cases here.
 */
import { constants } from 'node:os';
import { ERRNO_CASES } from '../generated/cases.ts';
import type { Errno } from '../generated/wit-types.ts';
import { platform } from './platform.ts';

/** Names with a number of their own on some systems, but with another name's case in the WIT (Darwin: ENOTSUP). */
const ALIASES: ReadonlyArray<readonly [alias: string, name: Errno]> = [
  ['EWOULDBLOCK', 'eagain'],
  ['ENOTSUP', 'eopnotsupp'],
];

const EIO_CASE = ERRNO_CASES.indexOf('eio');

const nodeNumbers = new Map<string, number>(Object.entries(constants.errno));

const numbers = new Map<Errno, number>();
for (const name of ERRNO_CASES) {
  const number = nodeNumbers.get(name.toUpperCase()) ?? platform.errno[name];
  if (number !== undefined) numbers.set(name, number);
}

const cases = makeCases();

function makeCases(): Uint8Array {
  const aliases: [number, Errno][] = [];
  for (const [alias, name] of ALIASES) {
    const number = nodeNumbers.get(alias);
    if (number !== undefined) aliases.push([number, name]);
  }
  const highest = Math.max(...numbers.values(), ...aliases.map(([number]) => number));
  const table = new Uint8Array(highest + 1).fill(EIO_CASE);
  for (const [number, name] of aliases) table[number] = ERRNO_CASES.indexOf(name);
  for (const [name, number] of numbers) table[number] = ERRNO_CASES.indexOf(name);
  return table;
}

/** The discriminant of the WIT case of an OS errno (positive); that of `eio` if the number has no case. */
export function caseIndex(osErrno: number): number {
  return cases[osErrno] ?? EIO_CASE;
}

/** The WIT case of an OS errno (positive); `eio` if the number has no case. */
export function errnoName(osErrno: number): Errno {
  return ERRNO_CASES[caseIndex(osErrno)] ?? 'eio';
}

/** The OS errno (positive) of a WIT case; EIO if the system has no such error. */
export function errnoNumber(name: Errno): number {
  return numbers.get(name) ?? constants.errno.EIO;
}
