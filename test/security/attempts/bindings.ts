// Being heard of: binding, and listening.
import { AF_INET, AF_INET6, type Php, type PolicyRules, SOCK_DGRAM, SOCK_STREAM, type Socket } from 'wasock/php';
import type { Attempt } from './attempt.ts';

/** Rules that are near the mark. */
const POLICY: PolicyRules = { bind: ['127.0.0.2:0', '127.0.0.1:1-1024', '[::2]:0', '10.0.0.0/8'] };

const SPELLINGS: readonly [text: string, family: number, flag: string][] = [
  ['127.0.0.1', AF_INET, '127.0.0.1:0'],
  ['127.1', AF_INET, '127.0.0.1:0'],
  ['2130706433', AF_INET, '127.0.0.1:0'],
  ['0.0.0.0', AF_INET, '0.0.0.0:0'],
  ['0', AF_INET, '0.0.0.0:0'],
  ['255.255.255.255', AF_INET, '255.255.255.255:0'],
  ['224.0.0.1', AF_INET, '224.0.0.1:0'],
  ['::1', AF_INET6, "'[::1]:0'"],
  ['::', AF_INET6, "'[::]:0'"],
  ['0:0::0', AF_INET6, "'[::]:0'"],
  ['::ffff:127.0.0.1', AF_INET6, '127.0.0.1:0'],
  ['::ffff:0.0.0.0', AF_INET6, '0.0.0.0:0'],
  ['ff02::1', AF_INET6, "'[ff02::1]:0'"],
];

const bind = (php: Php, family: number, type: number, address: string, port = 0): boolean => {
  const socket = php.socketCreate(family, type, 0);
  return socket !== undefined && php.socketBind(socket, address, port);
};

/** A socket that a permission lets be bound once, and used up. */
function closedAfterBind(php: Php, type: number): boolean {
  const first = php.socketCreate(AF_INET, type, 0)!;
  if (!php.socketBind(first, '127.0.0.2', 0)) throw new Error('the allowed address cannot be bound');
  php.socketClose(first);
  return true;
}

export const BINDINGS: readonly Attempt[] = [
  ...SPELLINGS.flatMap(([text, family, flag]): Attempt[] =>
    [SOCK_STREAM, SOCK_DGRAM].map((type) => ({
      name: `socket_bind of a ${type === SOCK_STREAM ? 'stream' : 'datagram'} socket to ${text}`,
      policy: POLICY,
      run: (php) => bind(php, family, type, text),
      reason: () => `--allow-bind ${flag}`,
    })),
  ),
  {
    name: 'a port above the allowed range',
    policy: POLICY,
    run: (php) => bind(php, AF_INET, SOCK_STREAM, '127.0.0.1', 1025),
    reason: () => '--allow-bind 127.0.0.1:1025',
  },
  {
    name: 'socket_listen on a socket that nobody bound',
    policy: {},
    run(php) {
      const socket = php.socketCreate(AF_INET, SOCK_STREAM, 0)!;
      return php.socketListen(socket);
    },
    reason: () => '--allow-bind 0.0.0.0:0',
  },
  {
    name: 'socket_listen over IPv6 on a socket that nobody bound',
    policy: {},
    run(php) {
      const socket = php.socketCreate(AF_INET6, SOCK_STREAM, 0)!;
      return php.socketListen(socket);
    },
    reason: () => "--allow-bind '[::]:0'",
  },
  {
    name: 'socket_listen after a bind that was refused',
    policy: {},
    run(php) {
      const socket = php.socketCreate(AF_INET, SOCK_STREAM, 0)!;
      php.socketBind(socket, '127.0.0.1', 0);
      return php.socketListen(socket);
    },
    reason: () => '--allow-bind 0.0.0.0:0',
  },
  {
    name: 'socket_create_listen',
    policy: POLICY,
    run: (php) => php.socketCreateListen(0),
    reason: () => '--allow-bind 0.0.0.0:0',
  },
  {
    name: 'stream_socket_server, by TCP',
    policy: POLICY,
    run: (php) => php.streamSocketServer('tcp://127.0.0.1:0').stream,
    reason: () => '--allow-bind 127.0.0.1:0',
  },
  {
    name: 'stream_socket_server over IPv6',
    policy: POLICY,
    run: (php) => php.streamSocketServer('tcp://[::]:0').stream,
    reason: () => "--allow-bind '[::]:0'",
  },
  {
    name: 'socket_addrinfo_bind',
    policy: POLICY,
    run(php): Socket | boolean | undefined {
      const [info] = php.socketAddrinfoLookup('127.0.0.1', '0', { aiSocktype: SOCK_STREAM }) ?? [];
      return info === undefined ? false : php.socketAddrinfoBind(info);
    },
    reason: () => '--allow-bind 127.0.0.1:0',
  },
  {
    name: 'another address after an allowed one, on another socket',
    policy: POLICY,
    run: (php) => closedAfterBind(php, SOCK_STREAM) && bind(php, AF_INET, SOCK_STREAM, '127.0.0.1'),
    reason: () => '--allow-bind 127.0.0.1:0',
  },
  {
    name: 'a permission to connect is none to bind',
    policy: { connect: ['127.0.0.1', '0.0.0.0', '[::1]'] },
    run: (php) => bind(php, AF_INET, SOCK_STREAM, '127.0.0.1'),
    reason: () => '--allow-bind 127.0.0.1:0',
  },
];
