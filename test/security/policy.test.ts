// Attempts to get round rules, most of all round those that deny: by spelling an address or a name in another way, by what
// reaches the same place, and by time.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Policy, type PolicyRules } from '#host/policy';
import { temporaryDirectory } from '../support/temporary.ts';
import { ip, unix, v4, v6 } from '../support/socket-addresses.ts';

const TRANSPORTS = ['tcp', 'udp', 'other'] as const;

describe('an address that is denied, beside what allows everything', () => {
  const DENIED: [rule: string, reached: readonly string[]][] = [
    [
      '127.0.0.1',
      // Mapped; this machine (ip(7)); compatible; translated; by NAT64, 6to4 and Teredo.
      '127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 0.0.0.0 ::ffff:0.0.0.0 :: ::127.0.0.1 ::ffff:0:127.0.0.1'.split(' '),
    ],
    ['127.0.0.0/8', ['127.1.2.3', '::ffff:127.1.2.3', '0.0.0.0', '64:ff9b::127.9.9.9', '2002:7f01:1::1']],
    ['::1', ['::1', '::', '0.0.0.0', '0:0:0:0:0:0:0:1']],
    ['10.0.0.0/8', ['10.1.1.1', '64:ff9b::10.1.1.1', '2002:a01:101::', '2001:0:a01:101::', '2001::f5fe:fefe']],
    ['[::ffff:10.0.0.0]/104', ['10.1.1.1', '::ffff:a01:101', '64:ff9b::a01:101']],
    ['169.254.169.254', ['169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe', '::a9fe:a9fe']],
    [
      'private',
      [
        ...'127.0.0.1 0.0.0.0 10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 198.18.0.1 224.0.0.1'.split(
          ' ',
        ),
        ...'255.255.255.255 240.0.0.1 192.0.2.1 ::1 :: fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1'.split(' '),
        ...'::ffff:192.168.0.1 64:ff9b::192.168.0.1 64:ff9b:1::1 2002:c0a8:1:: 2001:db8::1 100::1 5f00::1'.split(' '),
      ],
    ],
    ['*', ['127.0.0.1', '::1', '8.8.8.8', '0.0.0.0']],
  ];
  const cases = DENIED.flatMap(([rule, reached]) => reached.map((text) => [rule, text] as const));

  test.each(cases)('%s: %s', (rule, text) => {
    const itself = text.includes(':') ? `[${text}]` : text;
    for (const allowing of [{ all: true }, { connect: ['*', '127.0.0.1', '[::]/0', '0.0.0.0/0', itself] }]) {
      const policy = new Policy({ ...allowing, denyConnect: [rule] });
      for (const transport of TRANSPORTS) expect(policy.checkConnect(ip(text), transport)?.rule).toBe(rule);
    }
  });

  test('a link-local one is so on every interface', () => {
    const policy = new Policy({ all: true, denyConnect: ['fe80::1'] });
    for (const scope of [0, 1, 2, 4_294_967_295]) {
      expect(policy.checkConnect(v6([0xfe80, 0, 0, 0, 0, 0, 0, 1], 80, scope), 'tcp')).toBeDefined();
    }
  });

  test('is so at its ports, by its transport, after others have been allowed', () => {
    const policy = new Policy({ all: true, denyConnect: ['tcp:127.0.0.1:6000-6063'] });
    for (const port of [5999, 6064, 0, 65535])
      expect(policy.checkConnect(v4('127.0.0.1', port), 'tcp')).toBeUndefined();
    for (const port of [6000, 6063]) {
      expect(policy.checkConnect(v4('127.0.0.1', port), 'udp')).toBeUndefined();
      expect(policy.checkConnect(v4('127.0.0.1', port), 'tcp')).toBeDefined();
      expect(policy.checkConnect(v4('127.0.0.1', port), 'udp')).toBeUndefined();
    }
  });

  test('is so in whatever order the rules stand', () => {
    const orders: PolicyRules[] = [
      { denyConnect: ['10.0.0.1:80'], connect: ['10.0.0.1:80'] },
      { connect: ['10.0.0.1:80'], denyConnect: ['10.0.0.1:80'] },
      { all: true, connect: ['10.0.0.1:80'], denyConnect: ['192.0.2.1', '10.0.0.1:80'] },
    ];
    for (const rules of orders) expect(new Policy(rules).checkConnect(v4('10.0.0.1'), 'tcp')?.rule).toBe('10.0.0.1:80');
  });
});

describe('an address that must not be listened at', () => {
  test.each([
    ['127.0.0.1:80', '0.0.0.0'],
    ['127.0.0.1:80', '::'],
    ['127.0.0.1:80', '::ffff:0.0.0.0'],
    ['10.0.0.0/8', '0.0.0.0'],
    ['[fe80::]/10:80', '::'],
    ['private', '0.0.0.0'],
    ['host.test:80', '::'],
    ['*:80', '127.0.0.1'],
  ])('%s is not by %s', (rule, text) => {
    expect(new Policy({ all: true, denyBind: [rule] }).checkBind(ip(text), 'tcp')?.rule).toBe(rule);
  });

  test('leaves other ports, and what cannot have it', () => {
    const policy = new Policy({ all: true, denyBind: ['127.0.0.1:80', '[::1]:81'] });
    expect(policy.checkBind(v4('0.0.0.0', 81), 'tcp')).toBeUndefined();
    expect(policy.checkBind(ip('::', 82), 'tcp')).toBeUndefined();
    expect(policy.checkBind(v4('127.0.0.2', 80), 'tcp')).toBeUndefined();
  });
});

describe('a name that is denied, beside what allows every other', () => {
  const lists: PolicyRules[] = [
    { lookup: ['*'], denyLookup: ['evil.test'] },
    { all: true, denyLookup: ['evil.test'] },
    { all: true, denyConnect: ['evil.test'] },
    { all: true, denyBind: ['evil.test'] },
    { lookup: ['evil.test'], connect: ['evil.test', '*'], denyConnect: ['evil.test'] },
  ];
  const SPELLINGS = [
    'evil.test',
    'EVIL.TEST',
    'evil.test.',
    'eViL.tEsT.',
    // What resolvers read in other ways: escapes of name servers, IDN in other scripts and widths, and odd characters.
    'evil\\.test',
    '\\101evil.test',
    'e\\118il.test',
    'ｅｖｉｌ.test',
    'evil。test',
    'ev\u00adil.test',
    'evıl.test',
    'evil.test..',
    ' evil.test',
    'evil.test ',
    'evil.test\n',
    '.evil.test',
    'evil..test',
    'evil.test\0',
    '\u212aevil.test',
  ];
  test.each(SPELLINGS)('%j', (name) => {
    for (const rules of lists) expect(new Policy(rules).checkLookup(name)?.rule).toBe('evil.test');
  });

  test.each(['good.test', 'evil.test.good', 'notevil.test', 'xn--vil-8la.test', '127.0.0.1', '::1'])(
    '%s is not',
    (name) => {
      for (const rules of lists.slice(0, 4)) expect(new Policy(rules).checkLookup(name)).toBeUndefined();
    },
  );

  test('those below it are, where it says so', () => {
    const policy = new Policy({ all: true, denyLookup: ['*.evil.test'] });
    for (const name of ['a.evil.test', 'A.B.EVIL.test.']) expect(policy.checkLookup(name)).toBeDefined();
    expect(policy.checkLookup('evil.test')).toBeUndefined();
  });
});

describe('a name that is allowed', () => {
  const policy = () => new Policy({ connect: ['good.test:80'], denyConnect: ['private'] });

  test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', '64:ff9b::127.0.0.1', '0.0.0.0'])(
    'opens no private address where those are denied, whoever answers: %s',
    (answer) => {
      const rebound = policy();
      rebound.grantLookup('good.test', [ip('8.8.8.8'), ip(answer)]);
      expect(rebound.checkConnect(ip('8.8.8.8'), 'tcp')).toBeUndefined();
      expect(rebound.checkConnect(ip(answer), 'tcp')?.rule).toBe('private');
    },
  );

  test('opens what it gave last, and what it gave before until that is too old', () => {
    let now = 0;
    const rebound = new Policy({ connect: ['good.test:80'], lookupTtlSeconds: 10 }, () => now);
    rebound.grantLookup('good.test', [ip('192.0.2.1')]);
    now = 9999;
    rebound.grantLookup('good.test', [ip('192.0.2.2')]);
    expect(rebound.checkConnect(ip('192.0.2.1'), 'tcp')).toBeUndefined();
    expect(rebound.checkConnect(ip('192.0.2.2'), 'tcp')).toBeUndefined();
    now = 10_000;
    expect(rebound.checkConnect(ip('192.0.2.1'), 'tcp')).toBeDefined();
    expect(rebound.checkConnect(ip('::ffff:192.0.2.1'), 'tcp')).toBeDefined();
    expect(rebound.checkConnect(ip('192.0.2.2'), 'tcp')).toBeUndefined();
  });

  test('opens nothing where it is denied later by another name', () => {
    const two = new Policy({ connect: ['good.test:80', 'evil.test:80'], denyConnect: ['tcp:evil.test:80'] });
    two.grantLookup('good.test', [ip('192.0.2.1')]);
    expect(two.checkConnect(ip('192.0.2.1'), 'tcp')).toBeUndefined();
    two.grantLookup('evil.test', [ip('192.0.2.1')]);
    expect(two.checkConnect(ip('192.0.2.1'), 'tcp')?.rule).toBe('tcp:evil.test:80');
  });

  test.each([
    'good.test\0',
    'good.test..',
    'göod.test',
    'ｇｏｏｄ.test',
    'good\\.test',
    'agood.test',
    'good.test.evil',
  ])('is no other: %j', (name) => {
    expect(policy().checkLookup(name)).toBeDefined();
    const granted = policy();
    granted.grantLookup(name, [ip('8.8.8.8')]);
    expect(granted.checkConnect(ip('8.8.8.8'), 'tcp')).toBeDefined();
  });
});

describe('a local socket that is denied', () => {
  let directory = '';
  beforeEach(() => {
    directory = temporaryDirectory();
    mkdirSync(join(directory, 'run/app'), { recursive: true });
    writeFileSync(join(directory, 'run/x'), '');
    symlinkSync('run', join(directory, 'link'));
  });
  const spelled = (path: string) => path.replace('D', directory);

  test.each([
    ['D/run/x', 'D/run/x'],
    ['D/run/x', 'D/run//x'],
    ['D/run/x', 'D/run/./x'],
    ['D/run/x', 'D/run/app/../x'],
    ['D/run/x', 'D/link/x'],
    ['D/run/x', '/proc/self/rootD/run/x'],
    ['D/link/x', 'D/run/x'],
    ['D/run/*', 'D/run/app/later'],
    ['D/run/*', 'D/link/app/../later'],
    ['D/run/*', '/..D/run/later'],
    ['D/run/nowhere/*', 'D/run/nowhere/../nowhere/later'],
    ['D/link/*', 'D/run/x'],
    ['D/run/later', 'D/link/later'],
    ['/*', 'relative'],
    ['unix', '\0unix'],
  ])('%s is not reached by %s', (rule, path) => {
    const pattern = rule === 'unix' ? 'unix:@unix' : `unix:${spelled(rule)}`;
    const policy = new Policy({ all: true, denyConnect: [pattern], denyBind: [pattern] });
    expect(policy.checkConnect(unix(spelled(path)), 'other')?.rule).toBe(pattern);
    expect(policy.checkBind(unix(spelled(path)), 'other')?.rule).toBe(pattern);
  });

  test('leaves others', () => {
    const policy = new Policy({ all: true, denyConnect: [`unix:${directory}/run/app/*`] });
    for (const path of ['D/run/x', 'D/run/app', 'D/run/app/../x', 'D/run/apple']) {
      expect(policy.checkConnect(unix(spelled(path)), 'other'), path).toBeUndefined();
    }
    expect(policy.checkConnect(unix('\0abstract'), 'other')).toBeUndefined();
  });
});
