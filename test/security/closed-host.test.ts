// A host that is closed: nothing works any more by any route, and a guest that tries is ended.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { GuestTrap, Host } from 'wasock';
import { GuestMemory } from '#host/abi/guest-memory';
import { SIGNATURES } from '#host/generated/signatures';
import { compileCore } from '#host/guest/module';
import { linkCore } from '#host/guest/start';
import { leftBy } from '#host/guest/wear';
import { componentImports } from '#host/jco/component-imports';
import { readLimits } from '#host/limits';
import { wasockImports } from '#host/link/imports';
import { openSockets } from '../support/descriptors.ts';

type Callee = (this: unknown, ...args: unknown[]) => unknown;

/** These only compute. */
const HARMLESS = new Set(['control-space', 'guest-id', 'parent-id', 'ended-processes']);

const DIRECT = [...SIGNATURES].flatMap(([module, functions]) =>
  module.startsWith('wasock:')
    ? Array.from(functions, ([name, signature]) => ({ module, name, signature })).filter(
        ({ name }) => !HARMLESS.has(name),
      )
    : [],
);

test.each(DIRECT)('a core module that calls $name is ended', ({ module, name, signature }) => {
  const host = new Host({ policy: { all: true }, onWarning: () => {} });
  const memory = new GuestMemory('utf8');
  memory.bind({ memory: new WebAssembly.Memory({ initial: 1 }) });
  const callee: Callee = wasockImports(host, memory).get(module)!.get(name)!.callee as Callee;
  const before = openSockets();
  host.close();
  const params = (/^\((.*?)\)/.exec(signature)?.[1] ?? '').split(' ').filter((word) => word !== '');
  const zeros = params.map((type) => (type === 'i64' ? 0n : 0));
  const calls = host.usage().operations;
  expect(() => callee(...zeros)).toThrow(GuestTrap);
  expect(openSockets()).toEqual(before);
  expect(host.usage().operations).toEqual(calls);
});

test('a component is ended, whatever it calls; of the sockets that it has, each is a bad descriptor', () => {
  const host = new Host({ policy: { all: true }, onWarning: () => {} });
  const imports = componentImports(() => host);
  const api = imports['wasock:sockets/host'];
  const [socket] = api.Socket.pair('unix', 'stream', 0);
  host.close();
  const before = openSockets();
  const calls: (() => unknown)[] = [
    () => api.Socket.create('inet', 'stream', 0),
    () => api.Socket.pair('unix', 'stream', 0),
    () => api.Socket.take('1'),
    () => api.select([], [], [], 0n),
    () => api.select([socket], [], [], 0n),
    () => api.revoke('1'),
    () => api.lookupAddress('localhost', undefined, { flags: {}, protocol: 0 }),
    () => api.lookupService('http', 'tcp'),
    () => api.lookupPort(80, 'tcp'),
    () => api.lookupProtocol('tcp'),
    () => api.lookupProtocolNumber(6),
    () => api.interfaceIndex('lo'),
    () => api.interfaceName(1),
    () => imports['wasock:sockets/diagnostics'].report('warning', 'still there'),
  ];
  for (const call of calls) expect(call).toThrow(GuestTrap);
  for (const call of [
    () => socket.accept(),
    () => socket.isBlocking(),
    () => socket.setBlocking(true),
    () => socket.offer(host.id),
    () => socket.send(new Uint8Array(1), {}),
  ]) {
    expect(call).toThrow(expect.objectContaining({ payload: 'ebadf' }));
  }
  const dispose: unknown = Reflect.get(socket, Symbol.dispose);
  if (typeof dispose === 'function') dispose.call(socket);
  expect(openSockets()).toEqual(before);
});

test('what a guest had in its memory is given back, and what it may have had elsewhere counts as left behind', async () => {
  const host = new Host();
  const wasm = await parse('(module (memory (export "memory") 2 4) (table 1 10 funcref))');
  const compiled = compileCore(wasm, readLimits());
  const { memory } = await linkCore(compiled, host, {}, false);
  const bytes = new Uint8Array(memory.view().buffer).fill(1);
  host.close();
  expect(bytes.every((byte) => byte === 0)).toBe(true);
  const { most } = compiled.extent;
  expect(leftBy({ ...compiled.extent, count: { memory: 2, tableElements: 1 } }, 1)).toBe(most.memory + 320);
  expect(leftBy(compiled.extent, 1)).toBe(1 + 320);
});
