// Descriptors with names, on their way from one side of a door to the other.
import { closeSync, openSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { controlSpace, writeControl } from '#host/os/control';
import { createDoor, pass, takePassed } from '#host/os/door';
import { errnoNumber } from '#host/os/errno';
import { close, Scratch, sendmsg } from '#host/os/libc';
import { MessageHeader } from '#host/os/message-header';
import { openDescriptors } from '../../support/descriptors.ts';

const EAGAIN = errnoNumber('eagain');

function door(): readonly [number, number] {
  const sides = createDoor();
  onTestFinished(() => sides.forEach((side) => close(side)));
  return sides;
}

function nothing(): number {
  const fd = openSync('/dev/null', 'r');
  onTestFinished(() => closeSync(fd));
  return fd;
}

test('what is passed comes out in its order, with its name, as another descriptor', () => {
  const [one, other] = door();
  const fd = nothing();
  expect([pass(one, 'first', fd), pass(one, 'zweite Tür', fd)]).toEqual([0, 0]);
  const taken = [takePassed(other), takePassed(other)];
  expect(taken).toEqual([
    { name: 'first', fd: expect.any(Number) },
    { name: 'zweite Tür', fd: expect.any(Number) },
  ]);
  for (const passed of taken) {
    if (typeof passed === 'number') continue;
    expect(passed.fd).not.toBe(fd);
    close(passed.fd);
  }
  expect(takePassed(other)).toBe(-EAGAIN);
});

test('only so much is on its way', () => {
  const [one] = door();
  const fd = nothing();
  let outcome = 0;
  for (let count = 0; count < 100_000 && outcome === 0; count++) outcome = pass(one, 'name', fd);
  expect(outcome).toBe(-EAGAIN);
});

test('of a message with several descriptors all but the first are closed', () => {
  const [one, other] = door();
  const fd = nothing();
  const before = openDescriptors().length;
  const header = new MessageHeader(1, controlSpace(16));
  const text = new Scratch(4);
  const length = writeControl(header.control, [{ tag: 'rights', val: [fd, fd, fd, fd] }]);
  header.prepare([{ address: text.address, length: 4 }], 0, length);
  expect(sendmsg(one, header.address, 0)).toBe(4);
  const taken = takePassed(other);
  expect(openDescriptors().length).toBe(before + 1);
  if (typeof taken !== 'number') close(taken.fd);
});

test('a door whose other side is closed gives nothing', () => {
  const [one, other] = createDoor();
  close(one);
  expect(takePassed(other)).toBe(-errnoNumber('epipe'));
  close(other);
});
