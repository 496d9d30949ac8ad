// Random sequences of socket calls by two actors, from a seed.
import { Random } from '../random.mjs';

/**
 * A call: whose, which, its slot and numbers, and where an address belongs among them. `port` is the how-manyeth port that
 * the sequence got to see: those that the system chose differ.
 *
 * @typedef {{ actor: 0 | 1, call: string, numbers: number[], address?: { kind: string, port?: number, name?: string } }} Step
 */

const SLOTS = 6;
const UNIX_NAMES = ['m0', 'm1', 'm2'];

/** Lengths of data: nothing, little, a segment, more than fits. */
const LENGTHS = [0, 1, 1, 5, 5, 100, 100, 1500, 9000, 60_000];

/** Bits of the flags of actor.c. */
const SEND_FLAGS = [0, 0, 0, 0, 0, 0, 1, 4, 32, 64];
const RECEIVE_FLAGS = [0, 0, 0, 0, 0, 1, 2, 2, 4, 8, 16, 6, 10, 3];

/** Values for options that are numbers. */
const VALUES = [0, 1, 1, 2, 64, 255, 256, 4096, 100_000, -1];

/** What the calls take after the slot, and how often each is made. */
const CALLS = {
  socket: {
    weight: 6,
    numbers: (random) => [random.of([0, 1, 1, 1, 2, 2]), random.of([0, 0, 1, 1, 2]), random.of([0, 0, 0, 0, 0, 6, 17])],
  },
  pair: { weight: 3, numbers: (random) => [random.below(SLOTS), random.below(3)] },
  bind: { weight: 6, numbers: () => [], address: (random) => addressOf(random, 70) },
  listen: { weight: 5, numbers: (random) => [random.of([0, 1, 5])] },
  connect: { weight: 9, numbers: () => [], address: (random) => addressOf(random, 0) },
  accept: { weight: 9, numbers: (random) => [random.below(SLOTS)] },
  shutdown: { weight: 3, numbers: (random) => [random.below(3)] },
  send: { weight: 10, numbers: (random) => [random.of(LENGTHS), random.of(SEND_FLAGS)] },
  sendto: {
    weight: 5,
    numbers: (random) => [random.of(LENGTHS), random.of(SEND_FLAGS)],
    address: (random) => addressOf(random, 2),
  },
  recv: { weight: 10, numbers: (random) => [random.of(LENGTHS), random.of(RECEIVE_FLAGS)] },
  recvfrom: { weight: 5, numbers: (random) => [random.of(LENGTHS), random.of(RECEIVE_FLAGS)] },
  sendmsg: { weight: 4, numbers: (random) => [random.of(LENGTHS), random.of(SEND_FLAGS), random.below(SLOTS)] },
  recvmsg: { weight: 4, numbers: (random) => [random.of(LENGTHS), random.of(RECEIVE_FLAGS), random.below(SLOTS)] },
  waiting: { weight: 2, numbers: () => [] },
  select: { weight: 6, numbers: () => [] },
  getsockname: { weight: 7, numbers: () => [] },
  getpeername: { weight: 3, numbers: () => [] },
  getsockopt: { weight: 4, numbers: (random) => [random.of([2, 2, 2, ...Array(21).keys()])] },
  setsockopt: { weight: 3, numbers: (random) => [random.below(21), random.of(VALUES)] },
  linger: { weight: 1, numbers: () => [] },
  atmark: { weight: 1, numbers: () => [] },
  close: { weight: 4, numbers: () => [] },
};

const WEIGHTED = Object.entries(CALLS).flatMap(([call, { weight }]) => Array.from({ length: weight }, () => call));

/** @param {number} chosen in how many of 100 cases the port is left to the system */
function addressOf(random, chosen) {
  const kind = random.of(['4', '4', '4', '6', '6', '6m', '4*', 'u', 'u']);
  if (kind === 'u') return random.percent(10) ? { kind } : { kind, name: random.of(UNIX_NAMES) };
  return random.percent(chosen) ? { kind } : { kind, port: random.below(4) };
}

/** A sequence. @param {number} seed @param {number} length @returns {Step[]} */
export function makeSteps(seed, length) {
  const random = new Random(seed);
  const steps = [];
  const add = (actor, call, numbers, address) =>
    steps.push(address === undefined ? { actor, call, numbers } : { actor, call, numbers, address });
  while (steps.length < length) {
    const actor = random.below(2);
    if (random.percent(8)) addConnection(random, actor, add);
    const call = random.of(WEIGHTED);
    const { numbers, address } = CALLS[call];
    // Two slots are used most, so that calls meet.
    const slot = random.below(random.percent(75) ? 2 : SLOTS);
    add(actor, call, [slot, ...numbers(random)], address?.(random));
  }
  return steps.slice(0, length);
}

/** A socket of each actor that know each other: what random calls alone seldom come to. */
function addConnection(random, actor, add) {
  const other = 1 - actor;
  const family = random.of([1, 1, 2, 0]);
  const type = random.of([0, 0, 1]);
  const name = random.of(UNIX_NAMES);
  const address = family === 0 ? { kind: 'u', name } : { kind: family === 1 ? '4' : '6' };
  add(actor, 'socket', [0, family, type, 0]);
  add(actor, 'bind', [0], address);
  add(actor, 'getsockname', [0]);
  if (type === 0) add(actor, 'listen', [0, 3]);
  add(other, 'socket', [1, family, type, 0]);
  add(other, 'connect', [1], family === 0 ? address : { ...address, port: LATEST });
  if (type === 0) add(actor, 'accept', [0, 1]);
}

/** The port that was seen last. */
export const LATEST = -1;

/** The bit of MSG_OOB among the flags of actor.c, which are the third number of what sends. */
const OOB = 1;

/** Whether a call sends urgent data. @param {Step} step */
export function isUrgent({ call, numbers }) {
  return call.startsWith('send') && ((numbers[2] ?? 0) & OOB) !== 0;
}
