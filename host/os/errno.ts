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

const nodeNumbers: Readonly<Record<string, number | undefined>> = constants.errno;

/** The cases by number, when the first has been asked for. */
let cases: Uint8Array | undefined;

function makeCases(): Uint8Array {
  const numbers = ERRNO_CASES.map((name) => [numberOf(name), name] as const);
  const all = [...ALIASES.map(([alias, name]) => [nodeNumbers[alias], name] as const), ...numbers];
  const table = new Uint8Array(Math.max(...all.map(([number = 0]) => number)) + 1).fill(EIO_CASE);
  for (const [number, name] of all) if (number !== undefined) table[number] = ERRNO_CASES.indexOf(name);
  return table;
}

function numberOf(name: Errno): number | undefined {
  return nodeNumbers[name.toUpperCase()] ?? platform.errno[name];
}

/** The discriminant of the WIT case of an OS errno (positive); that of `eio` if the number has no case. */
export function caseIndex(osErrno: number): number {
  return (cases ??= makeCases())[osErrno] ?? EIO_CASE;
}

/** The WIT case of an OS errno (positive); `eio` if the number has no case. */
export function errnoName(osErrno: number): Errno {
  return ERRNO_CASES[caseIndex(osErrno)] ?? 'eio';
}

/** The OS errno (positive) of a WIT case; EIO if the system has no such error. */
export function errnoNumber(name: Errno): number {
  return numberOf(name) ?? constants.errno.EIO;
}
