import { expect, test } from 'vitest';
import {
  AF_INET,
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_PEEK,
  MSG_TRUNC,
  PHP_NORMAL_READ,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOCKET_EAGAIN,
  SOCKET_ECONNREFUSED,
} from 'wasock/php';
import { freePort } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { bytesOf, connectionOf, defined, pairOf, text, usePhp } from './support.ts';

test('what one socket of a pair writes, the other reads', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  expect(php.socketWrite(first, Uint8Array.of(0, 255, 10))).toBe(3);
  expect(php.socketRead(second, 100)).toEqual(Uint8Array.of(0, 255, 10));
});

test('a string is sent as its UTF-8, or the first bytes of it', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  expect(php.socketWrite(first, 'Grüße')).toBe(7);
  expect(new TextDecoder().decode(php.socketRead(second, 100))).toBe('Grüße');
  expect(php.socketWrite(first, 'abc', 2)).toBe(2);
  expect(text(php.socketRead(second, 100))).toBe('ab');
});

test('a megabyte passes whole', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  const data = Uint8Array.from({ length: 1 << 20 }, (_, index) => (index * 7) >> 3);
  const received: Uint8Array[] = [];
  for (let sent = 0; sent < data.length;) {
    sent += defined(php.socketSend(first, data.subarray(sent), data.length - sent, MSG_DONTWAIT));
    for (;;) {
      const part = php.socketRecv(second, 1 << 20, MSG_DONTWAIT);
      if (part?.data === undefined) break;
      received.push(part.data);
    }
  }
  expect(Buffer.concat(received).equals(data)).toBe(true);
});

test('no bytes are read at the end of a stream, and received without data', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  php.socketShutdown(first, 1);
  expect(php.socketRead(second, 10)).toEqual(new Uint8Array(0));
  expect(php.socketRecv(second, 10, 0)).toEqual({ length: 0, data: undefined });
});

test('PHP_NORMAL_READ reads a line', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  php.socketWrite(first, 'one\ntwo\n');
  expect(text(php.socketRead(second, 100, PHP_NORMAL_READ))).toBe('one\n');
  expect(text(php.socketRead(second, 100, PHP_NORMAL_READ))).toBe('two\n');
});

test('flags reach the system: MSG_PEEK leaves the data, MSG_TRUNC tells the length of the datagram', () => {
  const php = usePhp();
  const [first, second] = pairOf(php, SOCK_DGRAM);
  php.socketSend(first, 'datagram', 8, 0);
  expect(php.socketRecv(second, 4, MSG_PEEK)).toEqual({ length: 4, data: bytesOf('data') });
  expect(php.socketRecv(second, 4, MSG_TRUNC)).toEqual({ length: 8, data: bytesOf('data') });
});

test('a non-blocking socket without data gives undefined and EAGAIN, and does not warn', () => {
  const php = usePhp();
  const [socket] = pairOf(php);
  expect(php.socketSetNonblock(socket)).toBe(true);
  expect(php.socketRead(socket, 1)).toBeUndefined();
  expect(php.socketLastError(socket)).toBe(SOCKET_EAGAIN);
  expect(php.warnings).toEqual([]);
});

test('a TCP connection knows both of its ends', () => {
  const php = usePhp();
  const { client, server, port } = connectionOf(php);
  expect(php.socketGetpeername(client)).toEqual({ address: '127.0.0.1', port });
  expect(php.socketGetpeername(server)).toEqual(php.socketGetsockname(client));
  php.socketWrite(client, 'ping');
  expect(text(php.socketRead(server, 10))).toBe('ping');
});

test('a UDP datagram tells who sent it', () => {
  const php = usePhp();
  const [server, client] = [0, 1].map(() => defined(php.socketCreate(AF_INET, SOCK_DGRAM, 0)));
  php.socketBind(defined(server), '127.0.0.1');
  php.socketBind(defined(client), '127.0.0.1');
  const { port } = defined(php.socketGetsockname(defined(server)));
  expect(php.socketSendto(defined(client), 'hello', 5, 0, '127.0.0.1', port)).toBe(5);
  const { address: name, port: senderPort } = defined(php.socketGetsockname(defined(client)));
  const received = php.socketRecvfrom(defined(server), 100, 0);
  expect(received).toEqual({ length: 5, data: bytesOf('hello'), name, port: senderPort });
});

test('a Unix datagram tells the path of its sender, and no port', () => {
  const php = usePhp();
  const directory = temporaryDirectory();
  const [server, client] = ['server', 'client'].map((name) => {
    const socket = defined(php.socketCreate(AF_UNIX, SOCK_DGRAM, 0));
    expect(php.socketBind(socket, `${directory}/${name}`)).toBe(true);
    return socket;
  });
  php.socketSendto(defined(client), 'x', 1, 0, `${directory}/server`);
  const sender = { name: `${directory}/client`, port: undefined };
  expect(php.socketRecvfrom(defined(server), 9, 0)).toEqual({ length: 1, data: bytesOf('x'), ...sender });
});

test('a connection refused sets the errors and warns before the call returns', async () => {
  const php = usePhp();
  const port = await freePort();
  const socket = defined(php.socketCreate(AF_INET, SOCK_STREAM, 0));
  expect(php.socketConnect(socket, '127.0.0.1', port)).toBe(false);
  expect(php.warnings).toEqual(['socket_connect(): unable to connect [111]: Connection refused']);
  expect(php.socketLastError(socket)).toBe(SOCKET_ECONNREFUSED);
  expect(php.socketLastError()).toBe(SOCKET_ECONNREFUSED);
  php.socketClearError(socket);
  expect([php.socketLastError(socket), php.socketLastError()]).toEqual([0, SOCKET_ECONNREFUSED]);
  php.socketClearError();
  expect(php.socketLastError()).toBe(0);
});
