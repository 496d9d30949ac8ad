import { equal } from 'node:assert/strict';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Host } from 'wasock';
import { type ComponentImports, componentImports } from '#host/jco/component-imports';
import type { Socket } from '#host/generated/wit-host';
import { openDescriptors } from '../../support/descriptors.ts';
import { drop } from '../../support/dropped.ts';

// A selection that comes again and again is answered from a set that the system keeps: nothing of it may show.

type Imports = ComponentImports['wasock:sockets/host'];

/** Enough sockets for a set, and enough selections in a row for it to stand. */
const COUNT = 20;
const REPEATS = 12;

const ONE = new Uint8Array(1);
const epolls = (): number => openDescriptors().filter((descriptor) => descriptor.includes('eventpoll')).length;

let imports: Imports;
let near: Socket[];
let far: Socket[];

beforeEach(() => {
  const before = epolls();
  const host = new Host();
  imports = componentImports(() => host)['wasock:sockets/host'];
  const pairs = Array.from({ length: COUNT }, () => imports.Socket.pair('unix', 'stream', 0));
  near = pairs.map(([socket]) => socket);
  far = pairs.map(([, socket]) => socket);
  onTestFinished(() => {
    host.close();
    equal(epolls(), before);
  });
});

/** What select gives for these lists, as arrays. */
function select(read: Socket[], write: Socket[] = [], timeout = 0n): { read: number[]; write: number[] } {
  const ready = imports.select(read, write, [], timeout);
  return { read: [...ready.read], write: [...ready.write] };
}

function stand(read: Socket[], write: Socket[] = []): void {
  const before = epolls();
  for (let time = 0; time < REPEATS; time++) select(read, write);
  expect(epolls()).toBe(before + 1);
}

test('what becomes ready and what no longer is shows at once', () => {
  stand(near);
  for (let index = 0; index < COUNT; index++) {
    far[index]?.send(ONE, {});
    expect(select(near).read).toEqual([index]);
    near[index]?.receive(1, {});
    expect(select(near).read).toEqual([]);
  }
  for (const socket of far) socket.send(ONE, {});
  expect(select(near).read).toEqual([...near.keys()]);
});

test('a socket may stand in several lists, and in one twice', () => {
  const read = [...near, ...near];
  stand(read, near);
  far[3]?.send(ONE, {});
  expect(select(read, near)).toEqual({ read: [3, COUNT + 3], write: [...near.keys()] });
});

test('a peer that hung up makes no list ready that does not ask for it', () => {
  const started = performance.now();
  for (let time = 0; time < REPEATS; time++) imports.select([], [], near, 0n);
  drop(far[0]!);
  for (let time = 0; time < REPEATS; time++) imports.select([], [], near, 0n);
  expect(imports.select([], [], near, 20_000n).except).toHaveLength(0);
  expect(performance.now() - started).toBeGreaterThan(19);
});

test('closing a socket ends the set, also where its description lives on', () => {
  const before = epolls();
  stand(near);
  const [a, b] = imports.Socket.pair('unix', 'stream', 0);
  const last = near.at(-1);
  if (last === undefined) throw new Error('no socket');
  a.sendMessage({ parts: [ONE], control: [{ tag: 'rights', val: [last] }] }, {});
  b.receiveMessage(1, 64, {});
  drop(last);
  expect(epolls()).toBe(before);
  far.at(-1)?.send(ONE, {});
  expect(select(near.slice(0, -1)).read).toEqual([]);
  stand(near.slice(0, -1));
  expect(select(near.slice(0, -1)).read).toEqual([]);
});

test('waiting on the set ends with what it waits for, or when the time is over', () => {
  stand(near);
  const started = performance.now();
  expect(select(near, [], 20_000n).read).toEqual([]);
  expect(performance.now() - started).toBeGreaterThan(19);
  far[7]?.send(ONE, {});
  expect(select(near, [], 10_000_000n).read).toEqual([7]);
});
