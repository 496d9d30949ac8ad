import type { Cases } from '../../support/cases.ts';
import { type Family, INTERNET } from '../../support/families.ts';

const LINES = [
  'set SO_ACCEPTCONN: 92', // ENOPROTOOPT
  'SO_ACCEPTCONN: 1',
  'set SO_PROTOCOL: 92', // ENOPROTOOPT
  'SO_PROTOCOL: 6',
  'set SO_DOMAIN: 92', // ENOPROTOOPT
  'SO_DOMAIN: 2',
  'set SO_BUSY_POLL: true',
  'SO_BUSY_POLL: 0',
  'set SO_PRIORITY: true',
  'SO_PRIORITY: 5',
  'set SO_ATTACH_REUSEPORT_CBPF: true',
  'SO_ATTACH_REUSEPORT_CBPF: error 92', // ENOPROTOOPT
  'set SO_BINDTOIFINDEX: 13', // EACCES: for --allow-raw
  'SO_BINDTOIFINDEX: 0',
  'SO_BINDTODEVICE: ',
  'set SO_MARK: 13', // EACCES: for --allow-raw
  'set SO_DETACH_FILTER: 2', // ENOENT: there is none
  'SO_DETACH_FILTER: error 92', // ENOPROTOOPT
  'SO_PEERCRED: true',
  'set TCP_MAXSEG: true',
  'TCP_MAXSEG: 500',
  'set TCP_CORK: true',
  'TCP_CORK: 1',
  'set TCP_SYNCNT: true',
  'TCP_SYNCNT: 3',
  'set TCP_QUICKACK: true',
  'TCP_QUICKACK: 0',
  'set TCP_USER_TIMEOUT: true',
  'TCP_USER_TIMEOUT: 5000',
  'set TCP_REPAIR: 13', // EACCES: for --allow-raw
  'TCP_REPAIR: 0',
  'set UDP_SEGMENT: true',
  'UDP_SEGMENT: 1000',
  'set IP_TOS: true',
  'IP_TOS: 16',
  'set IP_TTL: true',
  'IP_TTL: 42',
  'set IP_HDRINCL: 92', // ENOPROTOOPT
  'IP_HDRINCL: 0',
  'set IP_PKTINFO: true',
  'IP_PKTINFO: 1',
  'set IP_RECVTTL: true',
  'IP_RECVTTL: 1',
  'set IP_RECVTOS: true',
  'IP_RECVTOS: 1',
  'set IP_RECVERR: true',
  'IP_RECVERR: 1',
  'set IP_MTU_DISCOVER: true',
  'IP_MTU_DISCOVER: 2',
  'set IP_BIND_ADDRESS_NO_PORT: true',
  'IP_BIND_ADDRESS_NO_PORT: 1',
  'set IP_TRANSPARENT: 13', // EACCES: for --allow-raw
  'IP_TRANSPARENT: 0',
];
const OF_INET6 = [
  'set IPV6_RECVERR: true',
  'IPV6_RECVERR: 1',
  'set IPV6_MTU_DISCOVER: true',
  'IPV6_MTU_DISCOVER: 2',
  'set IPV6_MTU: true',
  'IPV6_MTU: error 107', // ENOTCONN
];
const AT_THE_END = [
  'set SO_TIMESTAMP: true',
  'SO_TIMESTAMP: 1',
  'set SO_TIMESTAMPNS: true',
  'SO_TIMESTAMPNS: 1',
  'SO_TIMESTAMP: 0', // one of the two
  'set IP_MTU: 92', // ENOPROTOOPT
  'IP_MTU: error 107', // ENOTCONN
];

const linesOf = (family: Family) => [...LINES, ...(family === 'inet6' ? OF_INET6 : []), ...AT_THE_END];

const TEXTS: Record<string, string> = {
  2: 'No such file or directory',
  13: 'Permission denied',
  92: 'Protocol not available',
  107: 'Transport endpoint is not connected',
};

/** The warning of what failed: `set NAME: ERRNO`, or `NAME: error ERRNO`. */
function warningOf(line: string): string[] {
  const [, set, errno = ''] = /^(?:(set) )?\w+: (?:error )?(\d+)$/.exec(line) ?? [];
  const text = TEXTS[errno];
  if (text === undefined || (set === undefined && !line.includes('error'))) return [];
  const [name, what] = set === undefined ? ['get', 'retrieve'] : ['set', 'set'];
  return [`socket_${name}_option(): Unable to ${what} socket option [${errno}]: ${text}`];
}

export const CASES: Cases = {
  all: {
    fact: 'options that PHP 8.2 does not know by name are set and read',
    families: INTERNET,
    lines: linesOf,
    warnings: (family) => linesOf(family).flatMap(warningOf),
  },
};
