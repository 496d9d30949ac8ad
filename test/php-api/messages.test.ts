import { expect, test } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  IP_PKTINFO,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPV6_HOPLIMIT,
  IPV6_PKTINFO,
  IPV6_RECVHOPLIMIT,
  IPV6_RECVPKTINFO,
  MSG_TRUNC,
  SCM_CREDENTIALS,
  SCM_RIGHTS,
  SO_PASSCRED,
  SOCK_DGRAM,
  SOL_SOCKET,
} from 'wasock/php';
import { INTERNET } from '../support/families.ts';
import { LOOPBACK } from '../support/guest.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { bytesOf, defined, pairOf, text, usePhp } from './support.ts';

test('a message is gathered from its parts, and received in one', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  expect(php.socketSendmsg(first, { iov: ['one, ', bytesOf('two'), new Uint8Array(0)] })).toBe(8);
  const received = php.socketRecvmsg(second, { bufferSize: 100, controllen: 1 });
  expect(received).toEqual({ length: 8, name: undefined, iov: [bytesOf('one, two')], control: [], flags: 0 });
});

test('a message that is cut says so', () => {
  const php = usePhp();
  const [first, second] = pairOf(php, SOCK_DGRAM);
  php.socketSendmsg(first, { iov: ['datagram'] });
  const received = defined(php.socketRecvmsg(second, { bufferSize: 4, controllen: 1 }));
  expect([text(received.iov[0]), received.flags]).toEqual(['data', MSG_TRUNC]);
});

test('sockets that arrive with SCM_RIGHTS work, whatever becomes of those that were sent', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  const [sent, other] = pairOf(php);
  const control = [{ level: SOL_SOCKET, type: SCM_RIGHTS, data: { tag: 'sockets' as const, val: [sent, other] } }];
  expect(php.socketSendmsg(first, { iov: ['x'], control })).toBe(1);
  php.socketClose(sent);
  const room = defined(php.socketCmsgSpace(SOL_SOCKET, SCM_RIGHTS, 2));
  const message = defined(php.socketRecvmsg(second, { controllen: room }));
  expect(message.control).toMatchObject([{ level: SOL_SOCKET, type: SCM_RIGHTS, data: { tag: 'sockets' } }]);
  const data = message.control[0]?.data;
  if (data?.tag !== 'sockets') throw new TypeError('no sockets');
  const [arrived] = data.val;
  expect(data.val).not.toContain(sent);
  php.socketWrite(defined(arrived), 'through the copy');
  expect(text(php.socketRead(other, 100))).toBe('through the copy');
});

test("credentials arrive where they are asked for: the process' own", () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  php.socketSetOption(second, SOL_SOCKET, SO_PASSCRED, { tag: 'int', val: 1 });
  php.socketSendmsg(first, { iov: ['x'] });
  const room = defined(php.socketCmsgSpace(SOL_SOCKET, SCM_CREDENTIALS));
  const message = defined(php.socketRecvmsg(second, { controllen: room }));
  const val = { pid: process.pid, uid: process.getuid?.(), gid: process.getgid?.() };
  const data = { tag: 'credentials', val };
  expect(message.control).toEqual([{ level: SOL_SOCKET, type: SCM_CREDENTIALS, data }]);
});

test('IPv4 datagrams go to a name, come from one, and tell where they came in', () => {
  const php = usePhp();
  const server = defined(php.socketCreate(AF_INET, SOCK_DGRAM, 0));
  const client = defined(php.socketCreate(AF_INET, SOCK_DGRAM, 0));
  php.socketBind(server, '127.0.0.1');
  php.socketBind(client, '127.0.0.1');
  php.socketSetOption(server, IPPROTO_IP, IP_PKTINFO, { tag: 'int', val: 1 });
  const port = defined(php.socketGetsockname(server)).port ?? 0;
  const name = { family: AF_INET, addr: '127.0.0.1', port };
  expect(php.socketSendmsg(client, { name, iov: ['hello'] })).toBe(5);
  const message = defined(php.socketRecvmsg(server, { name: {}, controllen: 100 }));
  const sender = defined(php.socketGetsockname(client));
  expect(message.name).toEqual({ family: AF_INET, addr: sender.address, port: sender.port });
  const val = { addr: '127.0.0.1', ifindex: 1, specDst: '127.0.0.1' };
  expect(message.control).toEqual([{ level: IPPROTO_IP, type: IP_PKTINFO, data: { tag: 'pktinfo', val } }]);
});

test.runIf(INTERNET.includes('inet6'))('IPv6 datagrams carry a source and a hop limit', () => {
  const php = usePhp({ policy: { ...LOOPBACK, raw: true } });
  const server = defined(php.socketCreate(AF_INET6, SOCK_DGRAM, 0));
  const client = defined(php.socketCreate(AF_INET6, SOCK_DGRAM, 0));
  php.socketBind(server, '::1');
  for (const option of [IPV6_RECVPKTINFO, IPV6_RECVHOPLIMIT]) {
    expect(php.socketSetOption(server, IPPROTO_IPV6, option, { tag: 'int', val: 1 })).toBe(true);
  }
  const { address: addr, port } = defined(php.socketGetsockname(server));
  const control = [
    { level: IPPROTO_IPV6, type: IPV6_HOPLIMIT, data: { tag: 'int' as const, val: 7 } },
    { level: IPPROTO_IPV6, type: IPV6_PKTINFO, data: { tag: 'pktinfo' as const, val: { addr: '::1', ifname: 'lo' } } },
  ];
  expect(php.socketSendmsg(client, { name: { addr, port, scopeId: 0 }, iov: ['x'], control })).toBe(1);
  const message = defined(php.socketRecvmsg(server, { name: {}, controllen: 200 }));
  expect(message.name).toMatchObject({ family: AF_INET6, addr: '::1', flowinfo: 0, scopeId: 0 });
  expect(message.control).toContainEqual({ ...control[0] });
  const data = { tag: 'pktinfo', val: { addr: '::1', ifindex: 1 } };
  expect(message.control).toContainEqual({ level: IPPROTO_IPV6, type: IPV6_PKTINFO, data });
});

test('a Unix datagram names its sender by path', () => {
  const php = usePhp();
  const directory = temporaryDirectory();
  const [server, client] = [0, 1].map(() => defined(php.socketCreate(AF_UNIX, SOCK_DGRAM, 0)));
  php.socketBind(defined(server), `${directory}/server`);
  php.socketBind(defined(client), `${directory}/client`);
  php.socketSendmsg(defined(client), { name: { family: AF_UNIX, path: `${directory}/server` }, iov: ['x'] });
  const message = defined(php.socketRecvmsg(defined(server), { name: {}, controllen: 1 }));
  expect(message.name).toEqual({ family: AF_UNIX, path: `${directory}/client` });
});

test("what is wrong with a message is said in PHP's words", () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  expect(php.socketRecvmsg(second, { bufferSize: 10 })).toBeUndefined();
  const control = [{ level: SOL_SOCKET, type: SCM_RIGHTS, data: { tag: 'int' as const, val: 1 } }];
  expect(php.socketSendmsg(first, { iov: ['x'], control })).toBeUndefined();
  expect(php.warnings).toEqual([
    "socket_recvmsg(): error converting user data (path: msghdr): The key 'controllen' is required",
    expect.stringContaining('socket_sendmsg(): error converting user data (path: msghdr > control > element #0'),
  ]);
});
