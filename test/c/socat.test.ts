// socat, as it is: it relays between TCP, Unix sockets and its standard streams, as Debian's does.
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bothWays, hasWasiCompiler } from '../support/c-guests.ts';
import { compiled, type CProgram } from '../support/c-program.ts';
import { Command, MAIN } from '../support/command-line.ts';
import { fetched } from '../support/debian-source.ts';
import { freePort } from '../support/peer.ts';
import { installed } from '../support/services.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** C's types, by socat's numbers for them: short is 1, its unsigned 2, and so on to long long, 7 and 8. */
const TYPES: Readonly<Record<string, number>> = {
  BASIC_INT16_T: 1,
  BASIC_UINT16_T: 2,
  BASIC_INT32_T: 3,
  BASIC_UINT32_T: 4,
  BASIC_INT64_T: 7,
  BASIC_UINT64_T: 8,
  BASIC_SIZE_T: 6,
  BASIC_MODE_T: 4,
  BASIC_PID_T: 3,
  BASIC_UID_T: 4,
  BASIC_GID_T: 4,
  BASIC_TIME_T: 7,
  BASIC_OFF_T: 7,
  BASIC_DEV_T: 8,
  BASIC_SPEED_T: 4,
  BASIC_SOCKLEN_T: 4,
  TYPEOF_ST_INO: 8,
  TYPEOF_ST_NLINK: 8,
  TYPEOF_ST_SIZE: 7,
  TYPEOF_ST_BLKSIZE: 5,
  TYPEOF_ST_BLOCKS: 7,
  TYPEOF_STRUCT_TIMEVAL_TV_USEC: 7,
  TYPEOF_STRUCT_TIMESPEC_TV_NSEC: 5,
  TYPEOF_RLIM_MAX: 8,
  TYPEOF_STRUCT_CMSGHDR_CMSG_LEN: 6,
};

const STRUCTURES = `
TYPE_SA_FAMILY_T TYPE_LONGLONG TYPE_SIG_ATOMIC_T TYPE_BOOL TYPE_SOCKLEN TYPE_SIGHANDLER TYPE_UINT8 TYPE_UINT16
TYPE_UINT32 TYPE_UINT64 STRUCT_SIGACTION_SA_SIGACTION STRUCT_SOCK_EXTENDED_ERR STRUCT_TIMESPEC STRUCT_LINGER STRUCT_IP
STRUCT_IP_MREQ STRUCT_IP_MREQN STRUCT_IPV6_MREQ STRUCT_IP_MREQ_SOURCE STRUCT_IFREQ STRUCT_IFREQ_IFR_IFINDEX
STRUCT_IOVEC STRUCT_MSGHDR_MSGCONTROL STRUCT_MSGHDR_MSGCONTROLLEN STRUCT_MSGHDR_MSGFLAGS STRUCT_CMSGHDR
STRUCT_IN_PKTINFO PKTINFO_IPI_SPEC_DST STRUCT_IN6_PKTINFO STRUCT_IP_IP_HL C99_SNPRINTF FORMAT_Z DECL_ENVIRON
VAR_ENVIRON LIBM PROTOTYPE_LIB_posix_memalign PROTOTYPE_LIB_strdup PROTOTYPE_LIB_strerror PROTOTYPE_LIB_strstr
PROTOTYPE_LIB_strndup PROTOTYPE_LIB_memrchr PROTOTYPE_LIB_if_indextoname PROTOTYPE_LIB_gettimeofday
PROTOTYPE_HSTRERROR ST_BLKSIZE ST_BLOCKS ST_RDEV FDS_BITS
`
  .trim()
  .split(/\s+/);

/** As ./configure has it without libraries, but for what makes processes, terminals and other kinds of networks. */
const WITH = `
HELP STDIO FDNUM FILE CREAT GOPEN PIPE UNIX ABSTRACT_UNIXSOCKET IP4 IP6 RAWIP GENERICSOCKET TCP UDP LISTEN SOCKS4
SOCKS4A PROXY EXEC SYSTEM SYCLS FILAN RETRY
`
  .trim()
  .split(/\s+/);

const SOCAT: CProgram = {
  name: 'socat',
  builds: 'socat',
  archive: 'socat_1.7.4.4.orig.tar.gz',
  sha256: '0f8f4b9d5c60b8c53d17b60d79ababc4a0f51b3bb6d2bd3ae8a6a4b9d68f195e',
  files: [
    {
      in: '.',
      match:
        /^(xio.*|error|dalan|procan|procan-cdefs|hostan|fdname|sysutils|utils|nestlex|vsnprintf_r|snprinterr|filan|sycls|sslcls|socat)\.c$/,
    },
  ],
  flags: (source) => ['-O1', '-D_GNU_SOURCE', `-I${source}`],
  configuration: {
    template: 'config.h.in',
    header: 'config.h',
    there: ['STDC_HEADERS', ...STRUCTURES.map((name) => `HAVE_${name}`), ...WITH.map((name) => `WITH_${name}`)],
    known: {
      WITH_MSGLEVEL: '0 /*debug*/',
      RETSIGTYPE: 'void',
      HAVE_NETPACKET_PACKET_H: undefined,
      HAVE_SYS_STROPTS_H: undefined,
      CRDLY_SHIFT: '9',
      TABDLY_SHIFT: '11',
      CSIZE_SHIFT: '4',
      ...Object.fromEntries(Object.entries(TYPES).map(([name, number]) => [`HAVE_${name}`, String(number)])),
    },
  },
};

const canRun = hasWasiCompiler && installed('socat');
const archive = canRun ? fetched(SOCAT) : undefined;

/** What it says, without times, numbers of processes, ports, and the name of a socket that has none, which it does not read. */
function messages(said: string): string[] {
  return said
    .trim()
    .split('\n')
    .map((line) =>
      line
        .replace(/^.*?\] /, '')
        .replaceAll(/:\d{4,}/g, ':…')
        .replace(/local address AF=1 .*/, 'local address AF=1'),
    );
}

describe.skipIf(archive === undefined)('socat, unmodified', () => {
  let ways: Readonly<
    Record<'core' | 'component' | 'native', (allowed: string[], args: string[], input?: string) => Command>
  >;

  beforeAll(async () => {
    const [core, component] = await bothWays((await compiled(SOCAT, archive ?? '')).guest);
    const asGuest = (guest: string) => (allowed: string[], args: string[], input?: string) =>
      new Command(process.execPath, [MAIN, 'run', guest, ...allowed, '--', ...args], input);
    ways = {
      core: asGuest(core),
      component: asGuest(component),
      native: (_, args, input) => new Command('socat', args, input),
    };
  }, 120_000);

  /** A server that answers in capitals, until the test is over, on a port or a path. */
  async function startPeer(where: { port: number; host: string } | { path: string }): Promise<string> {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('data', (data) => socket.write(String(data).toUpperCase())).on('end', () => socket.end());
    });
    server.listen(where);
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    return typeof address === 'object' ? String(address?.port) : (address ?? '');
  }

  /** What comes back for what a client sends, who then sends no more. */
  async function capitals(where: { port: number; host: string } | { path: string }): Promise<void> {
    const client = createConnection(where);
    onTestFinished(() => void client.destroy());
    client.end('hello, relay\n'.repeat(10_000));
    let answer = '';
    client.setEncoding('utf8').on('data', (data: string) => (answer += data));
    await once(client, 'end');
    expect(answer).toBe('HELLO, RELAY\n'.repeat(10_000));
  }

  /** What it says, as Debian's, and as each form of guest. */
  async function eachSays(relay: (way: 'core' | 'component' | 'native') => Promise<Command>): Promise<string[][]> {
    const said: string[][] = [];
    for (const way of ['native', 'core', 'component'] as const) {
      const running = await relay(way);
      expect(await running.exited).toBe(0);
      said.push(messages(running.stderr));
    }
    return said;
  }

  test('relays from TCP to a Unix socket', async () => {
    const path = join(temporaryDirectory(), 's');
    await startPeer({ path });
    const [native, ...guests] = await eachSays(async (way) => {
      const port = await freePort();
      const allowed = [`--allow-bind=127.0.0.1:${port}`, `--allow-connect=unix:${path}`];
      const relay = ways[way](allowed, [
        '-d',
        '-d',
        `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr`,
        `UNIX-CONNECT:${path}`,
      ]);
      await relay.printed(/listening on/, 'stderr');
      await capitals({ port, host: '127.0.0.1' });
      return relay;
    });
    expect(native).toContain('N exiting with status 0');
    expect(guests).toEqual([native, native]);
  });

  test('relays from a Unix socket to TCP', async () => {
    const port = await startPeer({ port: 0, host: '127.0.0.1' });
    const path = join(temporaryDirectory(), 's');
    const [native, ...guests] = await eachSays(async (way) => {
      const allowed = [`--allow-bind=unix:${path}`, `--allow-connect=127.0.0.1:${port}`];
      const relay = ways[way](allowed, ['-d', '-d', `UNIX-LISTEN:${path}`, `TCP4:127.0.0.1:${port}`]);
      await relay.printed(/listening on/, 'stderr');
      await capitals({ path });
      return relay;
    });
    expect(native).toContain('N exiting with status 0');
    expect(guests).toEqual([native, native]);
  });

  test('its standard streams, and datagrams', async () => {
    const port = await startPeer({ port: 0, host: '127.0.0.1' });
    for (const way of ['native', 'core', 'component'] as const) {
      const client = ways[way](
        [`--allow-connect=127.0.0.1:${port}`],
        ['-', `TCP4:127.0.0.1:${port}`],
        'from standard input\n',
      );
      expect(await client.exited).toBe(0);
      expect(client.stdout).toBe('FROM STANDARD INPUT\n');

      const udp = await freePort();
      const receiving = ways[way](
        [`--allow-bind=127.0.0.1:${udp}`],
        ['-d', '-d', '-u', `UDP4-RECV:${udp},bind=127.0.0.1`, '-'],
      );
      await receiving.printed(/starting data transfer/, 'stderr');
      const sending = ways[way](
        [`--allow-connect=127.0.0.1:${udp}`],
        ['-u', '-', `UDP4-SENDTO:127.0.0.1:${udp}`],
        'a datagram\n',
      );
      expect(await sending.exited).toBe(0);
      await receiving.printed(/^a datagram\n$/);
    }
  });

  test('says that there are no processes to run programs in', async () => {
    const exec = ways.core([], ['-', 'EXEC:true'], '');
    expect(await exec.exited).toBe(1);
    expect(exec.stderr).toContain('fork(): Function not implemented');
  });
});
