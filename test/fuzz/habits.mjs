// What well-behaved guests pass, so that a hostile call is one among calls that do something. A function without a row here
// is called all the same: its last parameter is taken for a result's pointer, the first of a method for a handle.
import { DATA, hostile, hostileLong, resultAt, RESULTS, ROOM, SLOT, TEXTS, textAt } from './values.mjs';

const handle = (random) => 1 + random.below(random.percent(95) ? 3 : 8);
const upTo = (limit) => (random) => random.below(limit);
const oneOf =
  (...list) =>
  (random) =>
    random.of(list);
/** Where the handles of the pair are that most programs begin with. */
const handles = oneOf(RESULTS + 4, RESULTS + 4, RESULTS + 8, ROOM);
/** Where the name of the loopback interface is. */
const lo = () => DATA + SLOT * TEXTS.indexOf('lo');
const length = oneOf(0, 1, 2, 4, 9, 64, 700, 4000);
const room = (random) => ROOM + 4 * random.below(64);
const flags = (random) => (random.percent(70) ? 0 : random.below(32));

/** A socket-address as flat arguments: of a Unix socket, or 127.0.0.1 or ::1 and a port. */
const ADDRESS = [
  oneOf(0, 1, 1, 1, 2),
  (random) => (random.percent(40) ? textAt(random) : random.of([0, 0, 7, 4000, 4001, 65535])),
  oneOf(0, 127, 127, 12, 9),
  oneOf(0, 0, 1, 255),
  oneOf(0, 0, 0, 255),
  oneOf(1, 1, 1, 0),
  ...Array.from({ length: 4 }, () => oneOf(0)),
  oneOf(0, 1),
  oneOf(0, 0, 1),
];

/** An operand in memory: words written before the call. */
const words = (...list) => ({ words: list });

/** By function: what each parameter but the result's pointer is; `words` are written where the first one points to. */
export const HABITS = new Map(
  Object.entries({
    '[static]socket.create': [oneOf(0, 1, 1, 2, 3), oneOf(0, 1, 1, 2, 4), oneOf(0, 0, 0, 6, 17, 136, 255, 1)],
    '[static]socket.pair': [oneOf(0, 0, 0, 1), oneOf(0, 1, 4), oneOf(0)],
    '[method]socket.bind': [handle, ...ADDRESS],
    '[method]socket.connect': [handle, ...ADDRESS],
    '[method]socket.listen': [handle, oneOf(0, 1, 5, 128, -1)],
    '[method]socket.shutdown': [handle, upTo(3)],
    '[method]socket.send': [handle, textAt, length, flags],
    '[method]socket.send-to': [handle, textAt, length, flags, ...ADDRESS],
    '[method]socket.receive': [handle, length, flags],
    '[method]socket.receive-from': [handle, length, flags],
    '[method]socket.receive-message': [handle, length, oneOf(0, 16, 24, 64, 1000), flags],
    '[method]socket.set-blocking': [handle, oneOf(0, 0, 0, 1)],
    '[method]socket.get-option': [handle, upTo(70)],
    '[method]socket.set-option': [
      handle,
      upTo(70),
      oneOf(0, 0, 0, 1, 2, 3, 4, 5, 6),
      oneOf(0, 1, 1, 5, ROOM),
      upTo(5),
      upTo(3),
    ],
    '[method]socket.offer': [handle, upTo(6)],
    '[method]socket.send-message': [
      // self, parts, whether to an address, the address (8 words), control, flags
      words(
        handle,
        room,
        upTo(3),
        upTo(2),
        oneOf(1, 0),
        room,
        upTo(9),
        upTo(9),
        upTo(9),
        upTo(9),
        upTo(9),
        upTo(9),
        room,
        upTo(3),
        flags,
      ),
    ],
    '[method]socket.update-membership': [
      words(
        handle,
        (random) => random.below(6) | 0x10000,
        oneOf(0x0100_00e0, 0x0101_01ef),
        oneOf(0x100),
        upTo(2),
        upTo(2),
        upTo(3),
        upTo(2),
      ),
    ],
    report: [upTo(3), textAt, upTo(9)],
    revoke: [textAt, upTo(9)],
    '[static]socket.take': [textAt, upTo(9)],
    'interface-index': [lo, oneOf(2, 2, 2, 0, 1)],
    'interface-name': [upTo(4)],
    select: [handles, upTo(3), handles, upTo(3), handles, upTo(2), oneOf(1, 1, 1, 0), () => '0'],
    'lookup-address': [
      upTo(2),
      textAt,
      upTo(12),
      upTo(2),
      textAt,
      upTo(5),
      upTo(64),
      upTo(2),
      upTo(4),
      upTo(2),
      upTo(5),
      upTo(20),
    ],
    proc_exit: [upTo(3)],
    poll_oneoff: [room, room, upTo(3)],
    fd_write: [oneOf(0, 1, 2, 3, 4, 4, 5), room, upTo(4)],
    fd_read: [oneOf(0, 0, 1, 3, 4, 4, 5), room, upTo(4)],
    fd_close: [upTo(7)],
    fd_renumber: [upTo(7), upTo(7)],
    fd_fdstat_set_flags: [upTo(7), oneOf(4, 4, 4, 0, 1)],
    sock_accept: [oneOf(3, 3, 3, 4), oneOf(4, 4, 4, 0, 1)],
    sock_recv: [oneOf(3, 4, 4, 5), room, upTo(4), upTo(4), room],
    sock_send: [oneOf(3, 4, 4, 5), room, upTo(4), oneOf(0, 0, 0, 1)],
    sock_shutdown: [oneOf(3, 4, 4, 5), upTo(5)],
  }),
);

/** Functions that are called less often: what they do ends the guest, or there are many of their kind. */
export function weightOf({ module, name }) {
  if (name === 'proc_exit' || name === 'proc_raise') return 1;
  if (module.startsWith('wasi')) return 2;
  if (/drop|report/.test(name)) return 3;
  if (/create|pair|send|receive|accept|connect|bind|option/.test(name)) return 16;
  return 8;
}

/**
 * Operands of a call, and what is written to memory before it.
 *
 * @param {import('./random.mjs').Random} random
 * @param {import('./surface.mjs').Import} operation
 * @returns {{ operands: (number | string)[], stores: [number, number][] }}
 */
export function usual(random, { name, params, result }) {
  const habits = HABITS.get(name) ?? [];
  const stores = [];
  const operands = params.map((type, index) => {
    const habit = habits[index];
    if (typeof habit === 'function') return habit(random);
    if (habit !== undefined) {
      const at = ROOM + 0x400;
      for (const [word, make] of habit.words.entries()) stores.push([at + 4 * word, make(random)]);
      return at;
    }
    if (type === 'i64') return hostileLong(random);
    if (index === 0 && /^\[(method|resource-drop)\]/.test(name)) return handle(random);
    if (index === params.length - 1 && (result === undefined || index > 0)) return resultAt(random);
    if (random.percent(40)) return textAt(random);
    return random.percent(60) ? random.below(TEXTS.length) : hostile(random);
  });
  return { operands, stores };
}
