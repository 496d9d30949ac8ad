// What the guests of the fuzzer may do. In a network of their own they reach nobody.
import { env } from 'node:process';

/** Said by run.mjs to the process that it starts in a network of its own. */
export const hasOwnNetwork = env['WASOCK_FUZZ_NETWORK'] === 'own';

/** Where guests may have Unix sockets: nowhere that is somebody's. */
const ABSTRACT = 'unix:@wasock-fuzz';

const LOOPBACK = ['127.0.0.1', '[::1]', ABSTRACT];

const POLICIES = {
  nothing: {},
  loopback: { connect: LOOPBACK, bind: LOOPBACK, lookup: ['localhost'] },
  open: hasOwnNetwork
    ? { connect: ['*', ABSTRACT], bind: ['*', ABSTRACT], lookup: ['*'], raw: true, multicast: true }
    : { connect: LOOPBACK, bind: LOOPBACK, lookup: ['*'] },
};

/** The rules by name. @param {keyof typeof POLICIES} name */
export function policyOf(name) {
  return POLICIES[name];
}

/** Where guests are given a listener of WASI preview 1, to which they may connect themselves. */
export const LISTENER_PORT = 4002;

let isScarce = false;

/** From now on there are too few descriptors to give any. */
export function beScarce() {
  isScarce = true;
}

/** The listeners of a program: descriptor 3. A guest that may do nothing is checked to be reached by nobody. */
export function listenersOf({ policy }) {
  return hasOwnNetwork && !isScarce && policy !== 'nothing' ? [`127.0.0.1:${LISTENER_PORT}`] : [];
}

/** What the guests may take, by name: `LimitError`, or an errno, is what they get beyond it. */
export const LIMITS = {
  usual: {},
  tight: {
    memory: 6 * 65_536,
    sockets: 6,
    socketBuffers: 2 ** 20,
    descriptorsInFlight: 3,
    bytesSent: 2000,
    bytesReceived: 2000,
    streamBytes: 1000,
    lookups: 1,
    denialsPerSecond: 2,
  },
};
