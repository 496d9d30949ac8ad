// The rows of docs/runtimes.md: what the probes print, in groups, and what it is called there.

/** Where a program in PHP's terms, or in C, has no call for something. */
type Lacking = 'php' | 'c';

/** A row. */
export interface Feature {
  /** What the probe prints. */
  readonly key: string;
  /** What the table says, in Markdown. */
  readonly title: string;
  /** Guests of this kind have no such call: no probe, and a dash. */
  readonly not?: Lacking;
  /** A footnote of the document. */
  readonly note?: string;
  /** Footnotes of cells, by the column's title. */
  readonly notes?: Readonly<Record<string, string>>;
}

const row = (key: string, title: string, more: Omit<Feature, 'key' | 'title'> = {}): Feature => ({
  key,
  title,
  ...more,
});

/** The groups, in their order. Another feature is another row, and a probe in guests/ (AssemblyScript) and c/ (C). */
export const GROUPS: readonly (readonly [title: string, features: readonly Feature[]])[] = [
  [
    'Domains and types',
    [
      row('tcp-inet', 'TCP over IPv4'),
      row('tcp-inet6', 'TCP over IPv6'),
      row('udp-inet', 'UDP over IPv4'),
      row('udp-inet6', 'UDP over IPv6'),
      row('pair-stream', 'a pair, `SOCK_STREAM`'),
      row('pair-dgram', 'a pair, `SOCK_DGRAM`'),
      row('pair-seqpacket', 'a pair, `SOCK_SEQPACKET`'),
      row('unix-stream', '`AF_UNIX` by path, `SOCK_STREAM`'),
      row('unix-seqpacket', '`AF_UNIX` by path, `SOCK_SEQPACKET`'),
      row('unix-dgram', '`AF_UNIX` by path, `SOCK_DGRAM`'),
      row('unix-abstract', '`AF_UNIX` by an abstract name'),
      row('raw-inet', 'a raw socket, ICMP', { note: 'root' }),
      row('raw-inet6', 'a raw socket, ICMPv6', { note: 'root' }),
      row('packet', 'a packet socket', { not: 'c', note: 'root' }),
    ],
  ],
  [
    'Connections',
    [
      row('queue', '`listen` and `accept`, two waiting'),
      row('create-listen', '`socket_create_listen`', { not: 'c' }),
      row('names', '`getsockname`, `getpeername`'),
      row('client-bind', '`bind` before `connect`'),
      row('connect-nonblocking', '`connect` that does not block, and its outcome'),
      row('type-nonblocking', '`SOCK_NONBLOCK`'),
      row('connect-datagram', '`connect` of UDP: nobody else is heard'),
      row('shutdown-write', '`shutdown` of sending: half-closed', { notes: { 'jco wasip2': 'jco-shutdown' } }),
      row('shutdown-read', '`shutdown` of receiving', { notes: { 'jco wasip2': 'jco-shutdown' } }),
      row('end-of-file', 'the end of file after a close'),
      row('reset', 'a close that resets (`SO_LINGER`)'),
    ],
  ],
];

/** All rows. */
export const FEATURES: readonly Feature[] = GROUPS.flatMap(([, features]) => features);
