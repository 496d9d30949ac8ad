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
