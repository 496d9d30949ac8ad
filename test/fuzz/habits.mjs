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
    '[method]socket.watch': [handle, upTo(3), handle, upTo(3), upTo(1024), upTo(8), () => '7'],
    '[method]socket.take-events': [handle, oneOf(0, 1, 2, 300), oneOf(1, 1, 1, 0), () => '0'],
    poll: [handles, upTo(3), upTo(2), oneOf(1, 1, 1, 0), () => '0'],
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

/** The handles that a component begins with, by their kinds: see `wasiBeginning`. Those of wasock's sockets come before. */
const WASI_HANDLES = {
  'input-stream': 5,
  'output-stream': 6,
  network: 7,
  'tcp-socket': 8,
  'udp-socket': 9,
  pollable: 10,
  'incoming-datagram-stream': 11,
  'outgoing-datagram-stream': 12,
  descriptor: 13,
};

const kindOf = (name) => /\[(?:method|resource-drop)\]([\w-]+)/.exec(name)?.[1] ?? '';

/** One of the kind, most often that of the beginning. */
const wasiHandle = (random, kind) => {
  const usualOne = WASI_HANDLES[kind];
  return usualOne === undefined || random.percent(15) ? 1 + random.below(16) : usualOne;
};

/** An ip-socket-address as flat arguments. */
const ipAddress = (random) => [
  random.of([0, 0, 0, 1, 2]),
  random.of([0, 0, 7, 4000, 4001, 65_535, 70_000]),
  ...random.of([
    [127, 0, 0, 1],
    [127, 0, 0, 1],
    [0, 0, 0, 0],
    [224, 0, 0, 1],
  ]),
  ...Array.from({ length: 4 }, () => 0),
  random.below(2),
  random.percent(95) ? 0 : hostile(random),
];

/** Operands of WASI's functions. */
function wasiUsual(random, { name, params, result }) {
  const kind = kindOf(name);
  const last = params.length - 1;
  const operands = params.map((type, index) => {
    if (index === 0 && kind !== '') return wasiHandle(random, kind);
    if (type === 'i64') return random.percent(80) ? String(random.below(5000)) : hostileLong(random);
    if (index === last && (result === undefined || index > 0)) return resultAt(random);
    if (random.percent(30)) return textAt(random);
    return random.percent(80) ? random.below(16) : hostile(random);
  });
  const address = { 'start-bind': 2, 'start-connect': 2, stream: 2 }[name.split('.')[1]];
  if (address !== undefined) {
    if (name.includes('start')) operands[1] = wasiHandle(random, 'network');
    else operands[1] = random.below(2);
    operands.splice(address, 12, ...ipAddress(random));
  }
  if (name === 'poll poll') return [RESULTS, random.below(9), resultAt(random)];
  if (name.endsWith('resolve-addresses'))
    return [wasiHandle(random, 'network'), textAt(random), random.below(20), resultAt(random)];
  return operands;
}

/**
 * What a component has besides sockets of wasock's, when it begins: a handle of each kind, in the order of `WASI_HANDLES`.
 *
 * @param {import('./random.mjs').Random} random
 */
export function wasiBeginning(random) {
  const at = RESULTS + 256;
  return [
    { call: 'stdin get-stdin', with: [] },
    { call: 'stdout get-stdout', with: [] },
    { call: 'instance-network instance-network', with: [] },
    { call: 'tcp-create-socket create-tcp-socket', with: [random.of([0, 0, 1]), at] },
    { call: 'udp-create-socket create-udp-socket', with: [0, at] },
    { call: 'monotonic-clock subscribe-duration', with: [random.of(['0', '1000', '3600000000000'])] },
    {
      call: 'udp [method]udp-socket.start-bind',
      with: [9, 7, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, at],
    },
    { call: 'udp [method]udp-socket.finish-bind', with: [9, at] },
    { call: 'udp [method]udp-socket.stream', with: [9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, at] },
  ];
}

/** Functions that are called less often: what they do ends the guest, or there are many of their kind. */
export function weightOf({ module, name, as }) {
  if (name === 'exit exit' || name.endsWith('exit-with-code')) return 1;
  if (as !== undefined && module.startsWith('wasi:'))
    return /^(streams|poll|tcp|udp) /.test(name) && !/drop/.test(name) ? 12 : 3;
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
export function usual(random, operation) {
  const { name, params, result } = operation;
  if (operation.module.startsWith('wasi:')) return { operands: wasiUsual(random, operation), stores: [] };
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
