// Talking to somebody: each way to write an address, by each function that takes one.
import { AF_INET, AF_INET6, type Php, type PolicyRules, SOCK_DGRAM, SOCK_STREAM } from 'wasock/php';
import type { Attempt, Reason } from './attempt.ts';
import type { World } from './world.ts';

/** Rules that are near the mark: another port, other networks, a name that nobody has looked up. */
const POLICY: PolicyRules = {
  connect: [
    '127.0.0.1:1',
    '[::1]:1',
    '10.0.0.0/8',
    '128.0.0.0/2',
    '[2001:db8::]/32',
    'localhost.example:80',
    'unix:/tmp/*',
  ],
  bind: ['127.0.0.1:1', '[::1]:1'],
  lookup: ['example.com', '*.example.org'],
};

/** PHP's: host not found; a host that is no host. */
const UNKNOWN_HOST = -10001;
const NO_HOST = -10003;

type Judged = 'address' | 'name' | 'nothing' | 'empty';

interface Spelling {
  readonly text: string;
  readonly family: number;
  /** What it stands for, as a denial writes it. */
  readonly host: string;
  readonly judged: Judged;
}

const inet = (judged: Judged, host: string, ...texts: string[]): Spelling[] =>
  texts.map((text) => ({ text, family: AF_INET, host, judged }));
const inet6 = (judged: Judged, host: string, ...texts: string[]): Spelling[] =>
  texts.map((text) => ({ text, family: AF_INET6, host, judged }));

const SPELLINGS: readonly Spelling[] = [
  ...inet('address', '127.0.0.1', '127.0.0.1', '127.1', '127.0.1', '127.0.0.01', '127.00.0.1', '0177.0.0.1'),
  ...inet('address', '127.0.0.1', '2130706433', '017700000001'),
  ...inet('address', '127.0.0.2', '127.0.0.2'),
  ...inet('address', '0.0.0.0', '0.0.0.0', '0', '0.0'),
  ...inet('address', '255.255.255.255', '4294967295'),
  ...inet('name', 'localhost', 'localhost', 'LOCALHOST', 'localhost.', 'LocalHost'),
  ...inet('name', '*', '127.0.0.1 ', '127.0.0.1\0x', '127.0.0.1/8', '[127.0.0.1]', '127.0.0.1%lo', '\0', '127.0.0.1#'),
  ...inet('nothing', '', '0x7f.0.0.1', '0x7f000001', '0x7f.1', '127.0.0.1.', ' 127.0.0.1', '::1', '::ffff:127.0.0.1'),
  ...inet('nothing', '', '\uff11\uff12\uff17.0.0.1'),
  ...inet('empty', '', ''),
  ...inet6('address', '[::1]', '::1', '0:0:0:0:0:0:0:1', '0000:0000:0000:0000:0000:0000:0000:0001', '::0001', '::1%1'),
  ...inet6('address', '127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::FFFF:127.0.0.1', '0:0:0:0:0:ffff:7f00:1'),
  ...inet6('address', '127.0.0.1', '127.0.0.1', '0x7f.0.0.1'),
  ...inet6('address', '[::]', '::', '0::0'),
  ...inet6('address', '0.0.0.0', '::ffff:0.0.0.0', '::ffff:0:0'),
  ...inet6('address', '[::7f00:1]', '::127.0.0.1'),
  ...inet6('address', '[64:ff9b::7f00:1]', '64:ff9b::7f00:1', '64:ff9b::127.0.0.1'),
  ...inet6('address', '[2002:7f00:1::]', '2002:7f00:1::'),
  ...inet6('name', 'localhost', 'localhost', 'Localhost.'),
  ...inet6('name', '*', '::1%lo', '[::1]', '::1 ', '::1\0', '::ffff:127.0.0.1%lo'),
];

interface Way {
  readonly name: string;
  readonly type: number;
  run(php: Php, spelling: Spelling, port: number): unknown;
}

const socketOf = (php: Php, { family }: Spelling, type: number) => php.socketCreate(family, type, 0)!;

/** The functions of PHP's that take a socket and an address. */
const WAYS: readonly Way[] = [
  {
    name: 'socket_connect',
    type: SOCK_STREAM,
    run: (php, spelling, port) => php.socketConnect(socketOf(php, spelling, SOCK_STREAM), spelling.text, port),
  },
  {
    name: 'socket_connect of a datagram socket',
    type: SOCK_DGRAM,
    run(php, spelling, port) {
      const socket = socketOf(php, spelling, SOCK_DGRAM);
      return php.socketConnect(socket, spelling.text, port) && php.socketSend(socket, 'x', 1, 0) !== undefined;
    },
  },
  {
    name: 'socket_sendto',
    type: SOCK_DGRAM,
    run: (php, spelling, port) =>
      php.socketSendto(socketOf(php, spelling, SOCK_DGRAM), 'x', 1, 0, spelling.text, port) ?? false,
  },
  {
    name: 'socket_sendmsg',
    type: SOCK_DGRAM,
    run(php, spelling, port) {
      const name = { family: spelling.family, addr: spelling.text, port };
      return php.socketSendmsg(socketOf(php, spelling, SOCK_DGRAM), { name, iov: ['x'] }) ?? false;
    },
  },
];

function portOf(world: World, { family, host }: Spelling, type: number): number {
  const isInet = family === AF_INET || !host.startsWith('[');
  if (type === SOCK_STREAM) return isInet ? world.tcp : world.tcp6;
  return isInet ? world.udp : world.udp6;
}

function reasonOf(world: World, spelling: Spelling, type: number): Reason {
  const quoted = (text: string): string => (/[[*]/.test(text) ? `'${text}'` : text);
  switch (spelling.judged) {
    case 'address':
      return `--allow-connect ${quoted(`${spelling.host}:${portOf(world, spelling, type)}`)}`;
    case 'name':
      return `--allow-lookup ${quoted(spelling.host)}`;
    case 'nothing':
      return UNKNOWN_HOST;
    case 'empty':
      return NO_HOST;
  }
}

/** Every spelling by every function. */
export const DESTINATIONS: readonly Attempt[] = SPELLINGS.flatMap((spelling) =>
  WAYS.map((way) => ({
    name: `${way.name} ${JSON.stringify(spelling.text)} (${spelling.family === AF_INET ? 'inet' : 'inet6'})`,
    policy: POLICY,
    run: (php, world) => way.run(php, spelling, portOf(world, spelling, way.type)),
    reason: (world) => reasonOf(world, spelling, way.type),
  })),
);

/** What goes round the address: a socket that was used for another before, streams, address lists. */
export const DETOURS: readonly Attempt[] = [
  {
    name: 'a refused connect, repeated on the same socket',
    policy: POLICY,
    run(php, world) {
      const socket = php.socketCreate(AF_INET, SOCK_STREAM, 0)!;
      for (let time = 0; time < 3; time++) if (php.socketConnect(socket, '127.0.0.1', world.tcp)) return true;
      return false;
    },
    reason: ({ tcp }) => `--allow-connect 127.0.0.1:${tcp}`,
  },
  {
    name: 'a datagram socket that is connected to an allowed address, and sends to another',
    policy: { connect: ['127.0.0.1:1'] },
    run(php, world) {
      const socket = php.socketCreate(AF_INET, SOCK_DGRAM, 0)!;
      php.socketConnect(socket, '127.0.0.1', 1);
      return php.socketSendto(socket, 'x', 1, 0, '127.0.0.1', world.udp) ?? false;
    },
    reason: ({ udp }) => `--allow-connect 127.0.0.1:${udp}`,
  },
  {
    name: 'a datagram socket that is connected anew',
    policy: { connect: ['127.0.0.1:1'] },
    run(php, world) {
      const socket = php.socketCreate(AF_INET, SOCK_DGRAM, 0)!;
      php.socketConnect(socket, '127.0.0.1', 1);
      return php.socketConnect(socket, '127.0.0.1', world.udp);
    },
    reason: ({ udp }) => `--allow-connect 127.0.0.1:${udp}`,
  },
  {
    name: 'the same address in turn with an allowed one: what was allowed last is not what is asked',
    policy: { connect: ['127.0.0.1:1'] },
    run(php, world) {
      const socket = php.socketCreate(AF_INET, SOCK_DGRAM, 0)!;
      for (let time = 0; time < 4; time++) {
        php.socketSendto(socket, 'x', 1, 0, '127.0.0.1', 1);
        if (php.socketSendto(socket, 'x', 1, 0, '127.0.0.1', world.udp) !== undefined) return true;
      }
      return false;
    },
    reason: ({ udp }) => `--allow-connect 127.0.0.1:${udp}`,
  },
  {
    name: 'stream_socket_client, by TCP',
    policy: POLICY,
    run: (php, world) => php.streamSocketClient(`tcp://127.0.0.1:${world.tcp}`).stream,
    reason: ({ tcp }) => `--allow-connect 127.0.0.1:${tcp}`,
  },
  {
    name: 'stream_socket_client, by UDP',
    policy: POLICY,
    run: (php, world) => php.streamSocketClient(`udp://127.0.0.1:${world.udp}`).stream,
    reason: ({ udp }) => `--allow-connect 127.0.0.1:${udp}`,
  },
  {
    name: 'stream_socket_client, over IPv6 to a mapped address',
    policy: POLICY,
    run: (php, world) => php.streamSocketClient(`tcp://[::ffff:127.0.0.1]:${world.tcp}`).stream,
    reason: ({ tcp }) => `--allow-connect 127.0.0.1:${tcp}`,
  },
  {
    name: 'an address list of a numeric host',
    policy: POLICY,
    run(php, world) {
      const [info] = php.socketAddrinfoLookup('127.0.0.1', String(world.tcp), { aiSocktype: SOCK_STREAM }) ?? [];
      return info === undefined ? false : php.socketAddrinfoConnect(info);
    },
    reason: ({ tcp }) => `--allow-connect 127.0.0.1:${tcp}`,
  },
  {
    name: 'an address list of no host, which is this machine',
    policy: POLICY,
    run(php, world) {
      const [info] = php.socketAddrinfoLookup('::1', String(world.tcp6), { aiSocktype: SOCK_STREAM }) ?? [];
      return info === undefined ? false : php.socketAddrinfoConnect(info);
    },
    reason: ({ tcp6 }) => `--allow-connect '[::1]:${tcp6}'`,
  },
];
