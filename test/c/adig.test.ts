// c-ares' adig, as it is, beside itself as gcc compiles it: both ask a name server of the test's.
import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bothWays, hasWasiCompiler } from '../support/c-guests.ts';
import { compiled, type CProgram } from '../support/c-program.ts';
import { Command, MAIN } from '../support/command-line.ts';
import { fetched } from '../support/debian-source.ts';

const C_ARES: CProgram = {
  name: 'adig',
  builds: 'libc-ares-dev',
  archive: 'c-ares_1.18.1.orig.tar.gz',
  sha256: '1a7d52a8a84a9fbffb1be9133c0f6e17217d91ea5a6fa61f6b4729cda78ebbcf',
  files: [{ in: 'src/lib', match: /\.c$/ }, 'src/tools/adig.c', 'src/tools/ares_getopt.c'],
  flags: (source) => [
    '-O1',
    '-DHAVE_CONFIG_H',
    '-DCARES_STATICLIB',
    ...['include', 'src/lib'].map((name) => `-I${source}/${name}`),
  ],
  native: [],
  configuration: {
    template: 'src/lib/ares_config.h.in',
    header: 'src/lib/ares_config.h',
    there: [
      'HAVE_AF_INET6',
      'HAVE_PF_INET6',
      'HAVE_BOOL_T',
      'HAVE_CLOCK_GETTIME_MONOTONIC',
      'HAVE_FCNTL_O_NONBLOCK',
      'HAVE_IOCTL_FIONBIO',
      'HAVE_LL',
      'HAVE_LONGLONG',
      'HAVE_MSG_NOSIGNAL',
      'HAVE_SIG_ATOMIC_T',
      'HAVE_SOCKADDR_IN6_SIN6_SCOPE_ID',
      'HAVE_STRUCT_ADDRINFO',
      'HAVE_STRUCT_IN6_ADDR',
      'HAVE_STRUCT_SOCKADDR_IN6',
      'HAVE_STRUCT_SOCKADDR_STORAGE',
      'HAVE_STRUCT_TIMEVAL',
    ],
    known: {
      CARES_TYPEOF_ARES_SSIZE_T: 'ssize_t',
      GETHOSTNAME_TYPE_ARG2: 'size_t',
      GETSERVBYPORT_R_ARGS: '6',
      GETSERVBYNAME_R_ARGS: '6',
      STDC_HEADERS: '1',
      TIME_WITH_SYS_TIME: '1',
      GETNAMEINFO_QUAL_ARG1: 'const',
      GETNAMEINFO_TYPE_ARG1: 'struct sockaddr *',
      GETNAMEINFO_TYPE_ARG2: 'socklen_t',
      GETNAMEINFO_TYPE_ARG46: 'socklen_t',
      GETNAMEINFO_TYPE_ARG7: 'int',
      RECVFROM_TYPE_ARG1: 'int',
      RECVFROM_TYPE_ARG2: 'void',
      RECVFROM_TYPE_ARG2_IS_VOID: '1',
      RECVFROM_TYPE_ARG3: 'size_t',
      RECVFROM_TYPE_ARG4: 'int',
      RECVFROM_TYPE_ARG5: 'struct sockaddr',
      RECVFROM_QUAL_ARG5: '',
      RECVFROM_TYPE_ARG6: 'socklen_t',
      RECVFROM_TYPE_RETV: 'ssize_t',
      RECV_TYPE_ARG1: 'int',
      RECV_TYPE_ARG2: 'void *',
      RECV_TYPE_ARG3: 'size_t',
      RECV_TYPE_ARG4: 'int',
      RECV_TYPE_RETV: 'ssize_t',
      SEND_QUAL_ARG2: 'const',
      SEND_TYPE_ARG1: 'int',
      SEND_TYPE_ARG2: 'void *',
      SEND_TYPE_ARG3: 'size_t',
      SEND_TYPE_ARG4: 'int',
      SEND_TYPE_RETV: 'ssize_t',
    },
  },
};

const archive = hasWasiCompiler ? fetched(C_ARES) : undefined;

/** A name server on a free port of loopback that answers as the name says, until the test is over. */
async function startNameServer(): Promise<{ port: number; asked: string[] }> {
  const server = createSocket('udp4');
  onTestFinished(() => void server.close());
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  const asked: string[] = [];
  server.on('message', (query: Buffer, { port }: RemoteInfo) => {
    const end = query.indexOf(0, 12);
    const labels: string[] = [];
    for (let at = 12; at < end; at += 1 + (query[at] ?? 0))
      labels.push(query.toString('latin1', at + 1, at + 1 + (query[at] ?? 0)));
    const type = query.readUInt16BE(end + 1);
    asked.push(`${labels.join('.')} ${type}`);
    const data = labels[0] === 'known' ? RECORDS.get(type) : undefined;
    const flags = Buffer.from(data === undefined ? [0x85, 0x83] : [0x85, 0x80]);
    const counts = Buffer.from([0, 1, 0, data === undefined ? 0 : 1, 0, 0, 0, 0]);
    const answer =
      data === undefined
        ? Buffer.alloc(0)
        : Buffer.concat([Buffer.from([0xc0, 12, type >> 8, type & 255, 0, 1, 0, 0, 0, 60, 0, data.length]), data]);
    const question = query.subarray(12, end + 5);
    server.send(Buffer.concat([query.subarray(0, 2), flags, counts, question, answer]), port, '127.0.0.1');
  });
  return { port: server.address().port, asked };
}

/** By the number of their type: A, MX, TXT, AAAA. */
const RECORDS = new Map([
  [1, Buffer.from([192, 0, 2, 7])],
  [15, Buffer.from([0, 10, 4, ...Buffer.from('mail'), 0xc0, 12])],
  [16, Buffer.from([5, ...Buffer.from('hello')])],
  [28, Buffer.from([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])],
]);

describe.skipIf(archive === undefined)("c-ares' adig, unmodified", () => {
  let core = '';
  let component = '';
  let native = '';

  beforeAll(async () => {
    const made = await compiled(C_ARES, archive ?? '');
    native = made.native;
    [core, component] = await bothWays(made.guest);
  }, 120_000);

  const QUERIES = [
    ['-t', 'A', 'known.example'],
    ['-t', 'AAAA', 'known.example'],
    ['-t', 'MX', 'known.example'],
    ['-t', 'TXT', 'known.example'],
    ['-t', 'A', 'unknown.example'],
  ];

  test.each(QUERIES)('%s %s %s', async (...query) => {
    const { port, asked } = await startNameServer();
    const args = ['-s', '127.0.0.1', '-U', String(port), ...query];
    const guests = [core, component].map(
      (guest) =>
        new Command(process.execPath, [MAIN, 'run', guest, `--allow-connect=127.0.0.1:${port}`, '--', ...args]),
    );
    const programs = [new Command(native, args), ...guests];
    const codes = await Promise.all(programs.map(({ exited }) => exited));
    const [first, ...others] = programs.map(({ stdout, stderr }, index) => ({
      code: codes[index],
      stdout: stdout.replace(/id: \d+/, 'id: …'),
      stderr,
    }));
    expect(first?.stdout).toContain(query[2]);
    expect(others).toEqual([first, first]);
    expect(asked.length).toBe(3);
  });
});
