// Names that another program has chosen, byte by byte: they come back such that using them reaches the same socket.
import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { Host } from 'wasock';
import { AF_UNIX, SOCK_DGRAM } from 'wasock/php';
import { componentSocket } from '#host/jco/component-socket';
import { temporaryDirectory } from '../support/temporary.ts';
import { defined, text, usePhp } from './support.ts';

const utf8 = new TextEncoder();

/** What follows the path of a directory. */
const NAMES: [what: string, bytes: number[]][] = [
  ['plain', [0x61]],
  ['UTF-8 of two bytes', [0xc3, 0xa9]],
  ['UTF-8 of three bytes', [0xe2, 0x82, 0xac]],
  ['UTF-8 of four bytes', [0xf0, 0x9f, 0x8c, 0x8d]],
  ['a byte that begins nothing', [0xff, 0x61, 0x62, 0x63]],
  ['a byte that goes on from nothing', [0x80, 0x61]],
  ['a long form of a dot', [0xc0, 0xae, 0x61]],
  ['a long form of a slash', [0xe0, 0x80, 0xaf]],
  ['a long form of a NUL', [0xc0, 0x80, 0x61]],
  ['a sequence that is cut', [0xe2, 0x82]],
  ['a sequence that is cut by a letter', [0xf0, 0x9f, 0x61]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['a pair of surrogates', [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]],
  ['what is above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ['a mark of the byte order', [0xef, 0xbb, 0xbf, 0x61]],
  ['all that is no ASCII', Array.from({ length: 60 }, (_, i) => 0x80 + ((i * 7) % 128))],
];

/** A datagram socket of somebody else's, bound to these bytes. */
function peerAt(name: Uint8Array) {
  const host = new Host({ policy: { all: true } });
  onTestFinished(() => host.close());
  const { Socket } = componentSocket(() => host);
  const peer = Socket.create('unix', 'dgram', 0);
  peer.bind({ tag: 'unix', val: name });
  return peer;
}

test.each(NAMES)('an answer to a name with %s arrives', (_, bytes) => {
  const directory = temporaryDirectory();
  const php = usePhp();
  const own = defined(php.socketCreate(AF_UNIX, SOCK_DGRAM, 0));
  expect(php.socketBind(own, `${directory}/own`)).toBe(true);
  const name = Uint8Array.of(...utf8.encode(`${directory}/`), ...bytes);
  const peer = peerAt(name);
  onTestFinished(() => rmSync(Buffer.from(name), { force: true }));
  peer.sendTo(utf8.encode('hello'), {}, { tag: 'unix', val: utf8.encode(`${directory}/own`) });
  const received = defined(php.socketRecvfrom(own, 100, 0));
  expect(text(received.data)).toBe('hello');
  expect(php.socketSendto(own, 'and back', 8, 0, received.name)).toBe(8);
  expect(new TextDecoder().decode(peer.receive(100, {}))).toBe('and back');
  // Another function, the other way.
  const other = defined(php.socketCreate(AF_UNIX, SOCK_DGRAM, 0));
  expect(php.socketConnect(other, received.name)).toBe(true);
  expect(defined(php.socketGetpeername(other)).address).toBe(received.name);
});

test('an abstract name comes back whole, with bytes of every kind', () => {
  const php = usePhp();
  const own = defined(php.socketCreate(AF_UNIX, SOCK_DGRAM, 0));
  const bytes = Uint8Array.from({ length: 80 }, (_, i) => (i === 0 ? 0 : (i * 37 + process.pid) % 256));
  peerAt(bytes);
  // As it is carried: see asm/foreign-text.ts.
  const latin = Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
  expect(php.socketConnect(own, latin)).toBe(true);
  expect(defined(php.socketGetpeername(own)).address.length).toBeGreaterThan(40);
  const again = defined(php.socketCreate(AF_UNIX, SOCK_DGRAM, 0));
  expect(php.socketConnect(again, defined(php.socketGetpeername(own)).address)).toBe(true);
});
