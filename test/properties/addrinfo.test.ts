import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, INTERNET, variants } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/addrinfo.ts', import.meta.url));

describe.each(variants(INTERNET))('over $family, $linking', ({ family, linking }) => {
  test('sockets made of what a lookup gave talk to each other', async () => {
    const { code, lines, warnings } = await run(GUEST, argumentsFor('round-trip', family), { linking });
    expect({ code, lines, warnings }).toEqual({
      code: 0,
      lines: ['written: 10', 'read: "over there"', 'written back: 8', 'read back: "and back"'],
      warnings: [],
    });
  });
});

describe.each(variants(['inet']))('$linking', ({ linking }) => {
  test('a lookup of numbers needs no permission, and says what PHP says', async () => {
    const { code, lines, warnings } = await run(GUEST, ['answers'], { linking, policy: {} });
    expect({ code, lines, warnings }).toEqual({
      code: 0,
      lines: [
        'numeric: 0 2 1 6 127.0.0.1:0, 0 2 2 17 127.0.0.1:0, 0 2 3 0 127.0.0.1:0',
        'numeric v6: 0 10 1 6 [::1]:80',
        'service: 0 2 1 6 127.0.0.1:80',
        'service of udp: 0 2 2 17 127.0.0.1:69',
        'empty service: 0 2 2 17 127.0.0.1:0',
        'port that wraps: 0 2 1 6 127.0.0.1:4464',
        'protocol: 0 2 1 6 127.0.0.1:80',
        'raw: 0 2 3 0 127.0.0.1:0',
        'seqpacket: 0 2 5 132 127.0.0.1:80',
        'canonical: 2 2 1 6 127.0.0.1 127.0.0.1:80',
        'passive: 1 2 1 6 0.0.0.0:80',
        'mapped: 8 10 1 6 [::ffff:127.0.0.1]:80',
        'mapped and all: 24 10 1 6 [::ffff:127.0.0.1]:80',
        'configured: 32 2 1 6 127.0.0.1:80',
        'scoped: 0 10 1 6 [::1]:80',
        'short form: 0 2 1 6 127.0.0.1:80',
        'international: 64 2 1 6 127.0.0.1:80',
        'up to a NUL: 0 2 1 6 127.0.0.1:80',
      ],
      warnings: [],
    });
  });

  test('a lookup that fails gives FALSE, without a warning or an error', async () => {
    const { code, lines, warnings } = await run(GUEST, ['failures'], { linking, policy: { lookup: ['*'] } });
    expect({ code, warnings }).toEqual({ code: 0, warnings: [] });
    expect(lines).toHaveLength(17);
    expect(lines.filter((line) => !line.endsWith(': FALSE'))).toEqual([]);
  });

  test('a socket that cannot be made, bound or connected is FALSE with a warning, and is closed', async () => {
    const policy = { ...LOOPBACK, bind: ['*'] };
    const { code, lines, warnings } = await run(GUEST, ['sockets'], { linking, policy });
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [
        'bind: a socket 0',
        'bind elsewhere: FALSE 99',
        'bind again: FALSE 98',
        'connect to nobody: FALSE 111',
        'raw: FALSE 13',
        'seqpacket: FALSE 94',
        'made up: FALSE 97',
        'many: 98',
      ],
    });
    expect(warnings.slice(0, 6)).toEqual([
      'socket_addrinfo_bind(): Unable to bind address [99]: Cannot assign requested address',
      'socket_addrinfo_bind(): Unable to bind address [98]: Address already in use',
      'socket_addrinfo_connect(): Unable to connect address [111]: Connection refused',
      'socket_addrinfo_connect(): Unable to create socket [13]: Permission denied',
      'socket_addrinfo_bind(): Unable to create socket [94]: Socket type not supported',
      'socket_addrinfo_bind(): Unable to create socket [97]: Address family not supported by protocol',
    ]);
  });

  test('a name is looked up where the policy allows it', async () => {
    const ask = (lookup: string[]) => run(GUEST, ['name', 'inet', 'LOCALHOST'], { linking, policy: { lookup } });
    const allowed = await ask(['localhost']);
    expect(allowed.lines).toEqual(['name: 2 2 1 6 localhost 127.0.0.1:80']);
    const denied = await ask(['example.com']);
    expect(denied).toEqual({ code: 0, lines: ['name: FALSE'], warnings: [] });
  });
});
