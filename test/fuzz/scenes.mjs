// Short sequences that come to something: a connection, a datagram that arrives, sockets that are handed over. Random calls
// alone seldom get there; what they do next is random again.
import { LISTENER_PORT } from './policies.mjs';
import { resultAt, RESULTS, ROOM, textAt } from './values.mjs';

/** Where a scene has its own results, handles and arguments. */
const AT = ROOM + 0x600;
const [FIRST, SECOND, THIRD, OTHER] = [AT, AT + 64, AT + 128, AT + 192];
const ARGUMENTS = AT + 256;
const LIST = AT + 320;
const SUBSCRIPTIONS = ROOM + 0x500;

/** Where the interpreter leaves what an import has returned: interpreter.mjs. */
const RETURNED = 512;

/** A call on the socket whose handle is in a result. */
const on = (result, call, ...rest) => ({ call, with: [result + 4, ...rest], loads: 1 });
const create = (family, type, result) => [
  { call: '[static]socket.create', with: [family, type, 0, result] },
  on(result, '[method]socket.set-blocking', 0, OTHER),
];
const store = (at, ...words) => words.map((word, index) => ({ call: 'store', with: [at + 4 * index, word] }));

/** 127.0.0.1 or ::1 and a port, flat. */
const address = (family, port) =>
  family === 1 ? [1, port, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0] : [2, port, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];

const portOf = (random) => 1024 + random.below(60_000);
const lengthOf = (random) => random.of([0, 1, 5, 64, 700]);

function connection(random) {
  const family = 1 + random.below(2);
  const to = address(family, portOf(random));
  return [
    ...create(family, 0, FIRST),
    on(FIRST, '[method]socket.bind', ...to, OTHER),
    on(FIRST, '[method]socket.listen', random.below(6), OTHER),
    ...create(family, 0, SECOND),
    on(SECOND, '[method]socket.connect', ...to, OTHER),
    on(FIRST, '[method]socket.accept', THIRD),
    { call: 'unless', with: [THIRD] },
    on(THIRD, '[method]socket.set-blocking', 0, OTHER),
    { call: 'unless', with: [THIRD] },
    on(THIRD, '[method]socket.send', textAt(random), lengthOf(random), random.of([0, 0, 1]), OTHER),
    on(SECOND, '[method]socket.receive', lengthOf(random), random.of([0, 0, 1, 2]), resultAt(random)),
  ];
}

/** A connection to the listener that the guest was given, taken by WASI preview 1: descriptor 4, most often. */
function accepted(random) {
  return [
    ...create(1, 0, FIRST),
    on(FIRST, '[method]socket.connect', ...address(1, LISTENER_PORT), OTHER),
    { call: 'sock_accept', with: [3, random.of([4, 4, 0]), OTHER] },
    on(FIRST, '[method]socket.send', textAt(random), lengthOf(random), 0, OTHER),
    ...store(LIST, textAt(random), lengthOf(random), textAt(random), lengthOf(random)),
    { call: 'sock_send', with: [4, LIST, 1 + random.below(2), 0, OTHER] },
    { call: 'fd_write', with: [4, LIST, 1 + random.below(2), OTHER] },
    { call: 'sock_recv', with: [4, LIST, 1 + random.below(2), random.below(4), OTHER, OTHER + 8] },
    // Two subscriptions: to read one, to write the other.
    ...store(SUBSCRIPTIONS, 0, 0, 1, 0, random.of([3, 4])),
    ...store(SUBSCRIPTIONS + 48, 1, 0, 2, 0, random.of([1, 4])),
    { call: 'poll_oneoff', with: [SUBSCRIPTIONS, SUBSCRIPTIONS + 128, 2, OTHER] },
  ];
}

function datagram(random) {
  const family = 1 + random.below(2);
  const to = address(family, portOf(random));
  return [
    ...create(family, 1, FIRST),
    on(FIRST, '[method]socket.bind', ...to, OTHER),
    ...create(family, 1, SECOND),
    on(SECOND, '[method]socket.send-to', textAt(random), lengthOf(random), 0, ...to, OTHER),
    on(
      FIRST,
      random.of(['[method]socket.receive-from', '[method]socket.receive']),
      lengthOf(random),
      0,
      resultAt(random),
    ),
  ];
}

/** Data, and with it sockets, credentials or a number, through the pair that most programs begin with. */
function message(random) {
  const kind = random.of([0, 0, 1, 4, 8]);
  const control = kind === 0 ? [LIST, 1 + random.below(2)] : [random.of([0, 1, 64]), random.below(3)];
  return [
    { call: '[method]socket.set-option', with: [2, 13, 0, 1, 0, 0, OTHER] },
    ...store(LIST, 1, 2, kind, ...control),
    ...store(ARGUMENTS, 1, LIST + 64, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, LIST + 8, 1, 0),
    ...store(LIST + 64, textAt(random), lengthOf(random)),
    { call: '[method]socket.send-message', with: [ARGUMENTS, OTHER] },
    { call: '[method]socket.receive-message', with: [2, 64, 128, random.of([0, 0, 2]), resultAt(random)] },
  ];
}

/** A socket offered to the guest itself, and taken, or not. */
function handover(random) {
  return [
    { call: 'guest-id', with: [] },
    { call: '[method]socket.offer', with: [1, RETURNED, FIRST], loads: 2 },
    {
      call: random.of(['[static]socket.take', '[static]socket.take', 'revoke']),
      with: [FIRST + 4, FIRST + 8, SECOND],
      loads: 3,
    },
  ];
}

/** What arrives at the other end of the pair. */
function exchange(random) {
  return [
    { call: '[method]socket.send', with: [1, textAt(random), lengthOf(random), 0, OTHER] },
    { call: 'select', with: [RESULTS + 8, 1, RESULTS + 4, 1, 0, 0, 1, '0', resultAt(random)] },
    { call: '[method]socket.receive', with: [2, lengthOf(random), random.of([0, 0, 2, 4]), resultAt(random)] },
  ];
}

function group(random) {
  return [
    ...create(1, 1, FIRST),
    // 224.0.0.1, by the loopback interface or whichever.
    ...store(ARGUMENTS, 0, 0, 0x0100_00e0),
    { call: 'store', with: [ARGUMENTS, FIRST + 4], loads: 2 },
    { call: 'store', with: [ARGUMENTS + 24, random.below(3)] },
    { call: '[method]socket.update-membership', with: [ARGUMENTS, OTHER] },
    { call: '[resource-drop]socket', with: [FIRST + 4], loads: 1 },
  ];
}

/** Of wasock's own functions, which every guest has. */
export const SCENES = [connection, connection, datagram, message, message, handover, exchange, exchange, group];

/** And of WASI preview 1, which core modules have. */
export const CORE_SCENES = [...SCENES, accepted];
