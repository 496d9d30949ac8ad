// Generated from wit/ by `npm run wit`; not to be edited.

/** The interface that the library exports, and programs import that are composed with it. */
export const PHP_INTERFACE = 'wasock:sockets/php@0.1.0';

/** Its functions whose results refer to memory, which the caller has released. */
export const RELEASED: readonly string[] = [
  'socket-getsockname',
  'socket-getpeername',
  'socket-read',
  'socket-recv',
  'socket-recvfrom',
  'socket-recvmsg',
  'socket-select',
  'socket-get-option',
  'socket-getopt',
  'socket-strerror',
  'socket-addrinfo-lookup',
  'socket-addrinfo-explain',
  'gethostbyname',
  'gethostbynamel',
  'getservbyport',
  'getprotobynumber',
  'socket-wsaprotocol-info-export',
  'stream-socket-server',
  'stream-socket-client',
  'stream-socket-accept',
  'stream-select',
  'stream-get-meta-data',
  'stream-socket-get-name',
  'stream-socket-recvfrom',
  'fread',
  'fgets',
];
