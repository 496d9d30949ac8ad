// As scenes.mjs, of WASI 0.2's functions.
import { resultAt, ROOM, textAt } from './values.mjs';

const AT = ROOM + 0x600;
const [FIRST, SECOND, THIRD, OTHER] = [AT, AT + 64, AT + 128, AT + 192];

/** The handle of the network that programs begin with: habits.mjs. */
const NETWORK = 7;

/** A method on the object whose handle stands at an address. */
const on = (at, call, ...rest) => ({ call, with: [at, ...rest], loads: 1 });
const tcp = (name) => `tcp [method]tcp-socket.${name}`;
const input = (name) => `streams [method]input-stream.${name}`;
const output = (name) => `streams [method]output-stream.${name}`;
const loopback = (port) => [0, port, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0];
const portOf = (random) => 1024 + random.below(60_000);

function connection(random) {
  const to = loopback(portOf(random));
  return [
    { call: 'tcp-create-socket create-tcp-socket', with: [0, FIRST] },
    on(FIRST + 4, tcp('start-bind'), NETWORK, ...to, OTHER),
    on(FIRST + 4, tcp('finish-bind'), OTHER),
    on(FIRST + 4, tcp('start-listen'), OTHER),
    on(FIRST + 4, tcp('finish-listen'), OTHER),
    { call: 'tcp-create-socket create-tcp-socket', with: [0, SECOND] },
    on(SECOND + 4, tcp('start-connect'), NETWORK, ...to, OTHER),
    on(SECOND + 4, tcp('finish-connect'), THIRD),
    on(FIRST + 4, tcp('accept'), SECOND),
    { call: 'unless', with: [THIRD] },
    on(THIRD + 8, output('check-write'), OTHER),
    on(THIRD + 8, output(random.of(['write', 'blocking-write-and-flush'])), textAt(random), random.below(700), OTHER),
    on(SECOND + 8, input('read'), String(random.below(900)), resultAt(random)),
    on(SECOND + 12, output('splice'), SECOND + 8, String(random.below(900)), resultAt(random)),
    on(SECOND + 4, tcp('shutdown'), random.below(3), OTHER),
    ...(random.percent(50) ? [on(SECOND + 4, 'tcp [resource-drop]tcp-socket')] : []),
  ];
}

/** Pollables, some of them ready, in a list. */
function waits(random) {
  const clock = (at) => [
    { call: 'monotonic-clock subscribe-duration', with: [random.of(['0', '1000', '1000000'])] },
    // The interpreter leaves there what an import has returned.
    { call: 'store', with: [at, 512], loads: 2 },
  ];
  return [
    ...clock(FIRST),
    ...clock(FIRST + 4),
    { call: 'poll poll', with: [FIRST, 1 + random.below(3), resultAt(random)] },
    on(FIRST, random.of(['poll [method]pollable.block', 'poll [method]pollable.ready'])),
    on(FIRST, 'poll [resource-drop]pollable'),
  ];
}

function lookup(random) {
  return [
    { call: 'ip-name-lookup resolve-addresses', with: [NETWORK, textAt(random), random.of([1, 3, 9]), FIRST] },
    { call: 'unless', with: [FIRST] },
    on(FIRST + 4, 'ip-name-lookup [method]resolve-address-stream.resolve-next-address', resultAt(random)),
    on(FIRST + 4, 'ip-name-lookup [resource-drop]resolve-address-stream'),
  ];
}

export const WASI_SCENES = [connection, connection, waits, lookup];
