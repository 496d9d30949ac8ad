// What a component gives the operations: values of other types reach none of them, whatever the component says its types are.
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ValueType } from '#host/abi/types';
import { camel } from '../../../host/abi/names.mjs';
import { FUNCTIONS } from '#host/generated/functions';
import { HostRegion } from '#host/socket/region';
import { type ComponentHost, createHost } from 'wasock/host';

type Callee = (this: unknown, ...args: unknown[]) => unknown;

let host: ComponentHost;
let socket: object;
let foreign: object;
beforeEach(() => {
  host = createHost({ policy: { all: true }, onWarning: () => {} });
  const other = createHost();
  onTestFinished(() => [host, other].forEach((each) => each.close()));
  const pair = host.imports['wasock:sockets/host'].Socket.pair('unix', 'stream', 0);
  for (const each of pair) each.setBlocking(false);
  [socket] = pair;
  [foreign] = other.imports['wasock:sockets/host'].Socket.pair('unix', 'stream', 0);
});

/** A function of the host's by its name in the WIT, for the socket if it is a method. */
function calleeOf(name: string): Callee {
  const api: object = host.imports['wasock:sockets/host'];
  const Socket: object = Reflect.get(api, 'Socket');
  const [, kind, word = name] = /^\[(static|method)\]socket\.(.*)$/.exec(name) ?? [];
  const holder = kind === undefined ? (name === 'report' ? host.imports['wasock:sockets/diagnostics'] : api) : Socket;
  const callee: Callee = Reflect.get(kind === 'method' ? Reflect.get(Socket, 'prototype') : holder, camel(word));
  return (...args) => Reflect.apply(callee, kind === 'method' ? socket : undefined, args);
}

/** A value of the type. */
function right(own: ValueType): unknown {
  if (typeof own === 'string') return { string: 'lo', bool: false, u64: 0n }[own as 'string'] ?? 0;
  switch (own.kind) {
    case 'list':
      return own.element === 'u8' ? new Uint8Array(0) : own.element === 'u32' ? new Uint32Array(0) : [];
    case 'option':
      // A time without a limit would be waited for.
      return own.some === 'u64' ? 0n : undefined;
    case 'tuple':
      return own.items.map(right);
    case 'record':
      return Object.fromEntries(own.fields.map((field) => [camel(field.name), right(field.type)]));
    case 'variant': {
      const [{ name, type: value } = { name: '', type: null }] = own.cases;
      return { tag: name, ...(value !== null && { val: right(value) }) };
    }
    case 'enum':
      return own.cases[0]?.name;
    case 'flags':
      return {};
    case 'own':
    case 'borrow':
      return socket;
    default:
      throw new TypeError(own.kind);
  }
}

const LARGEST: Readonly<Record<string, number>> = { u8: 2 ** 8, u16: 2 ** 16, u32: 2 ** 32, s32: 2 ** 31 };

/** Values of other types: also such as JavaScript or C would make something of. */
function wrong(own: ValueType): unknown[] {
  const strange = [Symbol('x'), () => 0, 0x41414141n];
  if (own === 'string') return [...strange, undefined, null, 7, ['lo'], Buffer.from('lo\0'), { toString: () => 'lo' }];
  if (own === 'bool') return [Symbol('x'), undefined, null, 0, 1, 'true'];
  if (own === 'u64') return [Symbol('x'), undefined, null, -1n, 2n ** 64n, '1', 1];
  if (typeof own === 'string') {
    const most = LARGEST[own] ?? NaN;
    const least = own === 's32' ? -most - 1 : -1;
    return [...strange, undefined, null, NaN, 0.5, -0.5, Infinity, most, least, '0', [0], { valueOf: () => 0 }];
  }
  switch (own.kind) {
    case 'list': {
      if (own.element === 'u8') return [...strange, null, 5, [1], new Uint16Array(1), new DataView(new ArrayBuffer(1))];
      if (own.element === 'u32') return [...strange, null, 'x', [1], new Int32Array(1)];
      return [...strange, null, 'x', { length: 1, 0: right(own.element) }, ...wrong(own.element).map((each) => [each])];
    }
    case 'option':
      return wrong(own.some).filter((value) => value !== undefined && value !== null);
    case 'tuple': {
      const whole = own.items.map(right);
      const first = wrong(own.items[0]!).map((each) => whole.with(0, each));
      return [...strange, null, 'x', [], [...whole, 0], whole.slice(1), { ...whole, length: whole.length }, ...first];
    }
    case 'record': {
      const whole = Object(right(own));
      const inner = own.fields.flatMap(({ name, type: of }) =>
        wrong(of).map((each) => Object.assign({}, whole, { [camel(name)]: each })),
      );
      return [...strange, undefined, null, 'x', [], {}, { ...whole, constructor: 1 }, ...inner];
    }
    case 'variant': {
      const tags = ['', 'constructor', '__proto__', 'toString', 0, undefined, ['inet']];
      const inner = own.cases.flatMap(({ name, type: of }) =>
        of === null ? [] : wrong(of).map((val) => ({ tag: name, val })),
      );
      const more = own.cases.map(({ name, type: of }) => ({ tag: name, val: of && right(of), more: 1 }));
      return [...strange, undefined, null, [], ...tags.map((tag) => ({ tag, val: 0 })), ...inner, ...more];
    }
    case 'enum':
      return [...strange, undefined, null, '', 'constructor', '__proto__', 0, [own.cases[0]?.name]];
    case 'flags':
      return [...strange, undefined, null, 1, 'x', [], { constructor: true }, { nothing: false }];
    default:
      return [...strange, undefined, null, 1, {}, foreign, Object.create(Object.getPrototypeOf(socket))];
  }
}

describe.each([...FUNCTIONS])('%s', (name, { params }) => {
  const given = name.startsWith('[method]') ? params.slice(1) : params;

  test.each(given.map((param, at) => [param.name, at] as const))(
    'takes no value of another type for %s',
    (_, position) => {
      const callee = calleeOf(name);
      const values = given.map(({ type }) => right(type));
      const { operations, sockets } = host.usage();
      for (const value of wrong(given[position]!.type)) {
        const args = values.with(position, value);
        expect(() => callee(...args)).toThrow(TypeError);
      }
      expect(host.usage()).toMatchObject({ operations, sockets });
    },
  );

  test('takes values of its types', () => {
    const callee = calleeOf(name);
    let failure = 'HostError';
    try {
      callee(...given.map(({ type }) => right(type)));
    } catch (error) {
      failure = error instanceof Error ? error.name : '';
    }
    expect(failure).toBe('HostError');
  });
});

test('the error says which argument it is, and what is wrong with it', () => {
  const { Socket } = host.imports['wasock:sockets/host'];
  const inet = Socket.create('inet', 'stream', 0);
  const port = { port: 70_000, address: [127, 0, 0, 1] as [number, number, number, number] };
  expect(() => inet.bind({ tag: 'inet', val: port })).toThrow(
    'Socket.bind(): local.val.port must be a whole number from 0 to 65535',
  );
});

test('what is checked is what is used: nothing is read twice', () => {
  const { Socket } = host.imports['wasock:sockets/host'];
  let reads = 0;
  const address = {
    tag: 'inet' as const,
    get val() {
      reads++;
      return {
        port: 0,
        get address(): [number, number, number, number] {
          reads++;
          return reads === 2 ? [127, 0, 0, 1] : [0, 0, 0, 0];
        },
      };
    },
  };
  const inet = Socket.create('inet', 'stream', 0);
  inet.bind(address);
  expect(reads).toBe(2);
  expect(inet.localAddress()).toMatchObject({ val: { address: [127, 0, 0, 1] } });
});

test('bytes are as many as there are, whatever they say', () => {
  const bytes = Object.defineProperties(new Uint8Array(2), { length: { value: 9 }, byteLength: { value: 9 } });
  expect(new HostRegion(bytes).length).toBe(2);
});
