// What streams keep of a guest's output, all together.
import { expect, test } from 'vitest';
import { GuestTrap } from 'wasock';
import { errnoNumber } from '#host/os/errno';
import { Outlet, Unfinished } from '#host/wasi/io/outlet';
import { OutputStream, ROOM, type Sink } from '#host/wasi/io/output-stream';

const MOST_KEPT = 1 << 28;

/** Takes nothing. */
const full: Sink = { write: () => -errnoNumber('eagain'), awaited: () => ({ fd: 0, events: 0 }), close() {} };

test('permits of many streams are for no more than a guest may have kept', () => {
  const among = new Unfinished();
  const streams = Array.from({ length: 50_000 }, () => new OutputStream(full, new Outlet(full, among)));
  const permits = streams.map((stream) => Number(stream.checkWrite()));
  const sum = permits.reduce((total, permit) => total + permit, 0);
  expect(permits[0]).toBe(ROOM);
  expect(sum).toBeLessThanOrEqual(MOST_KEPT);
  expect(permits.at(-1)).toBe(0);
  // It is asked again when others have been written.
  expect(streams.at(-1)!.awaited()).toHaveProperty('isDone');
  streams[0]!.close();
  expect(streams.at(-1)!.checkWrite()).toBeGreaterThan(0);
});

test('a permit that was used in part is good for the rest as long as there is room', () => {
  const among = new Unfinished();
  const stream = new OutputStream(full, new Outlet(full, among));
  stream.checkWrite();
  stream.writeBytes(new Uint8Array(10));
  expect(stream.writeBytes(new Uint8Array(10)).tag).toBe('ok');
  among.take(MOST_KEPT);
  expect(() => stream.writeBytes(new Uint8Array(10))).toThrow(GuestTrap);
});

test('streams with one outlet have few permits at a time', () => {
  const outlet = new Outlet(full, new Unfinished());
  const streams = Array.from({ length: 100 }, () => new OutputStream(full, outlet));
  const sum = streams.reduce((total, stream) => total + Number(stream.checkWrite()), 0);
  expect(sum).toBe(4 * ROOM);
  expect(streams[50]!.awaited()).toHaveProperty('isDone');
});
