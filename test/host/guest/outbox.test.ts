import { describe, expect, test } from 'vitest';
import { type Denial, spawnGuest } from 'wasock';
import type { Report } from '#host/guest/messages';
import { Outbox, OUTBOX_BYTES, taken, weightOf } from '#host/guest/outbox';
import { assemble } from '../../support/wat.ts';

const warning = (message: string): Report => ({ tag: 'warning', message, severity: 'warning' });

function outbox() {
  const underWay = new Int32Array(new SharedArrayBuffer(OUTBOX_BYTES));
  const posted: Report[] = [];
  const box = new Outbox(
    underWay,
    (report) => posted.push(report),
    () => {},
  );
  const take = () => posted.splice(0).map((report) => (taken(underWay, weightOf(report)), report));
  return { box, posted, take };
}

describe('an outbox', () => {
  test('drops what nobody takes, and tells how much it was', () => {
    const { box, posted, take } = outbox();
    for (let i = 0; i < 10_000; i++) box.send(warning(String(i)));
    expect(posted.length).toBeLessThan(1000);
    const heard = take();
    box.send(warning('last'));
    const [dropped, last] = take();
    expect(dropped).toEqual({ tag: 'dropped', count: 10_000 - heard.length });
    expect(last).toEqual(warning('last'));
  });

  test('counts texts by their length, and sends one of any length', () => {
    const { box, take } = outbox();
    const long = warning('x'.repeat(10_000_000));
    box.send(long);
    box.send(warning('second'));
    expect(take()).toEqual([long]);
  });

  test('ends with the guest that waits for room', () => {
    const underWay = new Int32Array(new SharedArrayBuffer(OUTBOX_BYTES));
    const killed = new Error('killed');
    const box = new Outbox(
      underWay,
      () => {},
      () => {
        throw killed;
      },
    );
    expect(() => {
      for (;;) box.send(warning('again'));
    }).toThrow(killed);
  });
});

/** Is refused a connection 20,000 times. */
const REFUSED = `(local $i i32) (call $create (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 1000))
  (loop $l
    (call $connect (i32.load (i32.const 1004)) (i32.const 1) (i32.const 80) (i32.const 192) (i32.const 0) (i32.const 2)
      ${'(i32.const 1) '.repeat(7)} (i32.const 1300))
    (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 20000))))`;

describe.each(['worker', 'process'] as const)('a guest in a %s that is refused again and again', (isolation) => {
  test('is heard or counted, and the event loop goes on meanwhile', async () => {
    const heard = { denials: 0, dropped: 0, turns: 0 };
    const turn = setInterval(() => heard.turns++, 1);
    const guest = spawnGuest(await assemble({ body: REFUSED }), {
      isolation,
      limits: { denialsPerSecond: Infinity },
      onDenied: ({ permission }: Denial) => void (heard.denials += Number(permission === 'connect')),
      onWarning: (text) => void (heard.dropped += Number.parseInt(text, 10)),
    });
    expect(await guest.exited).toBe(0);
    clearInterval(turn);
    expect(heard.denials + heard.dropped).toBe(20_000);
    expect(heard.turns).toBeGreaterThan(5);
  });

  test('tells nobody where nobody listens', async () => {
    const told: string[] = [];
    const guest = spawnGuest(await assemble({ body: REFUSED }), {
      isolation,
      onWarning: (text) => void told.push(text),
    });
    expect(await guest.exited).toBe(0);
    expect(told).toEqual([]);
  });
});
