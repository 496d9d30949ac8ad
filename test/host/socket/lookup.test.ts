// What a lookup grants: the addresses that a name server gave, and none that the guest said itself.
import { expect, test, vi } from 'vitest';
import type { SocketContext } from '#host/socket/host-socket';
import { lookupAddress } from '#host/socket/lookup';

const FOUND = [{ address: { tag: 'inet', val: { port: 80, address: [192, 0, 2, 1] } } }];

/** The addresses that looking a host up has granted. */
function granted(host: string, flags: { numericHost?: boolean }): unknown[] {
  const grantLookup = vi.fn<(...args: unknown[]) => void>();
  const context = {
    meter: { lookupBegins: () => true, lookupEnds() {} },
    policy: { allowsEverything: false, checkLookup: () => undefined, grantLookup },
    waiter: { lookup: () => FOUND },
  } as unknown as SocketContext;
  lookupAddress(context, host, '80', { flags, protocol: 0 });
  return grantLookup.mock.calls;
}

test('a name grants what was found', () => {
  expect(granted('db.lan', {})).toEqual([['db.lan', [FOUND[0]?.address]]]);
});

test('a number grants nothing, whatever its scope looks like', () => {
  expect(granted('fe80::1%br.lan', { numericHost: true })).toEqual([]);
});
