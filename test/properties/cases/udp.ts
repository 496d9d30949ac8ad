import type { Cases } from '../../support/cases.ts';
import { INTERNET } from '../../support/families.ts';
import { LOOPBACK } from '../../support/guest.ts';

export const CASES: Cases = {
  connected: {
    fact: 'a connected socket hears its peer only, and may be connected to another',
    families: INTERNET,
    lines: [
      'read: "known"',
      'written: 4',
      'read back: "back"',
      'getpeername: true',
      'without a peer: false',
      'errno: 107',
      'of the new peer: "no stranger"',
      'has a port: true',
      'sent: 1',
      'received: "x"',
    ],
    warnings: ['socket_getpeername(): unable to retrieve peer name [107]: Transport endpoint is not connected'],
  },
  refused: {
    fact: 'a datagram that nobody takes is an error of the next operation, or SO_ERROR',
    families: INTERNET,
    lines: ['sent: 7', 'read: FALSE', 'errno: 111', 'sent again: 7', 'ready: 1', 'SO_ERROR: 111', 'SO_ERROR again: 0'],
    warnings: ['socket_read(): unable to read from socket [111]: Connection refused'],
  },
  flags: {
    fact: 'a datagram may be looked at, and tells its whole length',
    families: INTERNET,
    lines: [
      'nothing yet: -1',
      'errno: 11',
      'sent: 15',
      'peeked: 6',
      'data: "a long"',
      'sender: true',
      'its length: 15',
      'message: 4',
      'truncated: true',
      'data: "a lo"',
      'nothing left: FALSE',
      'errno: 11',
    ],
  },
  limits: {
    fact: 'SO_RCVTIMEO limits the wait for a datagram',
    families: INTERNET,
    lines: ['read: FALSE', 'errno: 11', 'in time: true', 'limit: 100000'],
  },
  mixed: {
    fact: 'socket_select takes streams and datagram sockets together',
    families: INTERNET,
    lines: [
      'ready: 1',
      'the datagram: true',
      'read: "datagram"',
      'ready: 1',
      'the stream: true',
      'writable: 2',
      'silent: 0',
      'in time: true',
    ],
  },
  options: {
    fact: 'the options of UDP are set and read, or refused',
    families: INTERNET,
    lines: ['type: 2', 'set: true', 'hops: 33', '0 hops: false', 'errno: 22'],
    warnings: ['socket_set_option(): Unable to set socket option [22]: Invalid argument'],
  },
  errors: {
    fact: 'a datagram without a destination, too long or to port 0 is not sent, and UDP does not listen',
    families: INTERNET,
    lines: (family) => [
      'nowhere: -1',
      'errno: 89',
      'too long: -1',
      'errno: 90',
      `longest: ${family === 'inet6' ? 65508 : -1}`,
      'as told: true',
      'listen: false',
      'errno: 95',
      'accept: false',
      'errno: 95',
      'to port 0: -1',
      'errno: 22',
    ],
    warnings: (family) => [
      'socket_send(): Unable to write to socket [89]: Destination address required',
      // One byte more than IPv4 can carry is sent over IPv6, whose headers do not count.
      ...Array<string>(family === 'inet6' ? 1 : 2).fill(
        'socket_sendto(): Unable to write to socket [90]: Message too long',
      ),
      'socket_listen(): unable to listen on socket [95]: Operation not supported',
      'socket_accept(): unable to accept incoming connection [95]: Operation not supported',
      'socket_sendto(): Unable to write to socket [22]: Invalid argument',
    ],
  },
  ended: {
    fact: 'nothing is sent after socket_shutdown, which needs a peer',
    families: INTERNET,
    lines: ['without a peer: false', 'errno: 107', 'sending: true', 'sent: -1', 'errno: 32'],
    warnings: [
      'socket_shutdown(): Unable to shutdown socket [107]: Transport endpoint is not connected',
      'socket_send(): Unable to write to socket [32]: Broken pipe',
    ],
  },
  names: {
    fact: 'gethostbyname gives an address of IPv4, or what it was given',
    families: INTERNET,
    policy: { ...LOOPBACK, lookup: ['*'] },
    lines: (family) => [
      'localhost: 127.0.0.1',
      'address: 127.0.0.9',
      'unknown: no-such-host.invalid',
      ...(family === 'inet' ? ['connect: true', 'sent: 7', 'read: "by name"'] : []),
    ],
  },
};
