// What a lookup grants: the addresses that a name server gave, and none that the guest said itself. What counts of lookups.
import { describe, expect, test, vi } from 'vitest';
import { Host } from 'wasock';
import { lookupAddress } from '#host/socket/lookup';
import type { SocketContext } from '#host/socket/host-socket';
import { BlockingWaiter } from '#host/wait/blocking';
import { SuspendingWaiter } from '#host/wait/suspending';
import { GuestKilled } from '#host/wait/waiter';

/** What operations of a guest share, as far as lookups need it. */
function contextOf(waiter = new BlockingWaiter()) {
  let count = 0;
  const grantLookup = vi.fn<(...args: unknown[]) => void>();
  const context = {
    meter: { lookupBegins: () => (count++, true), lookupEnds: () => void count-- },
    policy: { allowsEverything: false, checkLookup: () => undefined, grantLookup },
    waiter,
  } as unknown as SocketContext;
  return { context, grants: grantLookup.mock.calls, counting: () => count };
}

const HINTS = { flags: {}, family: 'inet', socketType: 'stream', protocol: 0 } as const;

test('a name grants what was found', () => {
  const { context, grants } = contextOf();
  const found = lookupAddress(context, 'localhost', '80', HINTS);
  const address = { tag: 'inet', val: { port: 80, address: [127, 0, 0, 1] } };
  expect(found).toMatchObject([{ address }]);
  expect(grants).toEqual([['localhost', [address]]]);
});

test('a number grants nothing, also where it has the name of an interface in it', () => {
  const { context, grants } = contextOf();
  const found = lookupAddress(context, 'fe80::1%lo', '80', { ...HINTS, family: 'inet6', flags: { numericHost: true } });
  expect(found).toMatchObject([{ address: { tag: 'inet6' } }]);
  expect(grants).toEqual([]);
});

test('a lookup counts no more when it is over, and when it could not be started', () => {
  const { context, counting } = contextOf();
  lookupAddress(context, 'localhost', '80', HINTS);
  lookupAddress(context, '127.0.0.1', '80', HINTS);
  lookupAddress(context, 'local\0host', '80', HINTS);
  expect(() => lookupAddress(context, 'localhost', Object(1), HINTS)).toThrow(TypeError);
  expect(counting()).toBe(0);
});

test('a guest that is killed while it waits for a lookup ends, and the lookup grants nothing', () => {
  const waiter = new BlockingWaiter();
  waiter.sleep = () => {
    throw new GuestKilled();
  };
  const { context, grants } = contextOf(waiter);
  let outcome: unknown;
  // libc may answer before there is a wait.
  do {
    grants.length = 0;
    try {
      outcome = lookupAddress(context, 'host.invalid', undefined, HINTS);
    } catch (error) {
      outcome = error;
    }
  } while (!(outcome instanceof GuestKilled));
  lookupAddress(context, '127.0.0.1', undefined, HINTS);
  expect(grants).toEqual([]);
});

describe('a suspended guest that waits for a lookup', () => {
  /** What comes of its lookup, after something else has happened. */
  async function outcome(happens: (waiter: SuspendingWaiter, host: Host) => void): Promise<unknown> {
    const waiter = new SuspendingWaiter();
    const host = new Host({ policy: { all: true } }, { waiter });
    const found = lookupAddress(host.context, 'host.invalid', undefined, HINTS);
    happens(waiter, host);
    try {
      return await found;
    } catch (error) {
      return error;
    } finally {
      host.close();
    }
  }

  test('ends at once when it is killed', async () => {
    expect(await outcome((waiter) => waiter.kill())).toBeInstanceOf(GuestKilled);
  });

  test('waits no more when its host is closed', async () => {
    const canceled = { tag: 'system', val: 'ecanceled' };
    // libc may answer before the host is closed.
    await expect.poll(() => outcome((_, host) => host.close())).toEqual(canceled);
  });
});
