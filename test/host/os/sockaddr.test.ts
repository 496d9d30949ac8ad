import { describe, expect, test } from 'vitest';
import { errnoNumber } from '#host/os/errno';
import { readSockaddr, SOCKADDR_SIZE, writeSockaddr } from '#host/os/sockaddr';
import type { SocketAddress } from '#host/generated/wit-types';
import { evaluateInC, hasCompiler } from '../../support/c-compiler.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const unix = (text: string): SocketAddress => ({ tag: 'unix', val: bytesOf(text) });

function write(address: SocketAddress): { length: number; bytes: Uint8Array; view: DataView } {
  // What was there before must not shine through.
  const bytes = new Uint8Array(SOCKADDR_SIZE).fill(0xaa);
  const view = new DataView(bytes.buffer);
  const length = writeSockaddr(view, address);
  return { length, bytes: bytes.subarray(0, Math.max(0, length)), view };
}

const ADDRESSES: [name: string, address: SocketAddress, length: number][] = [
  ['IPv4', { tag: 'inet', val: { port: 65535, address: [192, 0, 2, 255] } }, 16],
  [
    'IPv6 with flow and scope',
    {
      tag: 'inet6',
      val: { port: 80, flowInfo: 0x000b1234, address: [0xfe80, 0, 0, 0, 0, 0, 0xabcd, 0xffff], scopeId: 7 },
    },
    28,
  ],
  ['path', unix('/run/x.sock'), 2 + 11 + 1],
  ['longest path', unix('/'.padEnd(107, 'x')), 110],
  ['abstract name', unix('\0name'), 2 + 5],
  ['abstract name with NULs at its end', unix('\0a\0\0'), 2 + 4],
  ['longest abstract name', unix('\0'.padEnd(108, 'x')), 110],
  ['unnamed', unix(''), 2],
  [
    'packet',
    {
      tag: 'packet',
      val: {
        protocol: 0x0800,
        interfaceIndex: 0x01020304,
        hardwareType: 1,
        packetType: 4,
        address: Uint8Array.of(1, 2, 3, 4, 5, 6),
      },
    },
    20,
  ],
];

describe('struct sockaddr', () => {
  test.each(ADDRESSES)('%s comes back as it was written', (_name, address, length) => {
    const written = write(address);
    expect(written.length).toBe(length);
    expect(readSockaddr(written.view, length)).toEqual(address);
  });

  test('an IPv4 address lies in network byte order, padded with zeros', () => {
    const { bytes } = write({ tag: 'inet', val: { port: 0x1234, address: [127, 0, 0, 1] } });
    expect([...bytes]).toEqual([2, 0, 0x12, 0x34, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test.each([
    ['a path of 108 bytes', unix('/'.padEnd(108, 'x')), 'einval'],
    ['an abstract name of 109 bytes', unix('\0'.padEnd(109, 'x')), 'einval'],
    ['a path with a NUL inside', unix('/run/x\0.sock'), 'einval'],
    ['a path with a NUL at its end', unix('/run/x\0'), 'einval'],
    [
      'a hardware address of nine bytes',
      {
        tag: 'packet',
        val: { protocol: 0, interfaceIndex: 0, hardwareType: 0, packetType: 0, address: new Uint8Array(9) },
      },
      'einval',
    ],
  ] as const)('%s is refused', (_name, address, errno) => {
    expect(write(address).length).toBe(-errnoNumber(errno));
  });

  test('no bytes, half a family, an unknown family and a cut address are no address', () => {
    const { view } = write({ tag: 'inet', val: { port: 1, address: [1, 2, 3, 4] } });
    expect(readSockaddr(view, 0)).toBeUndefined();
    expect(readSockaddr(view, 1)).toBeUndefined();
    expect(readSockaddr(view, 7)).toBeUndefined();
    view.setUint16(0, 0xff, true);
    expect(readSockaddr(view, 16)).toBeUndefined();
  });

  test('a path ends at its NUL, or where the system says, and never outside the view', () => {
    const view = new DataView(new ArrayBuffer(110));
    view.setUint16(0, 1, true);
    for (let i = 2; i < 110; i++) view.setUint8(i, 0x78);
    // Linux says 111 of a path that fills sun_path: unix(7), BUGS.
    expect(readSockaddr(view, 111)).toEqual(unix('x'.repeat(108)));
    expect(readSockaddr(view, 5)).toEqual(unix('xxx'));
    view.setUint8(4, 0);
    expect(readSockaddr(view, 110)).toEqual(unix('xx'));
  });

  test('what was read does not change with the memory it was read from', () => {
    const { view } = write(unix('/a'));
    const address = readSockaddr(view, 5);
    view.setUint8(3, 0x62);
    expect(address).toEqual(unix('/a'));
  });

  test('any bytes of any length are read without leaving the view', () => {
    let seed = 1;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 5000; round++) {
      const view = new DataView(new ArrayBuffer(random(40)));
      for (let i = 0; i < view.byteLength; i++) view.setUint8(i, random(256));
      if (view.byteLength >= 2) view.setUint16(0, [1, 2, 10, 17][random(4)] ?? 0, true);
      expect(() => readSockaddr(view, random(200))).not.toThrow();
    }
  });

  test.skipIf(!hasCompiler || process.platform !== 'linux')('members lie where the C headers have them', () => {
    const headers = ['sys/socket.h', 'netinet/in.h', 'sys/un.h', 'linux/if_packet.h'];
    const expected = {
      'sizeof(struct sockaddr_storage)': SOCKADDR_SIZE,
      'sizeof(struct sockaddr_in)': 16,
      'sizeof(struct sockaddr_in6)': 28,
      'sizeof(struct sockaddr_ll)': 20,
      'offsetof(struct sockaddr_in, sin_port)': 2,
      'offsetof(struct sockaddr_in, sin_addr)': 4,
      'offsetof(struct sockaddr_in6, sin6_flowinfo)': 4,
      'offsetof(struct sockaddr_in6, sin6_addr)': 8,
      'offsetof(struct sockaddr_in6, sin6_scope_id)': 24,
      'offsetof(struct sockaddr_un, sun_path)': 2,
      'offsetof(struct sockaddr_ll, sll_protocol)': 2,
      'offsetof(struct sockaddr_ll, sll_ifindex)': 4,
      'offsetof(struct sockaddr_ll, sll_hatype)': 8,
      'offsetof(struct sockaddr_ll, sll_pkttype)': 10,
      'offsetof(struct sockaddr_ll, sll_halen)': 11,
      'offsetof(struct sockaddr_ll, sll_addr)': 12,
    };
    expect(evaluateInC(headers, Object.keys(expected))).toEqual(Object.values(expected));
  });
});

test('there is no form for what is no address', () => {
  const view = new DataView(new ArrayBuffer(SOCKADDR_SIZE));
  for (const tag of ['unspec', 'constructor', undefined]) {
    const address: SocketAddress = Object({ tag, val: {} });
    expect(() => writeSockaddr(view, address)).toThrow(TypeError);
  }
});
