// What examples do not do in WASI runtimes as they do on this package's host. One that is not listed must do the same;
// one that is must give what is listed, which is not what it gives in Node.

/** An example that WASI lacks something for. */
export interface ExampleLack {
  /** What is missing. */
  readonly reason: string;
  /** Its file in examples/, without .ts. */
  readonly example: string;
  readonly args: readonly string[];
  /** What it gives instead, in each runtime. */
  readonly gives: { readonly code: number; readonly stdout: string; readonly stderr: string };
}

/** These are run. */
export const EXAMPLES_LACKING: readonly ExampleLack[] = [
  {
    reason: 'no SO_LINGER: ENOPROTOOPT; and a runtime sets SO_REUSEADDR whenever it binds TCP',
    example: 'manual/socket_get_option-1',
    args: ['0'],
    gives: {
      code: 0,
      stdout: 'int(1)\n',
      stderr: 'Warning: socket_set_option(): Unable to set socket option [92]: Protocol not available\n',
    },
  },
  {
    reason: 'no raw sockets: ESOCKTNOSUPPORT',
    example: 'ping',
    args: ['127.0.0.1'],
    gives: {
      code: 1,
      stdout: 'socket_create() failed: Socket type not supported\n',
      stderr: 'Warning: socket_create(): Unable to create socket [94]: Socket type not supported\n',
    },
  },
  {
    reason: 'no packet sockets: EAFNOSUPPORT',
    example: 'capture',
    args: ['lo'],
    gives: {
      code: 1,
      stdout: 'socket_create() failed: Address family not supported by protocol\n',
      stderr: 'Warning: socket_create(): Unable to create socket [97]: Address family not supported by protocol\n',
    },
  },
  {
    reason: 'local sockets are this guest’s own: of an abstract name nobody else’s is reached, ECONNREFUSED',
    example: 'send-socket',
    args: ['back', 'send-socket'],
    gives: {
      code: 1,
      stdout: 'Error: socket_connect failed: Connection refused\n',
      stderr: 'Warning: socket_connect(): unable to connect [111]: Connection refused\n',
    },
  },
  {
    reason: 'local sockets are this guest’s own: at a path nobody else’s is reached, ENOENT',
    example: 'worker-pool/worker',
    args: ['/tmp/server'],
    gives: {
      code: 1,
      stdout: '',
      stderr: 'Warning: socket_sendto(): Unable to write to socket [2]: No such file or directory\n',
    },
  },
];

/** These are not run, by reason: they would wait for ever, or what they give is the machine's affair. */
export const EXAMPLES_NOT_RUN: Readonly<Record<string, readonly string[]>> = {
  'nothing is denied by address: who may bind to port 80 is the system’s affair': ['manual/socket_strerror-1'],
  'components are one process: what forks there says so (test/examples/manual.test.ts)': ['prefork'],
  'waits for other guests, and local sockets are this guest’s own': ['worker-pool/server'],
};

/** What lists an example, if something does. */
export function lackOf(example: string): ExampleLack | undefined {
  return EXAMPLES_LACKING.find((lack) => lack.example === example);
}
