// What a guest may be in the middle of when it is killed: docs/isolation.md lists the same rows.
import { OPTION_NAME_CASES } from '#host/generated/cases';
import { SECOND } from '../support/wat.ts';

/** A thing that guests do for ever. */
export interface KillRow {
  readonly name: string;
  /** The instructions before it, and the instructions that do not end. */
  readonly before?: string;
  readonly body: string;
  /** Of what the guest consists besides. */
  readonly memory?: string;
  readonly more?: string;
  /** Whether it is a component, whose imports are named as test/support/everything.mjs says. */
  readonly isComponent?: boolean;
  /** Why a worker does not promise that it ends; nothing if it does. */
  readonly unpromised?: string;
}

const i32 = (...values: number[]) => values.map((value) => `(i32.const ${value})`).join(' ');
const loop = (body: string) => `(loop $l ${body} (br $l))`;
const handleAt = (at: number) => `(i32.load (i32.const ${at + 4}))`;
const zeros = (count: number) => i32(...Array<number>(count).fill(0));

const WASI = `
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))`;

/** What all guests of the table import besides the host's. */
export const IMPORTS = WASI;

/** A pair of sockets that block. */
const PAIR = `(call $pair ${i32(0, 0, 0, 1000)})`;
const DATAGRAMS = `(call $pair ${i32(0, 1, 0, 1000)})`;

/** Where the port of the listener that is made at 1100 stands, and its address as arguments. */
const PORT_AT = 1308;
const LISTENER_ADDRESS = `(i32.const 1) (i32.load16_u (i32.const ${PORT_AT})) ${i32(127, 0, 0, 1)} ${zeros(6)}`;
const LISTENER = `
  (call $create ${i32(1, 0, 0, 1100)})
  (call $bind ${handleAt(1100)} ${i32(1, 0, 127, 0, 0, 1)} ${zeros(6)} (i32.const 1200))
  (call $listen ${handleAt(1100)} ${i32(0, 1200)})
  (call $local-address ${handleAt(1100)} (i32.const 1300))`;
/** A connection to it, at 1400. */
const connection = (blocking: boolean) => `
  (call $create ${i32(1, 0, 0, 1400)})
  ${blocking ? '' : `(call $set-blocking ${handleAt(1400)} ${i32(0, 1200)})`}
  (call $connect ${handleAt(1400)} ${LISTENER_ADDRESS} (i32.const 1200))`;

/** Sends until there is no room, without waiting, then blocks again. */
const fillConnection = `
  (call $set-blocking ${handleAt(1400)} ${i32(0, 1200)})
  (loop $f (call $send ${handleAt(1400)} ${i32(0, 60_000, 0, 1200)}) (br_if $f (i32.eqz (i32.load8_u (i32.const 1200)))))
  (call $set-blocking ${handleAt(1400)} ${i32(1, 1200)})`;

const LINGER = `(call $set-option ${handleAt(1400)} (i32.const ${OPTION_NAME_CASES.indexOf('so-linger')}) ${i32(1, 1, 60, 0, 1200)})`;

/** Blocking calls. */
export const CALLS: readonly KillRow[] = [
  { name: 'accept', before: LISTENER, body: `(call $accept ${handleAt(1100)} (i32.const 1500))` },
  {
    name: 'connect in progress',
    before: `${LISTENER} ${connection(false).repeat(4)}`,
    body: connection(true),
  },
  { name: 'send', before: PAIR, body: loop(`(call $send ${SECOND} ${i32(0, 60_000, 0, 1500)})`) },
  { name: 'send of a datagram', before: DATAGRAMS, body: loop(`(call $send ${SECOND} ${i32(0, 100, 0, 1500)})`) },
  { name: 'receive', before: PAIR, body: `(call $receive ${SECOND} ${i32(100, 0, 1500)})` },
  { name: 'receive with the sender', before: DATAGRAMS, body: `(call $receive-from ${SECOND} ${i32(100, 0, 1500)})` },
  { name: 'receive of a message', before: PAIR, body: `(call $receive-message ${SECOND} ${i32(100, 100, 0, 1500)})` },
  {
    name: 'select',
    before: `${PAIR} (i32.store (i32.const 2000) ${SECOND})`,
    body: `(call $select ${i32(2000, 1, 0, 0, 0, 0, 0)} (i64.const 0) (i32.const 1500))`,
  },
  {
    name: 'select with a timeout of an hour, again and again',
    body: loop(`(call $select ${i32(0, 0, 0, 0, 0, 0, 1)} (i64.const 3600000000) (i32.const 1500))`),
  },
  {
    name: 'poll of a socket and the standard input',
    before: `${PAIR} (i32.store (i32.const 2000) ${SECOND}) (i32.store (i32.const 2004) (i32.const 1))`,
    body: `(call $poll ${i32(2000, 1, 1, 0)} (i64.const 0) (i32.const 1500))`,
  },
  {
    name: 'waiting for events of a set',
    before: `${PAIR} (call $event-set (i32.const 1100))
      (call $watch ${handleAt(1100)} (i32.const 0) ${SECOND} ${i32(0, 1, 0)} (i64.const 0) (i32.const 1200))`,
    body: `(call $take-events ${handleAt(1100)} ${i32(10, 0)} (i64.const 0) (i32.const 1500))`,
  },
  { name: 'sleep (poll_oneoff of a clock)', body: loop(`(drop (call $poll_oneoff ${i32(3000, 3100, 1, 3200)}))`) },
  { name: 'poll_oneoff of the standard input', body: loop(`(drop (call $poll_oneoff ${i32(3048, 3100, 1, 3200)}))`) },
  { name: 'read of the standard input', body: loop(`(drop (call $read ${i32(0, 3300, 1, 3200)}))`) },
  {
    name: 'write to a standard output that nobody reads',
    body: loop(`(drop (call $write ${i32(1, 3300, 1, 3200)}))`),
  },
  {
    name: 'read of the standard output',
    body: loop(`(drop (call $read ${i32(1, 3300, 1, 3200)}))`),
  },
  {
    name: 'random_get of 1 GiB',
    body: loop(`(drop (call $random ${i32(0, 2 ** 30)}))`),
    memory: '(memory (export "memory") 16384)',
  },
  {
    name: 'close that lingers',
    before: `${LISTENER} ${connection(true)} ${LINGER} ${fillConnection}`,
    body: `(call $drop ${handleAt(1400)})`,
  },
  { name: 'calls without end', before: PAIR, body: loop(`(drop (call $is-blocking ${SECOND}))`) },
  {
    name: 'refusals without end',
    before: `(call $create ${i32(1, 0, 0, 1400)})`,
    body: loop(`(call $connect ${handleAt(1400)} ${i32(1, 80, 192, 0, 2, 1)} ${zeros(6)} (i32.const 1200))`),
  },
  { name: 'warnings without end', body: loop(`(call $report ${i32(0, 0, 100)})`) },
];

const PAGES = { mebibyte: 17, most: 16_384 } as const;
const memoryOf = (pages: number) => `(memory (export "memory") ${pages})`;

const BULK = 'V8 counts code, not the work of bulk instructions, and checks for an end once in some 60,000 rounds';
const INSIDE = 'V8 does not interrupt the instruction, and rarely checks for an end in a loop with it';
const NODE_26 = 'V8 of Node 26 does not check for an end between tail calls';

/** Loops. Those that the engine does not know (Node 20: exceptions by reference, objects) are left out there. */
export const LOOPS: readonly KillRow[] = [
  { name: 'an empty loop', body: loop('') },
  {
    name: 'calls in a loop',
    body: loop('(drop (call $id (i32.const 1)))'),
    more: '(func $id (param i32) (result i32) (local.get 0))',
  },
  {
    name: 'br_table in a loop',
    body: '(loop $a (block $b (br_table $a $b $a (i32.const 2))) (br $a))',
  },
  {
    name: 'recursion in a loop',
    body: loop('(call $deep (i32.const 5000))'),
    more: '(func $deep (param i32) (if (local.get 0) (then (call $deep (i32.sub (local.get 0) (i32.const 1))))))',
  },
  { name: 'tail calls', body: '(call $again)', more: '(func $again (return_call $again))', unpromised: NODE_26 },
  {
    name: 'exceptions in a loop',
    body: '(loop $l (block $h (try_table (catch_all $h) (throw $tag))) (br $l))',
    more: '(tag $tag)',
  },
  { name: 'memory.grow in a loop', body: loop('(drop (memory.grow (i32.const 0)))') },
  {
    name: 'memory.grow that fails',
    body: loop('(drop (memory.grow (i32.const 1)))'),
    unpromised: INSIDE,
  },
  {
    name: 'memory.fill of 1 MiB',
    body: loop(`(memory.fill ${i32(0, 1, 2 ** 20)})`),
    memory: memoryOf(PAGES.mebibyte),
    unpromised: BULK,
  },
  {
    name: 'memory.fill of 1 GiB',
    body: loop(`(memory.fill ${i32(0, 1, 2 ** 30)})`),
    memory: memoryOf(PAGES.most),
    unpromised: BULK,
  },
  {
    name: 'a loop, with 64 MiB of memory in use',
    before: `(memory.fill ${i32(0, 1, 2 ** 26)})`,
    body: loop(''),
    memory: memoryOf(1024),
  },
  {
    name: 'memory.copy of 256 MiB',
    body: loop(`(memory.copy ${i32(0, 1, 2 ** 28 - 1)})`),
    memory: memoryOf(4096),
    unpromised: BULK,
  },
  {
    name: 'memory.fill, ten thousand times without a loop',
    body: `(memory.fill ${i32(0, 1, 2 ** 26)})`.repeat(10_000),
    memory: memoryOf(1024),
    unpromised: 'V8 checks for an end only where a function begins or loops',
  },
  {
    name: 'table.fill of a million elements',
    body: loop('(table.fill $t (i32.const 0) (ref.null extern) (i32.const 1000000))'),
    more: '(table $t 1000000 externref)',
    unpromised: BULK,
  },
  {
    name: 'table.copy of a million elements',
    body: loop(`(table.copy $t $t ${i32(0, 1, 999_999)})`),
    more: '(table $t 1000000 externref)',
    unpromised: BULK,
  },
  {
    name: 'table.grow in a loop',
    body: loop('(drop (table.grow $t (ref.null extern) (i32.const 0)))'),
    more: '(table $t 1 externref)',
  },
  {
    name: 'memory.atomic.wait32 of its own shared memory',
    body: loop('(drop (memory.atomic.wait32 $shared (i32.const 0) (i32.const 0) (i64.const -1)))'),
    more: '(memory $shared 1 1 shared)',
  },
  {
    name: 'arrays of a million elements in a loop',
    body: loop('(drop (array.new_default $array (i32.const 1000000)))'),
    more: '(type $array (array (mut i32)))',
    unpromised: 'a worker refuses the module (limits.gcHeap)',
  },
  {
    name: 'array.fill of a million elements in a loop',
    before: '(global.set $kept (array.new_default $array (i32.const 1000000)))',
    body: loop('(array.fill $array (global.get $kept) (i32.const 0) (i32.const 5) (i32.const 1000000))'),
    more: '(type $array (array (mut i32))) (global $kept (mut (ref null $array)) (ref.null $array))',
    unpromised: 'a worker refuses the module (limits.gcHeap)',
  },
];

/** Data that the rows use: a subscription to a clock and one to the standard input, and a buffer for a stream. */
export const DATA = `
  (data (i32.const 3024) "\\00\\a0\\b8\\30\\46\\03\\00\\00")
  (data (i32.const 3056) "\\01\\00\\00\\00")
  (data (i32.const 3300) "\\00\\20\\00\\00\\00\\40\\00\\00")`;
