// What a component may be in the middle of when it is killed: docs/isolation.md lists the same rows.
import type { KillRow } from './kill-rows.ts';

const loop = (body: string) => `(loop $l ${body} (br $l))`;
const i32 = (...values: number[]) => values.map((value) => `(i32.const ${value})`).join(' ');
const HOUR = '(i64.const 3600000000000)';

/** Where results are. */
const AT = 1000;
const handleAt = (at: number) => `(i32.load (i32.const ${at}))`;

/** 127.0.0.1 and a port. */
const loopback = (port: string) => `${i32(0)} ${port} ${i32(127, 0, 0, 1, 0, 0, 0, 0, 0, 0)}`;

/** A listening socket, $a. Its port is at 1208. */
const LISTENER = `
  (local.set $b (call $instance-network/instance-network))
  (call $tcp-create-socket/create-tcp-socket ${i32(0, AT)})
  (local.set $a ${handleAt(AT + 4)})
  (call $tcp/tcp-socket.start-bind (local.get $a) (local.get $b) ${loopback('(i32.const 0)')} (i32.const ${AT}))
  (call $tcp/tcp-socket.finish-bind (local.get $a) (i32.const ${AT}))
  (call $tcp/tcp-socket.start-listen (local.get $a) (i32.const ${AT}))
  (call $tcp/tcp-socket.finish-listen (local.get $a) (i32.const ${AT}))
  (call $tcp/tcp-socket.local-address (local.get $a) (i32.const 1200))`;

/** A connection to it, whose streams are at 1104 and 1108. */
const CONNECTION = `${LISTENER}
  (call $tcp-create-socket/create-tcp-socket ${i32(0, AT)})
  (local.set $c ${handleAt(AT + 4)})
  (call $tcp/tcp-socket.start-connect (local.get $c) (local.get $b) ${loopback('(i32.load16_u (i32.const 1208))')} (i32.const ${AT}))
  (call $poll/pollable.block (call $tcp/tcp-socket.subscribe (local.get $c)))
  (call $tcp/tcp-socket.finish-connect (local.get $c) (i32.const 1100))`;

const DATAGRAMS = `
  (local.set $b (call $instance-network/instance-network))
  (call $udp-create-socket/create-udp-socket ${i32(0, AT)})
  (local.set $a ${handleAt(AT + 4)})
  (call $udp/udp-socket.start-bind (local.get $a) (local.get $b) ${loopback('(i32.const 0)')} (i32.const ${AT}))
  (call $udp/udp-socket.finish-bind (local.get $a) (i32.const ${AT}))
  (call $udp/udp-socket.stream (local.get $a) ${i32(0, 0)} ${i32(...Array<number>(11).fill(0))} (i32.const 1100))`;

/** A pair of wasock's own, $a and $b. */
const PAIR = `
  (call $host/socket.pair ${i32(0, 0, 0, AT)})
  (local.set $a ${handleAt(AT + 4)})
  (local.set $b ${handleAt(AT + 8)})`;

const STDIN = '(local.set $a (call $stdin/get-stdin))';
const STDOUT = '(local.set $b (call $stdout/get-stdout))';
const input = (name: string, ...rest: string[]) =>
  `(call $streams/input-stream.${name} (local.get $a) ${rest.join(' ')} (i32.const ${AT}))`;
const output = (name: string, ...rest: string[]) =>
  `(call $streams/output-stream.${name} (local.get $b) ${rest.join(' ')} (i32.const ${AT}))`;

const CALLS: readonly KillRow[] = [
  {
    name: 'pollable.block of a clock',
    body: `(call $poll/pollable.block (call $monotonic-clock/subscribe-duration ${HOUR}))`,
  },
  {
    name: 'poll of a clock and the standard input, again and again',
    before: `${STDIN}
      (i32.store (i32.const 2000) (call $monotonic-clock/subscribe-duration ${HOUR}))
      (i32.store (i32.const 2004) (call $streams/input-stream.subscribe (local.get $a)))`,
    body: loop(`(call $poll/poll ${i32(2000, 2, AT)})`),
  },
  { name: 'blocking-read of the standard input', before: STDIN, body: loop(input('blocking-read', '(i64.const 100)')) },
  { name: 'blocking-skip of the standard input', before: STDIN, body: loop(input('blocking-skip', '(i64.const 100)')) },
  {
    name: 'blocking-write-and-flush to a standard output that nobody reads',
    before: STDOUT,
    body: loop(output('blocking-write-and-flush', i32(0, 4096))),
  },
  {
    name: 'blocking-write-zeroes-and-flush to it',
    before: STDOUT,
    body: loop(output('blocking-write-zeroes-and-flush', '(i64.const 4096)')),
  },
  {
    name: 'writes without a wait to it, then blocking-flush',
    before: STDOUT,
    body: loop(
      `${output('check-write')} (if (i64.ne (i64.load (i32.const ${AT + 8})) (i64.const 0)) (then ${output('write', i32(0, 60_000))})) ${output('blocking-flush')}`,
    ),
  },
  {
    name: 'blocking-splice from the standard input to the standard output',
    before: `${STDIN} ${STDOUT}`,
    body: loop(output('blocking-splice', '(local.get $a)', '(i64.const 100)')),
  },
  {
    name: 'a wait for a connection',
    before: LISTENER,
    body: loop('(call $poll/pollable.block (call $tcp/tcp-socket.subscribe (local.get $a)))'),
  },
  {
    name: 'blocking-read of a connection',
    before: `${CONNECTION} (local.set $a ${handleAt(1104)})`,
    body: loop(input('blocking-read', '(i64.const 100)')),
  },
  {
    name: 'blocking-write-and-flush to a connection that nobody reads',
    before: `${CONNECTION} (local.set $b ${handleAt(1108)})`,
    body: loop(output('blocking-write-and-flush', i32(0, 4096))),
  },
  {
    name: 'a wait for a datagram',
    before: DATAGRAMS,
    body: loop(`(call $poll/pollable.block (call $udp/incoming-datagram-stream.subscribe ${handleAt(1104)}))`),
  },
  {
    name: 'receive, of wasock:sockets',
    before: PAIR,
    body: `(call $host/socket.receive (local.get $b) ${i32(100, 0, AT)})`,
  },
  {
    name: 'select, of wasock:sockets',
    before: `${PAIR} (i32.store (i32.const 2000) (local.get $b))`,
    body: `(call $host/select ${i32(2000, 1, 0, 0, 0, 0, 0)} (i64.const 0) ${i32(AT)})`,
  },
  { name: 'now, without end', body: loop('(drop (call $monotonic-clock/now))') },
  {
    name: 'get-random-bytes of 1 MiB, without end',
    body: loop(`(call $random/get-random-bytes (i64.const 1048576) (i32.const ${AT}))`),
    memory: '(memory (export "memory") 32)',
  },
  {
    name: 'streams without end',
    body: loop('(call $streams/drop-input-stream (call $stdin/get-stdin))'),
  },
  {
    name: 'refusals without end, of wasi:sockets',
    before: `
      (local.set $b (call $instance-network/instance-network))
      (call $udp-create-socket/create-udp-socket ${i32(0, AT)})
      (local.set $a ${handleAt(AT + 4)})`,
    body: loop(`(call $udp/udp-socket.start-bind (local.get $a) (local.get $b)
      ${i32(0, 80, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0)} (i32.const ${AT}))`),
  },
  { name: 'warnings without end', body: loop(`(call $diagnostics/report ${i32(0, 0, 100)})`) },
];

const BULK = 'V8 counts code, not the work of bulk instructions, and checks for an end once in some 60,000 rounds';

const LOOPS: readonly KillRow[] = [
  { name: 'an empty loop', body: loop('') },
  { name: 'memory.grow in a loop', body: loop('(drop (memory.grow (i32.const 0)))') },
  {
    name: 'memory.fill of 1 MiB',
    body: loop('(memory.fill (i32.const 0) (i32.const 1) (i32.const 1048576))'),
    memory: '(memory (export "memory") 17)',
    unpromised: BULK,
  },
  {
    name: 'memory.fill of 1 GiB',
    body: loop('(memory.fill (i32.const 0) (i32.const 1) (i32.const 1073741824))'),
    memory: '(memory (export "memory") 16384)',
    unpromised: BULK,
  },
];

/** What asks for memory that is never given. Nobody can be told that it is in the middle of it. */
export const IN_REALLOC = {
  body: `(call $random/get-random-bytes (i64.const 8) (i32.const ${AT}))`,
  realloc: `${loop('')} unreachable`,
};

/** Their names begin with what they are. */
export const COMPONENTS: readonly KillRow[] = [...CALLS, ...LOOPS].map(({ name, ...row }) =>
  Object.assign(row, { name: `component: ${name}`, isComponent: true }),
);
