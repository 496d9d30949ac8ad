import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Entries, ENTRY_WORDS, FREE, MAKING, MAX_ENTRIES, OFFERED, stateOf } from '#host/exchange/entries';
import { Exchange, EXCHANGE_BYTES, type Offer } from '#host/exchange/exchange';
import { GUEST_WORDS, MAX_GUEST } from '#host/exchange/guests';
import { GuestOffers } from '#host/exchange/offers';
import { Ledger } from '#host/ledger';
import { errnoNumber } from '#host/os/errno';
import { close, socket } from '#host/os/libc';
import { platform } from '#host/os/platform';
import { openSockets } from '../../support/descriptors.ts';

const EINVAL = errnoNumber('einval');
const EMFILE = errnoNumber('emfile');
const ENOBUFS = errnoNumber('enobufs');
const ESRCH = errnoNumber('esrch');
const EBADF = errnoNumber('ebadf');

/** What a thread that is ended leaves of a step: nothing after it. */
class ThreadEnd extends Error {}

/** A ledger whose guest's thread is ended when it adds a descriptor: before it is in there, or after. */
class FatalLedger extends Ledger {
  readonly #before: boolean;

  constructor(before: boolean) {
    super();
    this.#before = before;
  }

  override add(fd: number): void {
    if (!this.#before) super.add(fd);
    throw new ThreadEnd();
  }
}

const KIND = 77;
const anything = (): number => 0;
const unused = new Ledger();

let memory: SharedArrayBuffer;
let exchange: Exchange;
/** A socket of the owner's, for all tests. */
let fd: number;
let owner: number;
let target: number;
let before: string[];

beforeEach(() => {
  memory = new SharedArrayBuffer(EXCHANGE_BYTES);
  exchange = new Exchange(memory);
  fd = socket(platform.families.unix ?? 0, platform.socketTypes.stream, 0);
  owner = exchange.guests.add();
  target = exchange.guests.add();
  before = openSockets();
});

afterEach(() => void close(fd));

/** The entries of `exchange`, to be left in the middle of what it does with them. */
const entries = (): Entries => new Entries(new Int32Array(memory, 4 * GUEST_WORDS));

function offered(from = owner, to = target): Offer {
  const offer = exchange.offer(from, to, fd, KIND);
  if (typeof offer === 'number') throw new Error(`offer: ${offer}`);
  return offer;
}

/** The descriptors that are open now and were not at first. */
const opened = (): number => openSockets().length - before.length;

describe('an offer', () => {
  test('is a duplicate that its target takes, once', () => {
    const offer = offered();
    expect(offer.id).toMatch(/^[0-9a-f]{36}$/);
    expect(opened()).toBe(1);
    const ledger = new Ledger();
    const taken = exchange.take(target, offer.id, ledger, anything);
    if (typeof taken === 'number') throw new Error(`take: ${taken}`);
    expect(taken.kind).toBe(KIND);
    expect(Array.from(ledger)).toEqual([taken.fd]);
    expect(exchange.isOpen(offer)).toBe(false);
    expect(exchange.take(target, offer.id, ledger, anything)).toBe(-EINVAL);
    expect(exchange.revoke(owner, offer.id)).toBe(-EINVAL);
    expect(close(taken.fd)).toBe(0);
    expect(openSockets()).toEqual(before);
  });

  test('is neither taken by another guest nor withdrawn by one, and stays open', () => {
    const offer = offered();
    const stranger = exchange.guests.add();
    expect(exchange.take(stranger, offer.id, unused, anything)).toBe(-EINVAL);
    expect(exchange.take(owner, offer.id, unused, anything)).toBe(-EINVAL);
    expect(exchange.revoke(stranger, offer.id)).toBe(-EINVAL);
    expect(exchange.revoke(target, offer.id)).toBe(-EINVAL);
    expect(exchange.isOpen(offer)).toBe(true);
    expect(exchange.revoke(owner, offer.id)).toBe(0);
    expect(openSockets()).toEqual(before);
  });

  test('that was withdrawn is not taken, nor by the id of the one that took its place', () => {
    const first = offered();
    expect(exchange.revoke(owner, first.id)).toBe(0);
    expect(exchange.revoke(owner, first.id)).toBe(-EINVAL);
    const second = offered();
    expect(second.index).toBe(first.index);
    expect(second.id).not.toBe(first.id);
    expect(exchange.take(target, first.id, unused, anything)).toBe(-EINVAL);
    expect(exchange.isOpen(first)).toBe(false);
    expect(exchange.isOpen(second)).toBe(true);
    exchange.leave(owner, unused);
  });

  test('stays open for a taker that is refused by its judge', () => {
    const offer = offered();
    expect(exchange.take(target, offer.id, unused, (kind) => (kind === KIND ? -EMFILE : 0))).toBe(-EMFILE);
    expect(exchange.isOpen(offer)).toBe(true);
    exchange.leave(owner, unused);
  });

  test('that changed hands while the taker was looking is not taken', () => {
    const offer = offered();
    const meanwhile = (): number => exchange.revoke(owner, offer.id);
    expect(exchange.take(target, offer.id, unused, meanwhile)).toBe(-EINVAL);
    const again = offered();
    const replace = (): number => exchange.revoke(owner, again.id) && offered().index;
    expect(exchange.take(target, again.id, unused, replace)).toBe(-EINVAL);
    exchange.leave(owner, unused);
    expect(openSockets()).toEqual(before);
  });

  test.each([
    ['nothing', ''],
    ['something short', '0000'],
    ['something long', '0'.repeat(1000)],
    ['zeros', '0'.repeat(36)],
    ['capitals', 'A'.repeat(36)],
    ['a line more', `${'0'.repeat(36)}\n`],
  ])('is not found by %s', (_what, id) => {
    offered();
    expect(exchange.take(target, id, unused, anything)).toBe(-EINVAL);
    expect(exchange.revoke(owner, id)).toBe(-EINVAL);
    exchange.leave(owner, unused);
  });

  test('fails for a guest that does not live, and for what is no descriptor', () => {
    for (const nobody of [0, -1, 12345, MAX_GUEST + 1, 2 ** 32, Number.NaN]) {
      expect(exchange.offer(owner, nobody, fd, KIND)).toBe(-ESRCH);
    }
    expect(exchange.offer(owner, target, 999_999, KIND)).toBe(-EBADF);
    expect(offered().index).toBe(0);
    exchange.leave(owner, unused);
    expect(openSockets()).toEqual(before);
  });

  test('fails where the exchange is full', () => {
    const table = entries();
    for (let index = 0; index < MAX_ENTRIES; index++) {
      // Claimed from the end, or every claim would pass all those before it.
      new Int32Array(memory)[GUEST_WORDS + 1 + (MAX_ENTRIES - 1 - index) * ((ENTRY_WORDS - 1) / MAX_ENTRIES)] = MAKING;
    }
    expect(table.claim(owner)).toBe(-1);
    expect(exchange.offer(owner, target, fd, KIND)).toBe(-ENOBUFS);
    expect(openSockets()).toEqual(before);
  });
});

describe('the end of a guest', () => {
  test('ends what it offered and what was offered to it, and nothing else', () => {
    const other = exchange.guests.add();
    const mine = offered(owner, target);
    const toMe = offered(other, owner);
    const theirs = offered(other, target);
    exchange.leave(owner, unused);
    expect([mine, toMe, theirs].map((offer) => exchange.isOpen(offer))).toEqual([false, false, true]);
    expect(opened()).toBe(1);
    expect(exchange.take(target, mine.id, unused, anything)).toBe(-EINVAL);
    expect(exchange.offer(other, owner, fd, KIND)).toBe(-ESRCH);
    exchange.leave(owner, unused);
    exchange.leave(other, unused);
    expect(openSockets()).toEqual(before);
  });

  test.each([
    ['an entry', (table: Entries) => void table.claim(owner)],
    [
      'a description',
      (table: Entries) => table.describe(table.claim(owner), { target, kind: KIND, token: new Int32Array(4) }),
    ],
    ['a duplicate', (table: Entries) => void table.duplicate(table.claim(owner), fd)],
    ['a duplicate that failed', (table: Entries) => void table.duplicate(table.claim(owner), 999_999)],
  ])('while it makes an offer, having %s, leaves nothing', (_what, steps) => {
    const table = entries();
    steps(table);
    expect(table.state(0)).toBe(stateOf(MAKING, owner));
    exchange.leave(target, unused);
    expect(table.state(0)).toBe(stateOf(MAKING, owner));
    exchange.leave(owner, unused);
    expect(table.state(0)).toBe(FREE);
    expect(table.descriptor(0)).toBe(0);
    expect(openSockets()).toEqual(before);
  });

  test.each([
    ['before', true],
    ['after', false],
  ])('while it takes an offer, %s the descriptor is in its ledger, leaves nothing but the ledger', (_when, early) => {
    const offer = offered();
    const ledger = new FatalLedger(early);
    expect(() => exchange.take(target, offer.id, ledger, anything)).toThrow(ThreadEnd);
    // The owner's end is none of the taker's business.
    exchange.leave(owner, unused);
    expect(opened()).toBe(1);
    exchange.leave(target, ledger);
    expect(opened()).toBe(early ? 0 : 1);
    for (const left of ledger) expect(close(left)).toBe(0);
    expect(openSockets()).toEqual(before);
    exchange.leave(target, ledger);
    expect(entries().state(0)).toBe(FREE);
  });

  test('while it withdraws an offer closes it', () => {
    const table = entries();
    const { index, state } = offered();
    expect(table.seize(index, state, owner)).toBe(true);
    exchange.leave(owner, unused);
    expect(openSockets()).toEqual(before);
  });

  test('after it has withdrawn an offer does not close what has got the number since', () => {
    const table = entries();
    const { index, state } = offered();
    expect(table.seize(index, state, owner)).toBe(true);
    const number = table.descriptor(index);
    table.release(index, false);
    const reused = socket(platform.families.unix ?? 0, platform.socketTypes.stream, 0);
    expect(reused).toBe(number);
    exchange.leave(owner, unused);
    expect(close(reused)).toBe(0);
  });
});

test('an offer that is published after its target has ended is withdrawn by whoever made it', () => {
  const ending = new Exchange(memory);
  // The target lives when it is asked for first, and has left when it is asked for again.
  let asked = 0;
  ending.guests.has = (id) => {
    if (asked++ === 1) exchange.leave(target, unused);
    return exchange.guests.has(id);
  };
  expect(ending.offer(owner, target, fd, KIND)).toBe(-ESRCH);
  expect(openSockets()).toEqual(before);
});

describe('the offers of one guest', () => {
  test('are counted until others take or end them', () => {
    const offers = new GuestOffers(exchange, owner);
    const ids = Array.from({ length: 3 }, () => String(offers.offer(target, fd, KIND)));
    expect([offers.atMost, offers.count()]).toEqual([3, 3]);
    const taken = exchange.take(target, ids[0] ?? '', unused, anything);
    if (typeof taken !== 'number') close(taken.fd);
    expect([offers.atMost, offers.count(), offers.atMost]).toEqual([3, 2, 2]);
    expect(offers.revoke(ids[1] ?? '')).toBe(0);
    expect(offers.count()).toBe(1);
    offers.leave(unused);
    expect(offers.count()).toBe(0);
  });

  test('are not remembered for ever once they are over', () => {
    const offers = new GuestOffers(exchange, owner);
    for (let i = 0; i < 1000; i++) expect(offers.revoke(String(offers.offer(target, fd, KIND)))).toBe(0);
    expect(offers.atMost).toBeLessThan(200);
  });
});

test('the state of an offer is that of its generation', () => {
  const offer = offered();
  expect(offer.state & 3).toBe(OFFERED);
  exchange.revoke(owner, offer.id);
  expect(offered().state).toBe(stateOf(OFFERED, 2));
  exchange.leave(owner, unused);
});
