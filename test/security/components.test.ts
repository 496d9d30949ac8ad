// Components: what they may not have of WASI, they do not get by another name or type. What embedders who use jco check, too.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LinkError, type PolicyRules, runGuest } from 'wasock';
import { checkComponent } from 'wasock/build';
import { listen, portOf } from '../support/peer.ts';
import { connectingComponent, type NetworkSource } from './component-network.ts';

const CONSTRUCTED: NetworkSource = { interface: 'wasi:sockets/network@0.2.0', name: '[constructor]network' };
const GIVEN: NetworkSource = { interface: 'wasi:sockets/instance-network@0.2.0', name: 'instance-network' };

const POLICIES: [name: string, policy: PolicyRules][] = [
  ['no rule', {}],
  ['a rule for another address', { connect: ['127.0.0.2'] }],
  ['a deny list', { denyConnect: ['private'] }],
  ['everything but a deny list', { all: true, denyConnect: ['private'] }],
];

describe.each([
  ['a network that it makes itself', CONSTRUCTED],
  ['the network that it is given', GIVEN],
])('a component with %s', (_, source) => {
  test.each(POLICIES)('does not connect under %s', async (__, policy) => {
    let connections = 0;
    const server = createServer((connection) => {
      connections++;
      connection.destroy();
    });
    onTestFinished(() => void server.close());
    await listen(server, { port: 0, host: '127.0.0.1' });
    const wasm = await connectingComponent(portOf(server), source);
    const outcome = await runGuest(wasm, { policy, onDenied() {} }).catch((error: unknown) => error);
    expect(outcome).not.toBe(0);
    expect(connections).toBe(0);
  });
});

test('a component with the network that it is given connects where that is allowed: the attempts above are sound', async () => {
  const server = createServer((connection) => connection.destroy());
  onTestFinished(() => void server.close());
  await listen(server, { port: 0, host: '127.0.0.1' });
  const connected = once(server, 'connection');
  expect(await runGuest(await connectingComponent(portOf(server), GIVEN), { policy: { connect: ['127.0.0.1'] } })).toBe(
    0,
  );
  await connected;
});

/** Ways to say an import's type other than in its place. */
const DISGUISES: [name: string, text: (type: string, name: string) => string][] = [
  [
    'an alias',
    (type, name) => `(type $T ${type}) (alias outer 0 $T (type $U)) (import "${name}" (instance (type $U)))`,
  ],
  [
    'an alias of an alias',
    (type, name) => `(type $T ${type}) (alias outer 0 $T (type $U)) (alias outer 0 $U (type $V))
    (import "${name}" (instance (type $V)))`,
  ],
  [
    'an exported type',
    (type, name) => `(type $T ${type}) (export $U "t" (type $T)) (import "${name}" (instance (type $U)))`,
  ],
  [
    'an imported type',
    (type, name) => `(type $T ${type}) (import "t" (type $U (eq $T))) (import "${name}" (instance (type $U)))`,
  ],
];

describe.each(DISGUISES)('a type that is %s', (_, disguised) => {
  test.each([
    ['wasi:io/error@0.2.0', 'error', '[static]error.constructor'],
    ['wasi:sockets/network@0.2.0', 'network', '[constructor]network'],
  ])('hides nothing that is imported of %s', async (name, resource, called) => {
    const result = called.startsWith('[constructor]') ? '(result (own $r))' : '(param "code" string) (result string)';
    const type = `(instance (export "${resource}" (type $r (sub resource))) (export "${called}" (func ${result})))`;
    const component = await parse(`(component ${disguised(type, name)})`);
    expect(() => checkComponent(component)).toThrow(`'${called}' of '${name}', which wasock does not provide`);
    // Whatever else is wrong with it for others.
    await expect(runGuest(component)).rejects.toThrow(LinkError);
  });
});

/** `(instance …)` with one function of an interface, which is taken for something else than it is. */
const MISTYPED: [what: string, name: string, type: string][] = [
  ['a number for a string', 'wasock:sockets/host@0.1.0', '(export "lookup-protocol" (func (param "name" u64)))'],
  ['a float for a string', 'wasock:sockets/host@0.1.0', '(export "lookup-protocol" (func (param "name" f64)))'],
  ['bytes for a string', 'wasock:sockets/host@0.1.0', '(export "interface-index" (func (param "name" (list u8))))'],
  ['a string for a number', 'wasi:random/random@0.2.0', '(export "get-random-bytes" (func (param "len" string)))'],
  ['another result', 'wasi:random/random@0.2.0', '(export "get-random-u64" (func (result string)))'],
  ['no result', 'wasi:random/random@0.2.0', '(export "get-random-u64" (func))'],
  [
    'a result of its own',
    'wasi:cli/exit@0.2.0',
    '(export "exit" (func (param "status" (result string (error string)))))',
  ],
  [
    'another error',
    'wasi:clocks/wall-clock@0.2.0',
    '(type $r (record (field "seconds" u64) (field "nanoseconds" f64)))\n(export "datetime" (type $d (eq $r))) (export "now" (func (result $d)))',
  ],
  [
    'a field of another name',
    'wasi:clocks/wall-clock@0.2.0',
    '(type $r (record (field "seconds" u64) (field "nanos" u32)))\n(export "datetime" (type $d (eq $r))) (export "now" (func (result $d)))',
  ],
  ['one parameter more', 'wasi:clocks/monotonic-clock@0.2.0', '(export "now" (func (param "a" u8) (result u64)))'],
  [
    'an owned handle for a borrowed one',
    'wasi:io/poll@0.2.0',
    '(export "pollable" (type $p (sub resource)))\n(export "[method]pollable.block" (func (param "self" (own $p))))',
  ],
  [
    'another resource of the interface',
    'wasi:io/streams@0.2.0',
    '(export "input-stream" (type $i (sub resource)))\n(export "output-stream" (type $o (sub resource)))\n(export "[method]output-stream.subscribe" (func (param "self" (borrow $i))))',
  ],
];

describe.each(DISGUISES)('a function in %s', (_, disguised) => {
  test.each(MISTYPED)('is not had with %s', async (__, name, type) => {
    const component = await parse(`(component ${disguised(`(instance ${type})`, name)})`);
    expect(() => checkComponent(component)).toThrow(/ as \(.*: it is \(/);
    await expect(runGuest(component)).rejects.toThrow(LinkError);
  });
});

test('a resource of another interface is not the one that a function takes', async () => {
  const resource = (name: string) => `(instance (export "${name}" (type (sub resource))))`;
  const component = await parse(`(component
    (import "wasi:io/poll@0.2.0" (instance $p ${resource('pollable').slice(10, -1)}))
    (import "wasi:io/error@0.2.0" (instance $e ${resource('error').slice(10, -1)}))
    (alias export $e "error" (type $error))
    (import "wasi:clocks/monotonic-clock@0.2.0" (instance
      (alias outer 1 $error (type $p0)) (export "pollable" (type $p (eq $p0)))
      (export "subscribe-duration" (func (param "when" u64) (result (own $p))))))
  )`);
  expect(() => checkComponent(component)).toThrow(
    /as \(u64\) -> own<wasi:io\/error\/error>: it is \(u64\) -> own<wasi:io\/poll\/pollable>/,
  );
});

test('a type that doubles with each step is refused before it has grown', async () => {
  const steps = Array.from({ length: 40 }, (_, at) => `(type $t${at + 1} (tuple $t${at} $t${at}))`);
  const component = await parse(`(component (type $t0 (tuple u8 u8)) ${steps.join(' ')})`);
  expect(() => checkComponent(component)).toThrow(/larger than any/);
});

test('types that are large together are refused before they have grown', async () => {
  const many = Array.from({ length: 2000 }, (_, at) => `(type $u${at} (tuple $t13 u32))`);
  const steps = Array.from({ length: 13 }, (_, at) => `(type $t${at + 1} (tuple $t${at} $t${at}))`);
  const component = await parse(`(component (type $t0 (tuple u8)) ${[...steps, ...many].join(' ')})`);
  expect(() => checkComponent(component)).toThrow(/larger than any/);
});

test('a long name does not make the types of an instance large', async () => {
  const functions = Array.from(
    { length: 400 },
    (_, at) =>
      `(export "f${at}" (func ${Array.from({ length: 200 }, (__, n) => `(param "p${n}" (borrow $r))`).join('')}))`,
  );
  const name = `a:${'b'.repeat(4000)}/c`;
  const component = await parse(`(component (import "${name}" (instance (export "r" (type $r (sub resource)))
    ${functions.join(' ')})))`);
  expect(() => checkComponent(component)).toThrow(/larger than any/);
});

test.each(['then', 'a:b/then', 'a:b/then@1.0.0'])(
  'an export that makes a promise of the component is refused: %s',
  async (name) => {
    const component = await parse(`(component (core module $m (func (export "f"))) (core instance $i (instantiate $m))
    (func $f (canon lift (core func $i "f"))) ${
      name === 'then'
        ? '(export "then" (func $f))'
        : `(instance $n (export "x" (func $f))) (export "${name}" (instance $n))`
    })`);
    expect(() => checkComponent(component)).toThrow(/exports '.*then.*', which no component may/);
    await expect(runGuest(component)).rejects.toThrow(LinkError);
  },
);

test.each([
  ['a function that is lifted asynchronously', '(func (export "f") async (canon lift (core func $i "f") async))'],
  ['a built-in of WASI 0.3', '(core func $b (canon task.cancel))'],
])('%s is refused, for it could go on when the guest has ended', async (_, text) => {
  const component = await parse(`(component (core module $m (func (export "f") (result i32) i32.const 0))
    (core instance $i (instantiate $m)) ${text})`);
  expect(() => checkComponent(component)).toThrow(/asynchronous function.*not supported/);
});
