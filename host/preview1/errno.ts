// `errno` of WASI preview 1 (typenames.witx). A name's place is its number.
import { ERRNO_CASES } from '../generated/cases.ts';
import { errnoName } from '../os/errno.ts';

// prettier-ignore
const NAMES = [
  'success', '2big', 'acces', 'addrinuse', 'addrnotavail', 'afnosupport', 'again', 'already', 'badf', 'badmsg', 'busy',
  'canceled', 'child', 'connaborted', 'connrefused', 'connreset', 'deadlk', 'destaddrreq', 'dom', 'dquot', 'exist',
  'fault', 'fbig', 'hostunreach', 'idrm', 'ilseq', 'inprogress', 'intr', 'inval', 'io', 'isconn', 'isdir', 'loop',
  'mfile', 'mlink', 'msgsize', 'multihop', 'nametoolong', 'netdown', 'netreset', 'netunreach', 'nfile', 'nobufs',
  'nodev', 'noent', 'noexec', 'nolck', 'nolink', 'nomem', 'nomsg', 'noprotoopt', 'nospc', 'nosys', 'notconn', 'notdir',
  'notempty', 'notrecoverable', 'notsock', 'notsup', 'notty', 'nxio', 'overflow', 'ownerdead', 'perm', 'pipe', 'proto',
  'protonosupport', 'prototype', 'range', 'rofs', 'spipe', 'srch', 'stale', 'timedout', 'txtbsy', 'xdev', 'notcapable',
] as const;

/** An error of WASI preview 1, as the specification spells it. */
export type WasiErrno = (typeof NAMES)[number];

export const SUCCESS = 0;

/** The number of an error. */
export function wasiErrno(name: WasiErrno): number {
  return NAMES.indexOf(name);
}

/** Errors with another name in WASI than in POSIX. */
const RENAMED: ReadonlyMap<string, WasiErrno> = new Map([['eopnotsupp', 'notsup']]);

/** The numbers by the WIT's names, when the first has been asked for. */
let numbers: ReadonlyMap<string, number> | undefined;

function numbersByName(): ReadonlyMap<string, number> {
  return new Map(
    ERRNO_CASES.map((name) => {
      const number = NAMES.findIndex((wasi) => `e${wasi}` === name || RENAMED.get(name) === wasi);
      return [name, number < 0 ? wasiErrno('io') : number];
    }),
  );
}

/** WASI's number for an outcome that is minus the system's errno; that of `io` if WASI has no such error. */
export function fromSystem(outcome: number): number {
  return (numbers ??= numbersByName()).get(errnoName(-outcome)) ?? wasiErrno('io');
}
