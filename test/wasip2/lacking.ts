// What the property tests' guests do not do in WASI runtimes as they do on this package's host. A case that is not
// listed here must be the same to the letter; one that is must not: it comes from the list when it passes.
//
// What error codes lose for good (asm/system/wasip2/error-code.ts) shows in no case: each errno that the cases ask for
// is told apart by its code, or by what the guest did before. Lost are ENETUNREACH and ENETDOWN (they come as
// EHOSTUNREACH), EPERM (EACCES), ENFILE (EMFILE), ENOBUFS (ENOMEM), and whatever a runtime calls `unknown` (EIO).
import type { Family } from '../support/families.ts';
import type { Runtime } from './runtimes.ts';

/** Cases that lack the same thing. */
export interface Lack {
  /** What is missing, and what the guest gets instead. */
  readonly reason: string;
  /** Where; in every runtime if absent. */
  readonly in?: Runtime;
  /** Over what; over every family if absent. */
  readonly over?: readonly Family[];
  /** By guest. */
  readonly cases: Readonly<Record<string, readonly string[]>>;
}

const INTERNET: readonly Family[] = ['inet', 'inet6'];

/** What WASI, or a runtime, lacks: these cases are run, and fail. */
export const LACKING: readonly Lack[] = [
  {
    reason: 'no out-of-band data: MSG_OOB gives EOPNOTSUPP when sending, EINVAL when receiving, as where there is none',
    over: INTERNET,
    cases: { flags: ['oob'], packets: ['mark'], select: ['out-of-band'] },
  },
  {
    reason:
      'no out-of-band data among local sockets: MSG_OOB gives EOPNOTSUPP, as on a Linux without CONFIG_AF_UNIX_OOB',
    over: ['unix'],
    cases: { flags: ['oob'] },
  },
  {
    reason: 'no SO_LINGER: ENOPROTOOPT. Closing waits until the runtime has handed on what was sent',
    cases: { transfer: ['linger-zero'], lifetime: ['linger', 'lingering-end'] },
  },
  {
    reason: 'options that wasi:sockets does not have: ENOPROTOOPT',
    cases: { 'later-options': ['all'] },
  },
  {
    reason: 'no control data with packets, neither asked for (ENOPROTOOPT) nor sent (EOPNOTSUPP)',
    cases: { packets: ['received', 'sent', 'cut', 'segments'] },
  },
  {
    reason: 'no queue of errors: IP_RECVERR gives ENOPROTOOPT, MSG_ERRQUEUE always EAGAIN',
    cases: { packets: ['errors'], flags: ['errqueue', 'zerocopy'] },
  },
  {
    reason: 'of the datagrams that its peer refuses only the first is told of: the runtimes say no more',
    in: 'wasmtime',
    cases: { udp: ['refused'] },
  },
  {
    reason: 'and so does jco',
    in: 'jco',
    cases: { udp: ['refused'] },
  },
  {
    reason: 'no datagram is gathered: MSG_MORE gives EOPNOTSUPP',
    cases: { flags: ['more'] },
  },
  {
    reason: 'a route cannot be left out: MSG_DONTROUTE gives EOPNOTSUPP',
    over: INTERNET,
    cases: { flags: ['no-effect'] },
  },
  {
    reason: 'no raw and no packet sockets (ESOCKTNOSUPPORT, EAFNOSUPPORT), nor what only they need (ENOPROTOOPT)',
    cases: { privileges: ['all'] },
  },
  {
    reason: 'nobody is there to hand sockets to: socket_wsaprotocol_info_export() gives ENOSYS',
    cases: { handover: ['self'] },
  },
  {
    reason: 'lookups know addresses only: a name’s canonical form is the name itself',
    cases: { addrinfo: ['name'] },
  },
  {
    reason:
      'no raw sockets: EPROTONOSUPPORT. wasmtime lets a port be bound twice if nobody listens there; jco connects to it',
    cases: { addrinfo: ['sockets'] },
  },
  {
    reason: 'the shortest queue of a listener is one connection longer than Linux’s (WASI forbids a backlog of 0)',
    over: INTERNET,
    cases: { 'stream-openings': ['queue-full'] },
  },
  {
    reason: 'local sockets are this guest’s own: nobody outside is reached, which gives ENOENT',
    over: ['unix'],
    cases: { transfer: ['waitall'], messages: ['large', 'in-parts'], select: ['no-timeout'] },
  },
  {
    reason: 'jco ends both directions of a connection when the peer ends one',
    in: 'jco',
    over: INTERNET,
    cases: { transfer: ['half-close'], flags: ['eof'] },
  },
  {
    reason: 'in jco a write that fails is an error of reading, too: EPIPE',
    in: 'jco',
    over: INTERNET,
    cases: { flags: ['nosignal'] },
  },
];

/** Cases that are not run, since they need something besides the guest, or since their outcome is the runtime's mood. */
export const NOT_COMPARED: readonly Lack[] = [
  {
    reason:
      'multicast, raw and packet sockets, and routes: the case needs a network of its own, and WASI has none of them',
    cases: {
      multicast: ['membership', 'source', 'filter', 'loop', 'hops', 'interface', 'no-address'],
      kinds: ['raw', 'packet'],
      flags: ['dontroute'],
    },
  },
  {
    reason: 'nothing is denied by address: a runtime gives a guest all of the network, or none of it',
    cases: { messages: ['refused'] },
  },
  {
    reason: 'what was sent a moment before is there, or comes a moment later: the runtime reads in a thread of its own',
    over: INTERNET,
    cases: { transfer: ['dontwait'], select: ['in-place'], messages: ['waitall'] },
  },
  {
    reason: 'and so with jco does the end of a connection',
    in: 'jco',
    over: INTERNET,
    cases: { transfer: ['partial-write'] },
  },
  {
    reason: 'jco tells a reset as such, or as the end of the connection',
    in: 'jco',
    over: INTERNET,
    cases: { transfer: ['reset'], streams: ['reset'] },
  },
  {
    reason: 'a connection begun without waiting may have succeeded, or failed, at once, where Linux says EINPROGRESS',
    over: INTERNET,
    cases: { errors: ['refused-later'], select: ['connecting', 'connecting-in-vain'] },
  },
];

/** What other tests run: these need several guests, this package's host, or its limits. */
export const ON_THE_HOST_ONLY: Readonly<Record<string, readonly string[]>> = {
  errors: ['too-many-files'],
  handover: ['limit', 'raw', 'driven'],
  lifetime: ['exit', 'trap', 'exception', 'blocked', 'lingering-close'],
  rights: ['taker', 'giver'],
};

/** The first of the rows that lists a case. */
export function listed(
  rows: readonly Lack[],
  runtime: Runtime,
  guest: string,
  testCase: string,
  family: Family,
): Lack | undefined {
  return rows.find(
    (row) =>
      (row.in ?? runtime) === runtime &&
      (row.over ?? [family]).includes(family) &&
      row.cases[guest]?.includes(testCase) === true,
  );
}
