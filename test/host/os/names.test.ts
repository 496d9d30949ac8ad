import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { errnoNumber } from '#host/os/errno';
import {
  interfaceIndex,
  interfaceName,
  lookupPort,
  lookupProtocol,
  lookupProtocolNumber,
  lookupService,
} from '#host/os/names';
import { StartedLookup } from '#host/os/started-lookup';
import type { AddressInfo, LookupError, LookupFlags, LookupHints } from '#host/generated/wit-types';

const hints = (more: Partial<LookupHints> = {}): LookupHints => ({
  flags: {},
  socketType: 'stream',
  protocol: 0,
  ...more,
});

/** Looks up a host or service. */
async function lookup(
  host: string | undefined,
  service: string | undefined,
  asked: LookupHints,
): Promise<AddressInfo[] | LookupError | undefined> {
  const started = StartedLookup.start(host, service, asked);
  if (!(started instanceof StartedLookup)) return started;
  while (!started.isOver()) await setImmediate();
  return started.answer();
}

describe('a lookup', () => {
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

describe('a lookup of a name', () => {
  test('is under way until there is an answer, which stays', async () => {
    const started = StartedLookup.start('localhost', undefined, hints({ family: 'inet' }));
    if (!(started instanceof StartedLookup)) throw new TypeError('a name is no number');
    while (started.answer() === undefined) await setImmediate();
    expect(started.answer()).toHaveLength(1);
    started.abandon();
    expect(started.answer()).toHaveLength(1);
  });

  test('that is given up is over when the thread that works on it is done, and the next one works', async () => {
    const all = Array.from({ length: 60 }, (_, index) =>
      StartedLookup.start(`host-${index}.invalid`, undefined, hints()),
    ).filter((started) => started instanceof StartedLookup);
    expect(all).toHaveLength(60);
    for (const each of all) each.abandon();
    // Twice is once.
    for (const each of all) each.abandon();
    for (const each of all) while (!each.isOver()) await setImmediate();
    expect(await lookup('localhost', undefined, hints({ family: 'inet' }))).toHaveLength(1);
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
    ['StartedLookup', () => StartedLookup.start(name, undefined, hints())],
    ['StartedLookup', () => StartedLookup.start(undefined, name, hints())],
  ])('is no name, nor a pointer for C: %s', (_, call) => {
    expect(call).toThrow(TypeError);
  });
});
