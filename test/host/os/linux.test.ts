import { describe, expect, test } from 'vitest';
import { type ControlName, CONTROLS } from '#host/generated/controls';
import { OPTIONS } from '#host/generated/options';
import { linux } from '#host/os/linux';
import type { OptionName } from '#host/generated/wit-types';
import { evaluateInC, hasCompiler } from '../../support/c-compiler.ts';

const HEADERS = [
  'errno.h',
  'fcntl.h',
  'limits.h',
  'netdb.h',
  'netinet/in.h',
  'netinet/tcp.h',
  'netinet/udp.h',
  'poll.h',
  'sys/ioctl.h',
  'sys/mman.h',
  'sys/socket.h',
  'sys/stat.h',
  'sys/syscall.h',
  'sys/uio.h',
  'sys/un.h',
  'time.h',
  'dirent.h',
  'linux/magic.h',
  'linux/openat2.h',
  'linux/sockios.h',
];

/** What C makes of the expressions that the numbers stand under. */
function inC(numbers: Record<string, number | null>): Record<string, number | undefined> {
  const expressions = Object.keys(numbers);
  const values = evaluateInC(HEADERS, expressions);
  return Object.fromEntries(expressions.map((expression, i) => [expression, values[i]]));
}

/** The table's rows under the names of C. */
function named<Value>(table: Readonly<Record<string, Value>>, name: (key: string) => string): Record<string, Value> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [name(key), value]));
}

const upper = (prefix: string) => (key: string) => prefix + key.toUpperCase().replaceAll('-', '_');

/** Where the name in C is not the WIT's in upper case. */
function renamed(prefix: string, names: Record<string, string>): (key: string) => string {
  return (key) => names[key] ?? upper(prefix)(key);
}

describe.skipIf(!hasCompiler || process.platform !== 'linux')("the table of Linux agrees with the C headers'", () => {
  test('errors', () => {
    const numbers = named(linux.errno, upper(''));
    expect(numbers).toEqual(inC(numbers));
  });

  test('options and control messages: number and level', () => {
    // The low half is the number, the high half its level: one expression per row.
    const expression = (name: string, level: string) => `${upper('')(name)} | (long long)${level} << 32`;
    const options = Object.entries(OPTIONS).map(([name, { level }]): [string, number] => [
      expression(name, level),
      linux.options[name as OptionName] + linux[level] * 2 ** 32,
    ]);
    const controls = Object.entries(CONTROLS).map(([name, { level }]): [string, number] => [
      expression(name, level),
      linux.control[name as ControlName] + linux[level] * 2 ** 32,
    ]);
    for (const numbers of [Object.fromEntries(options), Object.fromEntries(controls)]) {
      expect(numbers).toEqual(inC(numbers));
    }
  });

  test('families, types and directions', () => {
    const numbers = {
      ...named(linux.families, upper('AF_')),
      ...named(linux.socketTypes, upper('SOCK_')),
      ...named(linux.shutdown, renamed('SHUT_', { read: 'SHUT_RD', write: 'SHUT_WR', both: 'SHUT_RDWR' })),
      SOCK_CLOEXEC: linux.SOCK_CLOEXEC,
      SOCK_NONBLOCK: linux.SOCK_NONBLOCK,
      O_NOATIME: linux.blockingMark,
      TCP_FIN_WAIT1: linux.endingStates.finWait1,
      TCP_LAST_ACK: linux.endingStates.lastAck,
      TCP_CLOSING: linux.endingStates.closing,
    };
    expect(numbers).toEqual(inC(numbers));
  });

  test('message flags', () => {
    const names = renamed('MSG_', { eof: 'MSG_FIN', cmsgCloexec: 'MSG_CMSG_CLOEXEC' });
    for (const flags of [linux.sendFlags, linux.receiveFlags, linux.messageFlags]) {
      const numbers = named<number>(flags, names);
      expect(numbers).toEqual(inC(numbers));
    }
  });

  test('membership requests', () => {
    const numbers = {
      MCAST_JOIN_GROUP: linux.membership.join,
      MCAST_LEAVE_GROUP: linux.membership.leave,
      MCAST_JOIN_SOURCE_GROUP: linux.membership['join-source'],
      MCAST_LEAVE_SOURCE_GROUP: linux.membership['leave-source'],
      MCAST_BLOCK_SOURCE: linux.membership['block-source'],
      MCAST_UNBLOCK_SOURCE: linux.membership['unblock-source'],
    };
    expect(numbers).toEqual(inC(numbers));
  });

  test('clocks', () => {
    const numbers = named(linux.clocks, renamed('CLOCK_', { threadCpuTime: 'CLOCK_THREAD_CPUTIME_ID' }));
    expect(numbers).toEqual(inC(numbers));
  });

  test('types of files, advice, and the system calls of this architecture', () => {
    const types: Record<string, string> = {
      'block-device': 'BLK',
      'character-device': 'CHR',
      directory: 'DIR',
      fifo: 'FIFO',
      'symbolic-link': 'LNK',
      'regular-file': 'REG',
      socket: 'SOCK',
    };
    const advice = {
      'will-need': 'POSIX_FADV_WILLNEED',
      'dont-need': 'POSIX_FADV_DONTNEED',
      'no-reuse': 'POSIX_FADV_NOREUSE',
    };
    const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
    const calls = Object.entries(linux.calls).map(([name, numbers]) => [`SYS_${name}`, numbers[architecture]]);
    const numbers: Record<string, number> = {
      ...named<number>(linux.fileTypes, (type) => (type === 'fifo' ? 'S_IFIFO' : `S_IF${types[type]}`)),
      ...named<number>(linux.entryTypes, (type) => `DT_${types[type]}`),
      ...named<number>(linux.advice, renamed('POSIX_FADV_', advice)),
      ...Object.fromEntries(calls),
    };
    expect(numbers).toEqual(inC(numbers));
  });

  test('constants that the table has under their C names', () => {
    const table: Record<string, unknown> = linux;
    const rows = Object.entries(table).filter((row): row is [string, number] => {
      return /^[A-Z]/.test(row[0]) && typeof row[1] === 'number';
    });
    const numbers = Object.fromEntries(rows);
    expect(rows.length).toBeGreaterThan(20);
    expect(numbers).toEqual(inC(numbers));
  });

  test('flags and errors of lookups', () => {
    const flagNames = renamed('AI_', {
      canonicalName: 'AI_CANONNAME',
      numericHost: 'AI_NUMERICHOST',
      numericService: 'AI_NUMERICSERV',
      v4Mapped: 'AI_V4MAPPED',
      addressConfigured: 'AI_ADDRCONFIG',
      internationalName: 'AI_IDN',
      internationalCanonicalName: 'AI_CANONIDN',
    });
    const errorNames = renamed('EAI_', {
      socketType: 'EAI_SOCKTYPE',
      addressFamily: 'EAI_ADDRFAMILY',
      interrupted: 'EAI_INTR',
    });
    const numbers = {
      ...named<number>(linux.lookupFlags, flagNames),
      ...named<number>(linux.lookupErrors, errorNames),
    };
    expect(numbers).toEqual(inC(numbers));
  });

  test('layouts of structs', () => {
    const layouts = {
      msghdr: {
        struct: linux.msghdr,
        members: {
          name: 'msg_name',
          nameLength: 'msg_namelen',
          iov: 'msg_iov',
          iovLength: 'msg_iovlen',
          control: 'msg_control',
          controlLength: 'msg_controllen',
          flags: 'msg_flags',
        },
      },
      cmsghdr: { struct: linux.cmsghdr, members: { length: 'cmsg_len', level: 'cmsg_level', type: 'cmsg_type' } },
      group_source_req: {
        struct: linux.groupSourceReq,
        members: { interface: 'gsr_interface', group: 'gsr_group', source: 'gsr_source' },
      },
      open_how: { struct: linux.openHow, members: { flags: 'flags', mode: 'mode', resolve: 'resolve' } },
      statx: {
        struct: linux.statx,
        members: {
          links: 'stx_nlink',
          mode: 'stx_mode',
          inode: 'stx_ino',
          size: 'stx_size',
          accessed: 'stx_atime',
          changed: 'stx_ctime',
          modified: 'stx_mtime',
          deviceMajor: 'stx_dev_major',
          deviceMinor: 'stx_dev_minor',
        },
      },
      dirent64: {
        struct: linux.dirent,
        members: { inode: 'd_ino', next: 'd_off', length: 'd_reclen', type: 'd_type', name: 'd_name' },
      },
      addrinfo: {
        struct: linux.addrinfo,
        members: {
          flags: 'ai_flags',
          family: 'ai_family',
          socketType: 'ai_socktype',
          protocol: 'ai_protocol',
          addressLength: 'ai_addrlen',
          address: 'ai_addr',
          canonicalName: 'ai_canonname',
          next: 'ai_next',
        },
      },
    };
    const numbers: Record<string, number> = {
      'sizeof(struct group_req)': linux.groupSourceReq.source.offset,
      'sizeof(((struct sockaddr_un *)0)->sun_path)': linux.unixPathSize,
      'CMSG_ALIGN(1)': linux.controlAlignment,
    };
    for (const [name, { struct, members }] of Object.entries(layouts)) {
      numbers[`sizeof(struct ${name})`] = struct.bytes;
      for (const [key, member] of Object.entries(struct)) {
        if (typeof member === 'number') continue;
        const nameInC = Object.entries(members).find(([ours]) => ours === key)?.[1];
        numbers[`offsetof(struct ${name}, ${nameInC})`] = member.offset;
        numbers[`sizeof(((struct ${name} *)0)->${nameInC})`] = member.size;
      }
    }
    expect(numbers).toEqual(inC(numbers));
  });
});
