import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errnoNumber } from '#host/os/errno';
import {
  interfaceIndex,
  interfaceName,
  lookupAddress,
  lookupAddressAsync,
  lookupPort,
  lookupProtocol,
  lookupProtocolNumber,
  lookupService,
} from '#host/os/names';
import type { LookupFlags, LookupHints } from '#host/generated/wit-types';

const never = (): void => undefined;
const hints = (more: Partial<LookupHints> = {}): LookupHints => ({
  flags: {},
  socketType: 'stream',
  protocol: 0,
  ...more,
});

/** Both ways to ask: their answers are the same. */
const ways: [name: string, typeof lookupAddressAsync][] = [
  ['a blocking lookup', async (host, service, asked) => lookupAddress(host, service, asked, never)],
  ['an asynchronous lookup', lookupAddressAsync],
];

describe.each(ways)('%s', (_name, lookup) => {
  test('gives the address of a numeric host, with the flags that were asked with', async () => {
    const flags: LookupFlags = { passive: true };
    expect(await lookup('192.0.2.1', '80', hints({ flags }))).toEqual([
      {
        flags,
        family: 'inet',
        socketType: 'stream',
        protocol: 6,
        address: { tag: 'inet', val: { port: 80, address: [192, 0, 2, 1] } },
      },
    ]);
    expect(await lookup('::1', undefined, hints({ socketType: 'dgram' }))).toEqual([
      {
        flags: {},
        family: 'inet6',
        socketType: 'dgram',
        protocol: 17,
        address: { tag: 'inet6', val: { port: 0, flowInfo: 0, address: [0, 0, 0, 0, 0, 0, 0, 1], scopeId: 0 } },
      },
    ]);
  });

  test('finds localhost by its name, and its canonical name where that is asked for', async () => {
    const answers = await lookup('localhost', 'http', hints({ family: 'inet', flags: { canonicalName: true } }));
    expect(answers).toMatchObject([
      { canonicalName: 'localhost', address: { tag: 'inet', val: { port: 80, address: [127, 0, 0, 1] } } },
    ]);
  });

  test('gives every type of socket where none is asked for', async () => {
    const { flags, protocol } = hints();
    const answers = await lookup('127.0.0.1', undefined, { flags, protocol });
    expect(Array.isArray(answers) && answers.map(({ socketType }) => socketType)).toEqual(['stream', 'dgram', 'raw']);
  });

  test('gives the addresses to bind to where there is a service alone', async () => {
    const answers = await lookup(undefined, '8080', hints({ family: 'inet', flags: { passive: true } }));
    expect(answers).toMatchObject([{ address: { val: { port: 8080, address: [0, 0, 0, 0] } } }]);
  });

  test.each([
    ['nothing to look up', undefined, undefined, {}, { tag: 'name-unknown' }],
    ['a host with a NUL', 'localhost\0x', undefined, {}, { tag: 'name-unknown' }],
    ['a host longer than hosts are', 'x'.repeat(2000), undefined, {}, { tag: 'name-unknown' }],
    ['a host that is too long in bytes', 'é'.repeat(600), undefined, {}, { tag: 'name-unknown' }],
    ['an empty host', '', undefined, {}, { tag: 'name-unknown' }],
    [
      'a name where a number must be',
      'localhost',
      undefined,
      { flags: { numericHost: true } },
      { tag: 'name-unknown' },
    ],
    ['an unknown service', '127.0.0.1', 'no-such-service', {}, { tag: 'bad-service' }],
    ['a service with a NUL', '127.0.0.1', 'http\0', {}, { tag: 'bad-service' }],
    ['a host of another family', '127.0.0.1', undefined, { family: 'inet6' }, { tag: 'bad-family' }],
    ['a family that has no names', 'localhost', undefined, { family: 'packet' }, { tag: 'bad-family' }],
    ['contradicting flags', undefined, '80', { flags: { canonicalName: true } }, { tag: 'bad-flags' }],
    ['a type that its protocol lacks', '127.0.0.1', '80', { socketType: 'rdm' }, { tag: 'bad-socket-type' }],
  ] satisfies [string, string | undefined, string | undefined, Partial<LookupHints>, object][])(
    'refuses %s',
    async (_what, host, service, more, error) => {
      expect(await lookup(host, service, hints(more))).toEqual(error);
    },
  );

  test('many lookups leave no memory behind', async () => {
    for (let i = 0; i < 200; i++) await lookup('127.0.0.1', '80', hints());
    const before = residentKib();
    for (let i = 0; i < 20000; i++) await lookup('127.0.0.1', '80', hints());
    expect(residentKib() - before).toBeLessThan(15000);
  });
});

/** Memory of this process outside the garbage-collected heap, roughly, in KiB. */
function residentKib(): number {
  globalThis.gc?.();
  return Number(/^VmData:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

/** Why a lookup failed, or what it threw. */
function attempt(lookup: () => ReturnType<typeof lookupAddress>): unknown {
  try {
    const outcome = lookup();
    return Array.isArray(outcome) ? outcome : outcome.tag;
  } catch (error) {
    return error;
  }
}

describe('a blocking lookup that is cancelled', () => {
  const cancelled = new Error('cancelled');
  const cancel = (): never => {
    throw cancelled;
  };

  test('throws what cancelled it', () => {
    expect(() => lookupAddress('host.invalid', undefined, hints(), cancel)).toThrow(cancelled);
  });

  test('may be answered before it is cancelled for the second time, and the next lookup works', () => {
    for (let i = 0; i < 20; i++) {
      let calls = 0;
      const later = (): void => void (calls++ > 0 && cancel());
      const outcome = attempt(() => lookupAddress(`host-${i}.invalid`, undefined, hints(), later));
      expect([cancelled, 'no-data', 'name-unknown', 'try-again']).toContain(outcome);
    }
    expect(lookupAddress('localhost', undefined, hints({ family: 'inet' }), never)).toHaveLength(1);
  });

  test('is not asked whether it was for a numeric host, which is answered at once', () => {
    expect(lookupAddress('127.0.0.1', '80', hints(), cancel)).toHaveLength(1);
  });
});

describe('services and protocols', () => {
  test('are found by name and by number', () => {
    const http = { name: 'http', port: 80, protocol: 'tcp' };
    expect(lookupService('http', 'tcp')).toEqual(http);
    expect(lookupService('http', '')).toEqual(http);
    expect(lookupPort(80, 'tcp')).toEqual(http);
    expect(lookupPort(443, '')).toMatchObject({ name: 'https', port: 443 });
    expect(lookupProtocol('icmp')).toEqual({ name: 'icmp', number: 1 });
    expect(lookupProtocol('TCP')).toEqual({ name: 'tcp', number: 6 });
    expect(lookupProtocolNumber(17)).toEqual({ name: 'udp', number: 17 });
  });

  test('are not found where there are none, and not by half a name', () => {
    expect(lookupService('no-such-service', 'tcp')).toBeUndefined();
    expect(lookupService('http', 'no-such-protocol')).toBeUndefined();
    expect(lookupService('http\0x', 'tcp')).toBeUndefined();
    expect(lookupPort(1, 'no-such-protocol')).toBeUndefined();
    expect(lookupProtocol('icmp\0x')).toBeUndefined();
    expect(lookupProtocolNumber(250)).toBeUndefined();
  });
});

describe('network interfaces', () => {
  test('have a name and an index', () => {
    const index = interfaceIndex('lo');
    expect(index).toBeGreaterThan(0);
    expect(interfaceName(index)).toBe('lo');
  });

  test('that do not exist have neither', () => {
    expect(interfaceIndex('no-such-one')).toBe(-errnoNumber('enodev'));
    expect(interfaceIndex('lo\0')).toBe(-errnoNumber('enodev'));
    expect(interfaceIndex('')).toBe(-errnoNumber('enodev'));
    expect(interfaceName(0)).toBe(-errnoNumber('enxio'));
    expect(interfaceName(4294967295)).toBe(-errnoNumber('enxio'));
  });
});

describe.each([0x41414141n, 0x41414141, Uint8Array.from([0x74, 0]), {}])('%s, which is no string', (value) => {
  const name: string = Object({ value }).value;

  test.each<[string, () => unknown]>([
    ['lookupProtocol', () => lookupProtocol(name)],
    ['lookupService', () => lookupService(name, '')],
    ['lookupService', () => lookupService('http', name)],
    ['lookupPort', () => lookupPort(80, name)],
    ['interfaceIndex', () => interfaceIndex(name)],
    ['lookupAddress', () => lookupAddress(name, undefined, hints(), never)],
    ['lookupAddress', () => lookupAddress(undefined, name, hints(), never)],
  ])('is no name, nor a pointer for C: %s', (_, lookup) => {
    expect(lookup).toThrow(TypeError);
  });
});
