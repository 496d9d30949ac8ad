// What the functions of a scenario take and give, as wasock's guests have them: docs/assemblyscript.md, "What a
// guest sees". The translators need it for what PHP finds out at run time.
import { PLAIN_SIGNATURES } from './plain-signatures.ts';

/**
 * How a value is held and shown. `count` is an int whose -1 is PHP's FALSE; `option` the value of
 * `socket_get_option()`, whose kind its constant decides. The rest are the classes of wasock, and lists of them.
 */
export type Kind =
  | 'void'
  | 'bool'
  | 'int'
  | 'count'
  | 'float'
  | 'text'
  | 'data'
  | 'null'
  | 'socket'
  | 'sockets'
  | 'stream'
  | 'streams'
  | 'texts'
  | 'buffers'
  | 'option'
  | 'linger'
  | 'timeval'
  | 'group'
  | 'source'
  | 'credentials'
  | 'congestion'
  | 'meminfo'
  | 'hints'
  | 'address'
  | 'addresses'
  | 'explained'
  | 'message'
  | 'message name'
  | 'control'
  | 'controls'
  | 'packet info'
  | 'meta data';

/** What a parameter takes: a value, what decides by itself (`any`, `payload`), or a variable by reference. */
export type Parameter = Kind | 'any' | 'payload' | 'port' | 'seconds' | 'length' | Reference;

/** `&pair` and `&sockets` are arrays, which change in place; the others are a `Ref`. */
export type Reference = '&int' | '&text' | '&data' | '&pair' | '&sockets' | '&streams' | '&message';

export interface Signature {
  readonly takes: readonly Parameter[];
  readonly gives: Kind;
}

/** The value that stands for PHP's null in a parameter with such a default. */
export const ABSENT: Partial<Record<Parameter, string>> = {
  port: 'i32.MIN_VALUE',
  length: 'i32.MIN_VALUE',
  seconds: 'NO_TIMEOUT',
};

const takes = (...parameters: Parameter[]) => ({
  gives: (kind: Kind): Signature => ({ takes: parameters, gives: kind }),
});

const SET_OPTION = takes('socket', 'int', 'int', 'any').gives('bool');
const GET_OPTION = takes('socket', 'int', 'int').gives('option');
const NAME = takes('socket', '&text', '&int').gives('bool');

/** Those that wit/php.wit says, and those that it says in another way: references, arrays, what stands for no argument. */
export const SIGNATURES: Readonly<Record<string, Signature>> = {
  ...PLAIN_SIGNATURES,

  // Sockets
  socket_create_pair: takes('int', 'int', 'int', '&pair').gives('bool'),
  socket_connect: takes('socket', 'text', 'port').gives('bool'),
  socket_getsockname: NAME,
  socket_getpeername: NAME,
  socket_write: takes('socket', 'payload', 'length').gives('count'),
  socket_recv: takes('socket', '&data', 'int', 'int').gives('count'),
  socket_recvfrom: takes('socket', '&data', 'int', 'int', '&text', '&int').gives('count'),
  socket_sendto: takes('socket', 'payload', 'int', 'int', 'text', 'port').gives('count'),
  socket_select: takes('&sockets', '&sockets', '&sockets', 'seconds', 'int').gives('count'),
  socket_last_error: takes('socket').gives('count'),

  // Options
  socket_set_option: SET_OPTION,
  socket_setopt: SET_OPTION,
  socket_get_option: GET_OPTION,
  socket_getopt: GET_OPTION,

  // Messages
  socket_sendmsg: takes('socket', 'message', 'int').gives('count'),
  socket_recvmsg: takes('socket', '&message', 'int').gives('count'),

  // Names
  gethostbynamel: takes('text').gives('texts'),
  socket_addrinfo_lookup: takes('text', 'text', 'hints').gives('addresses'),
  socket_addrinfo_explain: takes('address').gives('explained'),

  // Streams
  stream_socket_server: takes('text', '&int', '&text', 'int').gives('stream'),
  stream_socket_client: takes('text', '&int', '&text', 'float', 'int').gives('stream'),
  stream_socket_accept: takes('stream', 'float', '&text').gives('stream'),
  stream_socket_pair: takes('int', 'int', 'int').gives('streams'),
  stream_select: takes('&streams', '&streams', '&streams', 'seconds', 'int').gives('count'),
  stream_get_meta_data: takes('stream').gives('meta data'),
  stream_socket_recvfrom: takes('stream', 'int', 'int', '&text').gives('data'),
  fwrite: takes('stream', 'payload', 'length').gives('count'),
  fgets: takes('stream', 'length').gives('data'),
};

/** Functions of PHP's core that scenarios use besides; nothing of wasock is compared by them alone. */
export const HELPERS: Readonly<Record<string, Signature>> = {
  str_repeat: takes('text', 'int').gives('text'),
  substr: takes('text', 'int', 'int').gives('text'),
  strlen: takes('any').gives('int'),
  count: takes('any').gives('int'),
};

/** What `socket_get_option()` gives for these; for others an int. */
export const OPTION_KINDS: Readonly<Record<string, Kind>> = {
  SO_LINGER: 'linger',
  SO_RCVTIMEO: 'timeval',
  SO_SNDTIMEO: 'timeval',
  SO_MEMINFO: 'meminfo',
  TCP_CONGESTION: 'congestion',
};
