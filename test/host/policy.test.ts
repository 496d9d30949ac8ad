import { describe, expect, test } from 'vitest';
import { type Denial, Policy, PolicyError, type PolicyRules } from '#host/policy';
import type { Ipv6Address, SocketAddress } from '#host/wit-types';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function v4(text: string, port = 80): SocketAddress {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return { tag: 'inet', val: { port, address: [a, b, c, d] } };
}

function v6(address: Ipv6Address, port = 80, scopeId = 0): SocketAddress {
  return { tag: 'inet6', val: { port, flowInfo: 0, address, scopeId } };
}

const unix = (text: string): SocketAddress => ({ tag: 'unix', val: bytesOf(text) });
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
    });
  });

  test('of a lookup names the host, or any where the host cannot be written', () => {
    expect(policy.checkLookup('Example.com.')).toEqual({
      permission: 'lookup',
      subject: 'Example.com.',
      flag: '--allow-lookup example.com',
    });
    expect(policy.checkLookup('a b\n')).toEqual({
      permission: 'lookup',
      subject: 'a b\\u{a}',
      flag: "--allow-lookup '*'",
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
  ])('%s is refused', (json) => {
    const rules: PolicyRules = JSON.parse(json);
    expect(() => new Policy(rules)).toThrow(expect.objectContaining({ code: 'ERR_WASOCK_POLICY' }));
  });
});
