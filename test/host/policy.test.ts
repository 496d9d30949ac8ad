import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lookupNumericAddress } from '#host/os/names';
import { type Denial, Policy, PolicyError, type PolicyRules, type Transport } from '#host/policy';
import { parseInternetAddress } from '#host/policy/internet';
import { PRIVATE_RANGES } from '#host/policy/special-purpose';
import type { Ipv6Address, SocketAddress } from '#host/generated/wit-types';
import { ip, unix, v4, v6 } from '../support/socket-addresses.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const packet: SocketAddress = {
  tag: 'packet',
  val: { protocol: 0, interfaceIndex: 2, hardwareType: 0, packetType: 0, address: new Uint8Array(0) },
};

const LOOPBACK6: Ipv6Address = [0, 0, 0, 0, 0, 0, 0, 1];
const mapped = (high: number, low: number): Ipv6Address => [0, 0, 0, 0, 0, 0xffff, high, low];

const connects = (pattern: string, address: SocketAddress): boolean =>
  new Policy({ connect: [pattern] }).checkConnect(address, 'tcp') === undefined;

describe('by default', () => {
  const policy = new Policy();

  test.each([v4('127.0.0.1'), v6(LOOPBACK6), unix('/x'), unix('\0x'), unix(''), packet])(
    'no address is allowed',
    (a) => {
      expect(policy.checkConnect(a, 'tcp')).toBeDefined();
      expect(policy.checkBind(a, 'tcp')).toBeDefined();
    },
  );

  test('no name may be looked up, but a numeric address may', () => {
    expect(policy.checkLookup('localhost')).toBeDefined();
    expect(policy.checkLookup('')).toBeDefined();
    expect(policy.checkLookup('127.0.0.1')).toBeUndefined();
    expect(policy.checkLookup('::1')).toBeUndefined();
  });

  test('what the rules on addresses do not tell everything about is denied', () => {
    const denial = policy.checkRaw('inet raw socket');
    expect(denial).toEqual({ permission: 'raw', subject: 'inet raw socket', flag: '--allow-raw' });
  });

  test('no multicast group may be joined', () => {
    const denial = policy.checkMembership({ tag: 'inet', val: [224, 0, 0, 1] });
    expect(denial).toEqual({ permission: 'multicast', subject: '224.0.0.1', flag: '--allow-multicast' });
    const denial6 = policy.checkMembership({ tag: 'inet6', val: [0xff02, 0, 0, 0, 0, 0, 0, 1] });
    expect(denial6?.subject).toBe('ff02::1');
  });
});

test('all allows everything', () => {
  const policy = new Policy({ all: true });
  for (const address of [v4('8.8.8.8'), v6(LOOPBACK6), unix('/x'), packet]) {
    expect(policy.checkConnect(address, 'tcp')).toBeUndefined();
    expect(policy.checkBind(address, 'tcp')).toBeUndefined();
  }
  expect(policy.checkLookup('example.com')).toBeUndefined();
  expect(policy.checkRaw('packet raw socket')).toBeUndefined();
  expect(policy.checkMembership({ tag: 'inet', val: [224, 0, 0, 1] })).toBeUndefined();
});

test('raw opens raw and packet sockets and packet addresses, and no others', () => {
  const policy = new Policy({ raw: true });
  expect(policy.checkRaw('inet raw socket')).toBeUndefined();
  expect(policy.checkBind(packet, 'tcp')).toBeUndefined();
  expect(policy.checkConnect(packet, 'tcp')).toBeUndefined();
  expect(policy.checkConnect(v4('127.0.0.1'), 'tcp')).toBeDefined();
});

test('connect allows no bind, and bind no connect', () => {
  expect(new Policy({ connect: ['*'] }).checkBind(v4('127.0.0.1'), 'tcp')).toBeDefined();
  expect(new Policy({ bind: ['*'] }).checkConnect(v4('127.0.0.1'), 'tcp')).toBeDefined();
});

describe('an address pattern', () => {
  const inside: [pattern: string, address: SocketAddress][] = [
    ['127.0.0.1:80', v4('127.0.0.1', 80)],
    ['127.0.0.1', v4('127.0.0.1', 0)],
    ['127.0.0.1:*', v4('127.0.0.1', 65535)],
    ['127.0.0.1:8000-9000', v4('127.0.0.1', 8000)],
    ['127.0.0.1:8000-9000', v4('127.0.0.1', 9000)],
    ['10.0.0.0/8:443', v4('10.255.255.255', 443)],
    ['10.1.2.3/8', v4('10.9.9.9')],
    ['172.16.0.0/12', v4('172.31.255.255')],
    ['0.0.0.0/0', v4('255.255.255.255')],
    ['192.0.2.1/32', v4('192.0.2.1')],
    ['[::1]:80', v6(LOOPBACK6, 80)],
    ['[::1]', v6(LOOPBACK6, 1)],
    ['::1', v6(LOOPBACK6, 1)],
    ['[fe80::]/10:22', v6([0xfebf, 0, 0, 0, 0, 0, 0, 9], 22, 3)],
    ['[fe80::/10]:22', v6([0xfe80, 0, 0, 0, 0, 0, 0, 9], 22)],
    ['fe80::/10', v6([0xfe80, 0, 0, 0, 0, 0, 0, 9], 22)],
    ['2001:db8::192.0.2.1', v6([0x2001, 0xdb8, 0, 0, 0, 0, 0xc000, 0x201])],
    ['::/0', v6(LOOPBACK6)],
    ['*', v4('8.8.8.8')],
    ['*', v6(LOOPBACK6)],
    ['*:80', v6(mapped(0x0808, 0x0808), 80)],
  ];
  test.each(inside)('%s allows what it says', (pattern, address) => expect(connects(pattern, address)).toBe(true));

  const outside: [pattern: string, address: SocketAddress][] = [
    ['127.0.0.1:80', v4('127.0.0.1', 81)],
    ['127.0.0.1:80', v4('127.0.0.2', 80)],
    ['127.0.0.1:8000-9000', v4('127.0.0.1', 9001)],
    ['10.0.0.0/8:443', v4('11.0.0.0', 443)],
    ['172.16.0.0/12', v4('172.32.0.0')],
    ['0.0.0.0/1', v4('128.0.0.0')],
    ['[::1]:80', v6([0, 0, 0, 0, 0, 0, 0, 2], 80)],
    ['fe80::/10', v6([0xfec0, 0, 0, 0, 0, 0, 0, 9])],
    ['*:80', v4('8.8.8.8', 81)],
    ['*', unix('/x')],
    ['*', unix('\0x')],
    ['*', packet],
    ['0.0.0.0/0', v6(LOOPBACK6)],
    ['::/0', v4('127.0.0.1')],
    ['unix:*', v4('127.0.0.1')],
  ];
  test.each(outside)('%s allows nothing else', (pattern, address) => expect(connects(pattern, address)).toBe(false));

  test('0.0.0.0 is this machine to Linux, and no rule for 127.0.0.1 allows it', () => {
    expect(connects('127.0.0.1', v4('0.0.0.0'))).toBe(false);
    expect(connects('127.0.0.0/8', v4('0.0.0.0'))).toBe(false);
    expect(connects('0.0.0.0', v4('0.0.0.0'))).toBe(true);
    expect(connects('0.0.0.0', v4('127.0.0.1'))).toBe(false);
    expect(connects('::1', v6([0, 0, 0, 0, 0, 0, 0, 0]))).toBe(false);
    expect(connects('127.0.0.1', v6(mapped(0, 0)))).toBe(false);
  });
});

describe('an IPv4 address inside an IPv6 address', () => {
  test('is the IPv4 address if it is mapped, to every rule', () => {
    const address = v6(mapped(0x7f00, 1), 80);
    expect(connects('127.0.0.1:80', address)).toBe(true);
    expect(connects('127.0.0.0/8:80', address)).toBe(true);
    expect(connects('127.0.0.1:81', address)).toBe(false);
    expect(connects('128.0.0.0/8', address)).toBe(false);
  });

  test('is not opened by an IPv6 range if it is mapped', () => {
    expect(connects('::/0', v6(mapped(0x7f00, 1)))).toBe(false);
    expect(connects('[::]/80', v6(mapped(0x7f00, 1)))).toBe(false);
  });

  test('may be written mapped in a rule', () => {
    expect(connects('[::ffff:127.0.0.1]:80', v4('127.0.0.1'))).toBe(true);
    expect(connects('::ffff:10.0.0.0/104', v4('10.1.2.3'))).toBe(true);
    expect(connects('::ffff:10.0.0.0/104', v4('11.1.2.3'))).toBe(false);
    expect(() => new Policy({ connect: ['::ffff:0.0.0.0/95'] })).toThrow("after '/' a prefix of 96 to 128 bits");
  });

  test.each([
    ['compatible', [0, 0, 0, 0, 0, 0, 0x7f00, 1]],
    ['of NAT64', [0x64, 0xff9b, 0, 0, 0, 0, 0x7f00, 1]],
    ['of 6to4', [0x2002, 0x7f00, 1, 0, 0, 0, 0, 1]],
    ['translated', [0, 0, 0, 0, 0xffff, 0, 0x7f00, 1]],
  ] satisfies [string, Ipv6Address][])('is an IPv6 address if it is %s', (_name, groups) => {
    expect(connects('0.0.0.0/0', v6(groups))).toBe(false);
    expect(connects('127.0.0.1', v6(groups))).toBe(false);
    expect(connects('::/0', v6(groups))).toBe(true);
  });
});

describe('a rule for one transport', () => {
  test('covers that alone', () => {
    const policy = new Policy({ connect: ['tcp:127.0.0.1:80', 'udp:[::1]:53', 'udp:*:443'], bind: ['udp:127.0.0.1'] });
    expect(policy.checkConnect(v4('127.0.0.1', 80), 'tcp')).toBeUndefined();
    expect(policy.checkConnect(v4('127.0.0.1', 80), 'udp')).toBeDefined();
    expect(policy.checkConnect(v4('127.0.0.1', 80), 'other')).toBeDefined();
    expect(policy.checkConnect(v6(LOOPBACK6, 53), 'udp')).toBeUndefined();
    expect(policy.checkConnect(v6(LOOPBACK6, 53), 'tcp')).toBeDefined();
    expect(policy.checkConnect(v4('192.0.2.1', 443), 'udp')).toBeUndefined();
    expect(policy.checkConnect(v4('192.0.2.1', 443), 'tcp')).toBeDefined();
    expect(policy.checkBind(v4('127.0.0.1', 53), 'udp')).toBeUndefined();
    expect(policy.checkBind(v4('127.0.0.1', 53), 'tcp')).toBeDefined();
  });

  test('covers what a name gave, by it alone', () => {
    const policy = new Policy({ connect: ['tcp:a.test:80'] });
    expect(policy.checkLookup('a.test')).toBeUndefined();
    policy.grantLookup('a.test', [v4('192.0.2.1')]);
    expect(policy.checkConnect(v4('192.0.2.1', 80), 'tcp')).toBeUndefined();
    expect(policy.checkConnect(v4('192.0.2.1', 80), 'udp')).toBeDefined();
  });

  test.each(['::1:80', 'fe80::1:2', 'tcp:::1:443'])(
    '%s could be an address with a port: it needs brackets',
    (pattern) => {
      expect(() => new Policy({ denyConnect: [pattern] })).toThrow(/expected brackets: '\[.*\]:\d+' for the port/);
    },
  );

  test.each(['tcp:::1', 'tcp:[::1]', 'tcp:::1/128'])('%s may have IPv6 without brackets', (pattern) => {
    expect(new Policy({ connect: [pattern] }).checkConnect(v6(LOOPBACK6, 1), 'tcp')).toBeUndefined();
  });

  test('of a host of that name is written after it', () => {
    const policy = new Policy({ lookup: ['tcp'], connect: ['udp:tcp:80'] });
    expect(policy.checkLookup('tcp')).toBeUndefined();
  });
});

describe('a deny rule', () => {
  const denial = (rules: PolicyRules, to: SocketAddress, transport: Transport = 'tcp') =>
    new Policy(rules).checkConnect(to, transport);

  test('wins over what allows, and is named by the denial', () => {
    const rules = { connect: ['*', '10.0.0.1:80'], denyConnect: ['10.0.0.0/8', 'unix:/run/x'] };
    expect(denial(rules, v4('10.0.0.1', 80))).toEqual({
      permission: 'connect',
      subject: '10.0.0.1:80',
      flag: '--deny-connect 10.0.0.0/8',
      rule: '10.0.0.0/8',
    });
    expect(denial(rules, v4('11.0.0.1', 80))).toBeUndefined();
  });

  test('beside all leaves everything else, but raw, which would get round it', () => {
    const policy = new Policy({ all: true, denyConnect: ['tcp:*:25'], denyBind: ['*:0-1023'], denyLookup: ['*.test'] });
    expect(policy.checkConnect(v4('192.0.2.1', 25), 'tcp')?.rule).toBe('tcp:*:25');
    expect(policy.checkConnect(v4('192.0.2.1', 25), 'udp')).toBeUndefined();
    expect(policy.checkConnect(unix('/x'), 'other')).toBeUndefined();
    expect(policy.checkBind(v4('127.0.0.1', 80), 'tcp')?.flag).toBe("--deny-bind '*:0-1023'");
    expect(policy.checkBind(v4('127.0.0.1', 8080), 'tcp')).toBeUndefined();
    expect(policy.checkLookup('a.test')).toEqual({
      permission: 'lookup',
      subject: 'a.test',
      flag: "--deny-lookup '*.test'",
      rule: '*.test',
    });
    expect(policy.checkLookup('example.com')).toBeUndefined();
    expect(policy.checkMembership({ tag: 'inet', val: [224, 0, 0, 1] })).toBeUndefined();
    expect(policy.checkRaw('inet raw socket')).toBeDefined();
    expect(policy.allowsEverything).toBe(false);
    expect(new Policy({ all: true, raw: true, denyBind: ['*'] }).checkRaw('inet raw socket')).toBeUndefined();
  });

  test('by name denies the lookup', () => {
    const policy = new Policy({ lookup: ['*'], connect: ['*'], denyConnect: ['evil.test', '*.evil.test'] });
    expect(policy.checkLookup('good.test')).toBeUndefined();
    for (const name of ['evil.test', 'EVIL.test.', 'a.evil.test']) {
      expect(policy.checkLookup(name)?.flag, name).toMatch(/^--deny-connect /);
    }
  });

  test('by name, for some ports, denies the addresses that the lookup gave, there and for ever', () => {
    let now = 0;
    const policy = new Policy({ all: true, denyConnect: ['tcp:mail.test:25'] }, () => now);
    expect(policy.checkConnect(v4('192.0.2.1', 25), 'tcp')).toBeUndefined();
    expect(policy.checkLookup('mail.test')).toBeUndefined();
    policy.grantLookup('mail.test', [v4('192.0.2.1')]);
    now = 1e12;
    expect(policy.checkConnect(v4('192.0.2.1', 25), 'tcp')?.rule).toBe('tcp:mail.test:25');
    expect(policy.checkConnect(v4('192.0.2.1', 25), 'udp')).toBeUndefined();
    expect(policy.checkConnect(v4('192.0.2.1', 443), 'tcp')).toBeUndefined();
  });

  test('by name for some ports denies the lookup where no more addresses can be kept', () => {
    const policy = new Policy({ all: true, denyConnect: ['*.test:25'] });
    const many = Array.from({ length: 8193 }, (_, index) => v4(`10.0.${index >> 8}.${index & 255}`));
    policy.grantLookup('many.test', many);
    expect(policy.checkLookup('one-more.test')?.rule).toBe('*.test:25');
    expect(policy.checkLookup('example.com')).toBeUndefined();
    expect(policy.checkConnect(v4('10.0.0.0', 25), 'tcp')).toBeDefined();
  });
});

describe('what a name gave', () => {
  const rules: PolicyRules = { connect: ['a.test:80'], bind: ['a.test:80'] };

  test.each([
    [undefined, 60],
    [1, 1],
    [0.5, 0.5],
    [86_400, 86_400],
  ])('is allowed for lookupTtlSeconds: %j', (lookupTtlSeconds, seconds) => {
    let now = 5;
    const policy = new Policy({ ...rules, ...(lookupTtlSeconds && { lookupTtlSeconds }) }, () => now);
    policy.grantLookup('a.test', [v4('192.0.2.1')]);
    now += seconds * 1000 - 1;
    // Twice: the address allowed last is remembered.
    for (let i = 0; i < 2; i++) expect(policy.checkConnect(v4('192.0.2.1', 80), 'tcp')).toBeUndefined();
    expect(policy.checkBind(v4('192.0.2.1', 80), 'tcp')).toBeUndefined();
    now += 1;
    for (let i = 0; i < 2; i++) expect(policy.checkConnect(v4('192.0.2.1', 80), 'tcp')).toBeDefined();
    expect(policy.checkBind(v4('192.0.2.1', 80), 'tcp')?.isOutdated).toBe(true);
    expect(policy.checkConnect(v4('192.0.2.1', 80), 'tcp')?.isOutdated).toBe(true);
    expect(policy.checkConnect(v4('192.0.2.1', 81), 'tcp')?.isOutdated).toBeUndefined();
    policy.grantLookup('a.test', [v4('192.0.2.2')]);
    expect(policy.checkConnect(v4('192.0.2.1', 80), 'tcp')).toBeDefined();
    expect(policy.checkConnect(v4('192.0.2.2', 80), 'tcp')).toBeUndefined();
  });

  test.each([null, Infinity])('is allowed for ever if it is %s', (lookupTtlSeconds) => {
    let now = 0;
    const policy = new Policy({ ...rules, lookupTtlSeconds }, () => now);
    policy.grantLookup('a.test', [v4('192.0.2.1')]);
    now = 1e15;
    expect(policy.checkConnect(v4('192.0.2.1', 80), 'tcp')).toBeUndefined();
  });

  test('makes room for what was looked up later', () => {
    const policy = new Policy({ connect: ['*.test'] });
    for (let index = 0; index < 40_000; index++) policy.grantLookup(`n${index}.test`, [v4('192.0.2.1')]);
    policy.grantLookup('last.test', [v4('192.0.2.2')]);
    expect(policy.checkConnect(v4('192.0.2.1', 80), 'tcp')).toBeUndefined();
    expect(policy.checkConnect(v4('192.0.2.2', 80), 'tcp')).toBeUndefined();
  });

  test('is the guest’s that has looked it up', () => {
    new Policy(rules).grantLookup('a.test', [v4('192.0.2.1')]);
    expect(new Policy(rules).checkConnect(v4('192.0.2.1', 80), 'tcp')).toBeDefined();
  });
});

describe('private', () => {
  test.each(PRIVATE_RANGES)('has %s: %s', (range) => {
    for (const edge of edges(range)) {
      expect(connects('private', ip(edge)), edge).toBe(true);
      expect(new Policy({ all: true, denyConnect: ['private'] }).checkConnect(ip(edge), 'udp')?.rule).toBe('private');
    }
  });

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2001:200::',
    '2606:4700::1111',
    '2a00::1',
    '3ffe:ffff::',
    '2001:db7:ffff::',
    '2001:db9::',
    '64:ff9b::8.8.8.8',
    '2002:808:808::',
    '2001:0:808:808:0:0:f7f7:f7f7',
    '::ffff:8.8.8.8',
  ])('has not %s', (text) => {
    expect(connects('private', ip(text))).toBe(false);
  });

  test.each([
    '64:ff9b::127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    // A Teredo address of a private server, and of a private client, 10.0.0.1.
    '2001:0:a00:1::',
    '2001:0:808:808:0:0:f5ff:fffe',
    '64:ff9b:1::8.8.8.8',
    '::ffff:0:127.0.0.1',
  ])('has %s, with a private address in it', (text) => {
    expect(connects('private', ip(text))).toBe(true);
  });

  test('is written with ports and transports as any', () => {
    expect(connects('private:80', v4('10.0.0.1', 80))).toBe(true);
    expect(connects('private:80', v4('10.0.0.1', 81))).toBe(false);
    expect(connects('tcp:private', v4('10.0.0.1', 81))).toBe(true);
    expect(connects('udp:private:1-2', v4('10.0.0.1', 1))).toBe(false);
    expect(connects('private', unix('/x'))).toBe(false);
  });

  /** The first and the last address of a range. */
  function edges(range: string): string[] {
    const [text = '', prefix = ''] = range.split('/');
    const first = parseInternetAddress(text)!;
    const groups = typeof first === 'number' ? [first >>> 16, first & 0xffff] : first;
    const last = groups.map(
      (group, index) => group | (0xffff >> Math.min(16, Math.max(0, Number(prefix) - 16 * index))),
    );
    const write = (all: number[]) =>
      all.length === 2
        ? all.flatMap((group) => [group >> 8, group & 0xff]).join('.')
        : all.map((g) => g.toString(16)).join(':');
    return [write([...groups]), write(last)];
  }
});

describe('a pattern of local sockets', () => {
  test('allows exactly its path', () => {
    expect(connects('unix:/run/x.sock', unix('/run/x.sock'))).toBe(true);
    for (const path of ['/run/x.sockk', '/run/x.soc', '/run//x.sock', '/run/./x.sock', '/RUN/x.sock', 'run/x.sock']) {
      expect(connects('unix:/run/x.sock', unix(path)), path).toBe(false);
    }
    expect(connects('unix:x.sock', unix('x.sock'))).toBe(true);
    expect(connects('unix:x.sock', unix('./x.sock'))).toBe(false);
    expect(connects('unix:/run/../x', unix('/run/../x'))).toBe(true);
    expect(connects('unix:/tmp/é', unix('/tmp/é'))).toBe(true);
  });

  test('with /* allows what is below the directory', () => {
    expect(connects('unix:/tmp/dir/*', unix('/tmp/dir/a'))).toBe(true);
    expect(connects('unix:/tmp/dir/*', unix('/tmp/dir/a/b'))).toBe(true);
    expect(connects('unix:/tmp/dir/*', unix('/tmp/dir/..a/...'))).toBe(true);
    expect(connects('unix:/*', unix('/x'))).toBe(true);
  });

  test.each([
    '/tmp/dir',
    '/tmp/dir/',
    '/tmp/dirx/a',
    '/tmp/dir/..',
    '/tmp/dir/../x',
    '/tmp/dir/a/../../x',
    '/tmp/dir/./a',
    '/tmp/dir/.',
    '/tmp/dir//a',
    '/tmp//dir/a',
    '/tmp/../tmp/dir/a',
    'tmp/dir/a',
    '../tmp/dir/a',
    '\0/tmp/dir/a',
    '',
  ])('with /* does not allow %j', (path) => expect(connects('unix:/tmp/dir/*', unix(path))).toBe(false));

  test('a path whose bytes are no text is below its directory as any', () => {
    const path: SocketAddress = { tag: 'unix', val: Uint8Array.of(0x2f, 0x61, 0x2f, 0xff) };
    expect(connects('unix:/a/*', path)).toBe(true);
    expect(connects('unix:/b/*', path)).toBe(false);
  });

  test('with @ allows an abstract name, which a path is not', () => {
    expect(connects('unix:@name', unix('\0name'))).toBe(true);
    expect(connects('unix:@name', unix('\0name\0'))).toBe(false);
    expect(connects('unix:@name', unix('@name'))).toBe(false);
    expect(connects('unix:name', unix('\0name'))).toBe(false);
    expect(connects('unix:@*', unix('\0name'))).toBe(true);
    expect(connects('unix:@*', unix('/name'))).toBe(false);
    expect(new Policy({ bind: ['unix:@*'] }).checkBind(unix(''), 'tcp')).toBeUndefined();
  });

  test('unix:* allows all', () => {
    for (const name of ['/x', 'x', '\0x', '', '/a/../b']) expect(connects('unix:*', unix(name)), name).toBe(true);
  });
});

describe('a name', () => {
  const policy = (): Policy => new Policy({ connect: ['localhost:6379', '*.example.com:443'], bind: ['localhost:0'] });

  test('may be looked up where a rule of addresses names it', () => {
    for (const name of ['localhost', 'LOCALHOST', 'localhost.', 'a.example.com', 'a.b.Example.com.']) {
      expect(policy().checkLookup(name), name).toBeUndefined();
    }
    for (const name of ['example.com', 'badexample.com', 'localhost.localdomain', 'localhost..', 'xlocalhost']) {
      expect(policy().checkLookup(name), name).toBeDefined();
    }
  });

  test('is compared by its ASCII letters alone', () => {
    const rules = new Policy({ lookup: ['kelvin.test'] });
    expect(rules.checkLookup('KELVIN.TEST')).toBeUndefined();
    expect(rules.checkLookup('\u212aelvin.test')).toBeDefined();
  });

  test('opens the addresses that its lookup gave, at the ports of its rule', () => {
    const named = policy();
    expect(named.checkConnect(v4('127.0.0.1', 6379), 'tcp')).toBeDefined();
    named.grantLookup('LocalHost.', [v4('127.0.0.1', 0), v6(LOOPBACK6, 0), unix('/x')]);
    expect(named.checkConnect(v4('127.0.0.1', 6379), 'tcp')).toBeUndefined();
    expect(named.checkConnect(v6(mapped(0x7f00, 1), 6379), 'tcp')).toBeUndefined();
    expect(named.checkConnect(v6(LOOPBACK6, 6379), 'tcp')).toBeUndefined();
    expect(named.checkConnect(v4('127.0.0.1', 443), 'tcp')).toBeDefined();
    expect(named.checkConnect(v4('127.0.0.2', 6379), 'tcp')).toBeDefined();
    expect(named.checkConnect(unix('/x'), 'tcp')).toBeDefined();
    expect(named.checkBind(v4('127.0.0.1', 0), 'tcp')).toBeUndefined();
    expect(named.checkBind(v4('127.0.0.1', 6379), 'tcp')).toBeDefined();
  });

  test('opens nothing if no rule of addresses names it', () => {
    const other = new Policy({ lookup: ['*'], connect: ['localhost:80'] });
    expect(other.checkLookup('example.com')).toBeUndefined();
    other.grantLookup('example.com', [v4('192.0.2.1', 80)]);
    expect(other.checkConnect(v4('192.0.2.1', 80), 'tcp')).toBeDefined();
  });

  test('two names of one address keep their own ports', () => {
    const two = new Policy({ connect: ['a.test:1', 'b.test:2'] });
    two.grantLookup('a.test', [v4('192.0.2.1')]);
    expect(two.checkConnect(v4('192.0.2.1', 2), 'tcp')).toBeDefined();
    two.grantLookup('b.test', [v4('192.0.2.1')]);
    expect(two.checkConnect(v4('192.0.2.1', 1), 'tcp')).toBeUndefined();
    expect(two.checkConnect(v4('192.0.2.1', 2), 'tcp')).toBeUndefined();
  });

  test('in lookup rules may be one, those below one, or any', () => {
    const rules = new Policy({ lookup: ['one.test', '*.two.test'] });
    expect(rules.checkLookup('one.test')).toBeUndefined();
    expect(rules.checkLookup('a.one.test')).toBeDefined();
    expect(rules.checkLookup('a.two.test')).toBeUndefined();
    expect(rules.checkLookup('two.test')).toBeDefined();
  });
});

test('an address allowed before does not open others, nor the same one changed in place', () => {
  const policy = new Policy({ connect: ['127.0.0.1:80', '[::1]:80', 'unix:/a'] });
  const inet = v4('127.0.0.1', 80);
  const inet6 = v6([...LOOPBACK6], 80);
  const local = unix('/a');
  for (const address of [inet, inet6, local]) expect(policy.checkConnect(address, 'tcp')).toBeUndefined();
  for (const address of [inet, inet6, local]) expect(policy.checkConnect(address, 'tcp')).toBeUndefined();
  if (inet.tag === 'inet') inet.val.address[3] = 2;
  if (inet6.tag === 'inet6') inet6.val.address[7] = 2;
  if (local.tag === 'unix') local.val[1] = 0x62;
  for (const address of [inet, inet6, local]) expect(policy.checkConnect(address, 'tcp')).toBeDefined();
  expect(policy.checkConnect(v4('127.0.0.1', 81), 'tcp')).toBeDefined();
  expect(policy.checkConnect(v6(LOOPBACK6, 81), 'tcp')).toBeDefined();
});

describe('a denial', () => {
  const policy = new Policy();
  const denials: [address: SocketAddress, subject: string, flag: string][] = [
    [v4('127.0.0.1', 80), '127.0.0.1:80', '--allow-connect 127.0.0.1:80'],
    [v6(LOOPBACK6, 80), '[::1]:80', "--allow-connect '[::1]:80'"],
    [v6([0x2001, 0xdb8, 0, 0, 1, 0, 0, 0], 1), '[2001:db8:0:0:1::]:1', "--allow-connect '[2001:db8:0:0:1::]:1'"],
    [v6([0, 1, 0, 1, 0, 1, 0, 1], 1), '[0:1:0:1:0:1:0:1]:1', "--allow-connect '[0:1:0:1:0:1:0:1]:1'"],
    [v6(mapped(0x7f00, 1), 80), '127.0.0.1:80', '--allow-connect 127.0.0.1:80'],
    [unix('/run/x.sock'), 'unix:/run/x.sock', '--allow-connect unix:/run/x.sock'],
    [unix('/run/my x'), 'unix:/run/my x', "--allow-connect 'unix:/run/my x'"],
    [unix("/it's"), "unix:/it's", `--allow-connect 'unix:/it'\\''s'`],
    [unix('\0name'), 'unix:@name', '--allow-connect unix:@name'],
    [unix('\0a\0'), 'unix:@a\\u{0}', "--allow-connect 'unix:@*'"],
    [unix(''), 'unix:', "--allow-connect 'unix:@*'"],
    [unix('@name'), 'unix:@name', "--allow-connect 'unix:*'"],
    [unix('/a,b'), 'unix:/a,b', "--allow-connect 'unix:*'"],
    [unix('/x\u001b[2J'), 'unix:/x\\u{1b}[2J', "--allow-connect 'unix:*'"],
    [packet, 'packet interface 2', '--allow-raw'],
  ];
  test.each(denials)('says what was denied and the flag that allows it: %#', (address, subject, flag) => {
    const denial = policy.checkConnect(address, 'tcp');
    expect({ subject: denial?.subject, flag: denial?.flag }).toEqual({ subject, flag });
    expect(allowing(denial).checkConnect(address, 'tcp')).toBeUndefined();
  });

  test('of a bind names bind', () => {
    expect(policy.checkBind(v4('0.0.0.0', 8080), 'tcp')).toEqual({
      permission: 'bind',
      subject: '0.0.0.0:8080',
      flag: '--allow-bind 0.0.0.0:8080',
      pattern: '0.0.0.0:8080',
    });
  });

  test('of a lookup names the host, or any where the host cannot be written', () => {
    expect(policy.checkLookup('Example.com.')).toEqual({
      permission: 'lookup',
      subject: 'Example.com.',
      flag: '--allow-lookup example.com',
      pattern: 'example.com',
    });
    expect(policy.checkLookup('a b\n')).toEqual({
      permission: 'lookup',
      subject: 'a b\\u{a}',
      flag: "--allow-lookup '*'",
      pattern: '*',
    });
  });

  /** The policy that the denial's flag makes. */
  function allowing(denial: Denial | undefined): Policy {
    const [, permission = '', quoted = ''] = /^--allow-(\w+) ?(.*)$/.exec(denial?.flag ?? '') ?? [];
    const pattern = quoted.replaceAll("'\\''", '\0').replaceAll("'", '').replaceAll('\0', "'");
    return new Policy(permission === 'raw' ? { raw: true } : { [permission]: [pattern] });
  }
});

describe('names of any length', () => {
  /** Bytes: more than V8 makes an array of, and so a crash, if each became a piece of text. */
  const LONG = 150_000_000;

  test.each([
    ['control characters', 1],
    ['no UTF-8', 0xff],
    ['an abstract name', 0],
  ])('a local name of 150 MB is refused in few words: %s', (_, byte) => {
    const address: SocketAddress = { tag: 'unix', val: new Uint8Array(LONG).fill(byte) };
    const policy = new Policy({ connect: ['unix:/run/*'], bind: ['unix:/run/*'] });
    expect(policy.checkConnect(address, 'tcp')?.subject.length).toBeLessThan(50_000);
    expect(policy.checkBind(address, 'tcp')?.subject.length).toBeLessThan(50_000);
  });

  test('a host of 150 million characters is', () => {
    expect(new Policy().checkLookup('\u0001'.repeat(LONG))?.subject.length).toBeLessThan(50_000);
    expect(new Policy().checkLookup('A'.repeat(LONG))?.flag.length).toBeLessThan(50_000);
  });
});

describe('what libc reads as an address', () => {
  test.each([
    ['0x7f.0.0.1', '127.0.0.1'],
    ['0X7F.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['1', '0.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['017700000001', '127.0.0.1'],
    ['127.0.0.01', '127.0.0.1'],
    ['192.168.257', '192.168.1.1'],
    ['0', '0.0.0.0'],
    ['0.0xffffff', '0.255.255.255'],
  ])('is no pattern: %s', (text, read) => {
    const [found] = lookupNumericAddress(text, undefined, { flags: {}, family: 'inet', protocol: 0 }) ?? [];
    expect(found?.address).toEqual(v4(read, 0));
    for (const pattern of [text, `${text}:80`, `tcp:${text}`]) {
      expect(() => new Policy({ connect: [pattern] }), pattern).toThrow(
        `'${pattern}' is not a valid rule: expected a name that does not end in a number (libc reads it as ${read})`,
      );
    }
    expect(() => new Policy({ lookup: [text] })).toThrow(PolicyError);
    expect(() => new Policy({ denyLookup: [`*.${text}`] })).toThrow(PolicyError);
  });

  test.each(['08', '0x', '256.0x1', '1.2.3.4.5', 'example.0x7f', 'host.1', '4294967296', '*.1', '1.0x1ffffff'])(
    'is no pattern, and what ends in a number is none either: %s',
    (pattern) => {
      expect(() => new Policy({ connect: [pattern] })).toThrow('a name that does not end in a number (no name does)');
    },
  );

  test.each(['1e5', 'x.0xg', '1.a', '0x7f.test', 'a-0-0-1', 'ip-127-0-0-1.test'])('%s is a name', (pattern) => {
    expect(new Policy({ connect: [pattern] }).checkLookup(pattern)).toBeUndefined();
  });
});

test('nothing that rules inherit counts', () => {
  const inherited = (rules: object): PolicyRules => Object.create(rules);
  expect(new Policy(inherited({ all: true })).checkConnect(v4('127.0.0.1'), 'tcp')).toBeDefined();
  expect(new Policy(inherited({ connect: ['*'] })).checkConnect(v4('127.0.0.1'), 'tcp')).toBeDefined();
  const holey: string[] = [];
  holey.length = 1;
  Object.setPrototypeOf(holey, Object.assign(Object.create(Array.prototype), { 0: '*' }));
  expect(() => new Policy({ connect: holey })).toThrow(PolicyError);
});

describe('rules that cannot be read', () => {
  test.each([
    '',
    ':80',
    '127.0.0.1:',
    '127.0.0.1:x',
    '127.0.0.1:65536',
    '127.0.0.1:9000-8000',
    '127.0.0.1:-1',
    '127.0.0.1:80,81',
    '127.0.0.1/33',
    '127.0.0.1/',
    '127.0.0.1/8/8',
    '127.0.0.256',
    '127.1',
    '127.0.0.01',
    '::1/129',
    '[::1',
    '[::1]80',
    '[::1]:',
    '[localhost]:80',
    '[127.0.0.1]:80',
    'fe80::1%eth0',
    '1:2:3',
    'local host',
    'host name:80',
    'a..b',
    '*.*',
    '*example.com',
    'http://example.com',
    'unix:',
    'unix:@',
    'unix:/tmp/*.sock',
    'unix:/tmp/*/x',
    'unix:tmp/*',
    'unix:/tmp/../x/*',
    'unix:/tmp//*',
    'unix:@a*',
    'unix:/a\0b',
    'tcp:',
    'tcp:unix:/x',
    'udp:udp:127.0.0.1',
    'sctp:127.0.0.1:80',
    'TCP:127.0.0.1',
    'private/8',
    '[private]:80',
  ])('%j is refused, by name', (pattern) => {
    expect(() => new Policy({ connect: [pattern] })).toThrow(PolicyError);
    expect(() => new Policy({ bind: [pattern] })).toThrow(`'${pattern}' is not a valid rule: expected `);
  });

  test.each(['', '127.0.0.1', 'a:80', '*:80', 'unix:/x', 'a b', '*.'])('%j is no name to look up', (pattern) => {
    expect(() => new Policy({ lookup: [pattern] })).toThrow(PolicyError);
  });

  test.each([
    '{"conect": ["*"]}',
    '{"connect": "*"}',
    '{"connect": [1]}',
    '{"all": "yes"}',
    '{"raw": 1}',
    '{"lookup": null}',
    '{"denyConnect": {"0": "*"}}',
    '{"denyRaw": true}',
    '{"lookupTtlSeconds": 0}',
    '{"lookupTtlSeconds": -1}',
    '{"lookupTtlSeconds": "60"}',
    '{"$schema": 1}',
    '{"__proto__": {"all": true}}',
    '[]',
    '"all"',
    'null',
  ])('%s is refused', (json) => {
    const rules: PolicyRules = JSON.parse(json);
    expect(() => new Policy(rules)).toThrow(expect.objectContaining({ code: 'ERR_WASOCK_POLICY' }));
  });
});

test('a path that was allowed is asked again: a link in it may lead elsewhere by then', () => {
  const folder = temporaryDirectory();
  for (const name of ['ok', 'secret']) mkdirSync(join(folder, name));
  symlinkSync('ok', join(folder, 'link'));
  const policy = new Policy({ connect: ['unix:*'], denyConnect: [`unix:${folder}/secret/s`] });
  const through = { tag: 'unix', val: new TextEncoder().encode(`${folder}/link/s`) } as const;
  expect(policy.checkConnect(through, 'other')).toBeUndefined();
  rmSync(join(folder, 'link'));
  symlinkSync('secret', join(folder, 'link'));
  expect(policy.checkConnect(through, 'other')).toBeDefined();
});
