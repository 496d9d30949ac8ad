import { expect, test } from 'vitest';
import { AF_UNIX, SOCK_STREAM, STREAM_PEEK, STREAM_SERVER_BIND, Stream } from 'wasock/php';
import { openSockets } from '../support/descriptors.ts';
import { freePort } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { bytesOf, defined, pairOf, text, usePhp } from './support.ts';

test('a TCP server and a client talk in lines', () => {
  const php = usePhp();
  const { stream: server, errorCode, errorMessage } = php.streamSocketServer('tcp://127.0.0.1:0');
  expect([errorCode, errorMessage]).toEqual([0, '']);
  const address = defined(php.streamSocketGetName(defined(server), false));
  const { stream: client } = php.streamSocketClient(`tcp://${address}`, 5);
  const accepted = defined(php.streamSocketAccept(defined(server), 5));
  expect(accepted.stream).toBeInstanceOf(Stream);
  expect(accepted.peerName).toBe(php.streamSocketGetName(defined(client), false));
  expect(php.fwrite(defined(client), 'one\ntwo')).toBe(7);
  expect(text(php.fgets(accepted.stream))).toBe('one\n');
  expect(php.streamGetMetaData(accepted.stream)).toEqual({
    timedOut: false,
    blocked: true,
    eof: false,
    streamType: 'tcp_socket',
    mode: 'r+',
    unreadBytes: 3,
    seekable: false,
  });
  expect(text(php.fread(accepted.stream, 3))).toBe('two');
  expect(php.streamSocketShutdown(defined(client), 1)).toBe(true);
  expect(php.fread(accepted.stream, 1)).toEqual(new Uint8Array(0));
  expect(php.feof(accepted.stream)).toBe(true);
  expect(php.fclose(accepted.stream)).toBe(true);
});

test('a client that is refused says why', async () => {
  const php = usePhp();
  const port = await freePort();
  const opened = php.streamSocketClient(`tcp://127.0.0.1:${port}`, 1.5);
  expect(opened).toEqual({ stream: undefined, errorCode: 111, errorMessage: 'Connection refused' });
  const reason = `Unable to connect to tcp://127.0.0.1:${port} (Connection refused)`;
  expect(php.warnings).toEqual([`stream_socket_client(): ${reason}`]);
});

test('datagrams come with their sender, and stay where they are only looked at', () => {
  const php = usePhp();
  const directory = temporaryDirectory();
  const { stream: server } = php.streamSocketServer('udp://127.0.0.1:0', STREAM_SERVER_BIND);
  const address = defined(php.streamSocketGetName(defined(server), false));
  const { stream: client } = php.streamSocketClient(`udp://${address}`);
  expect(php.streamSocketSendto(defined(client), 'hello')).toBe(5);
  const sender = php.streamSocketGetName(defined(client), false);
  const datagram = { data: bytesOf('hello'), address: sender };
  expect(php.streamSocketRecvfrom(defined(server), 100, STREAM_PEEK)).toEqual(datagram);
  expect(php.streamSocketRecvfrom(defined(server), 100)).toEqual(datagram);
  expect(php.streamSocketSendto(defined(server), 'back', 0, defined(sender))).toBe(4);
  expect(text(php.fread(defined(client), 100))).toBe('back');
  const local = php.streamSocketServer(`udg://${directory}/s`, STREAM_SERVER_BIND);
  expect(php.streamSocketGetName(defined(local.stream), false)).toBe(`${directory}/s`);
});

test('stream_select gives the positions that stay', () => {
  const php = usePhp();
  const [first, second] = defined(php.streamSocketPair(AF_UNIX, SOCK_STREAM, 0));
  expect(php.streamSelect([first, second], null, null, 0, 1000)).toMatchObject({ count: 0 });
  php.fwrite(first, 'x');
  expect(php.streamSelect([first, second], [first], null, 0)).toEqual({
    count: 2,
    read: Uint32Array.of(1),
    write: Uint32Array.of(0),
    except: new Uint32Array(0),
  });
});

test('a stream without data gives none: at once if it does not block, else when its time is over', () => {
  const php = usePhp();
  const [stream] = defined(php.streamSocketPair(AF_UNIX, SOCK_STREAM, 0));
  expect(php.streamSetTimeout(stream, 0, 1000)).toBe(true);
  php.fread(stream, 1);
  expect(php.streamGetMetaData(stream)?.timedOut).toBe(true);
  expect(php.streamSetBlocking(stream, false)).toBe(true);
  expect(php.fread(stream, 1)).toEqual(new Uint8Array(0));
});

test('a socket and its stream are one: the same objects each time, and one descriptor', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  const stream = defined(php.socketExportStream(first));
  expect(php.socketExportStream(first)).toBe(stream);
  expect(php.socketImportStream(stream)).toBe(first);
  php.fwrite(stream, 'by the stream');
  expect(text(php.socketRead(second, 100))).toBe('by the stream');
  php.streamSetBlocking(stream, false);
  expect(php.socketRead(first, 1)).toBeUndefined();
  php.fclose(stream);
  expect(php.socketRead(first, 1)).toBeUndefined();
  expect(php.warnings).toEqual(['socket_read(): Argument #1 ($socket) has already been closed']);
});

test('a socket and its stream keep each other open until both are dropped', () => {
  const php = usePhp();
  const before = openSockets().length;
  const [first, second] = pairOf(php);
  second[Symbol.dispose]();
  const stream = defined(php.socketExportStream(first));
  first[Symbol.dispose]();
  expect(openSockets()).toHaveLength(before + 1);
  const again = defined(php.socketImportStream(stream));
  expect(again).not.toBe(first);
  stream[Symbol.dispose]();
  expect(openSockets()).toHaveLength(before + 1);
  again[Symbol.dispose]();
  expect(openSockets()).toHaveLength(before);
});
