// What crosses between a process of guests and its starter is there as it was.
import { describe, expect, test } from 'vitest';
import { bytesOf, valueOf } from '#host/guest/answer-bytes';
import { framed, FrameReader, HEAD_BYTES } from '#host/guest/channel';

const crossed = (value: unknown) => valueOf(bytesOf(value, 0), 1000);

describe('values', () => {
  test.each<[unknown]>([
    [undefined],
    [null],
    [true],
    [false],
    [0],
    [-0],
    [2 ** 31],
    [-(2 ** 31)],
    [0.1],
    [NaN],
    [-Infinity],
    [0n],
    [-(2n ** 63n)],
    [2n ** 64n - 1n],
    [''],
    ['Zürich'],
    ['\u{1f600} \ud800 \0'],
    [[]],
    [[undefined, [1], 'a']],
    [{}],
    [{ tag: 'a', val: { '': 1, ünicode: 2, '\u4e2d': 3, constructor: 4, toString: undefined } }],
    [Array.from({ length: 100 }, (_, index) => ({ name: `n${index}`, more: { name: index } }))],
    [Uint8Array.of(1, 2, 3)],
    [new Uint8Array(0)],
    [Float64Array.of(0.5, -0)],
    [BigInt64Array.of(-1n)],
    [new Uint16Array([1, 2, 3, 4]).subarray(1, 3)],
  ])('cross: %o', (value) => {
    expect(crossed(value)).toStrictEqual(value);
  });

  test('are copies: an array of numbers has a buffer of its own', () => {
    const { buffer, byteLength } = crossed(Uint8Array.of(1, 2)) as Uint8Array;
    expect([buffer.byteLength, byteLength]).toEqual([2, 2]);
  });

  test.each<[unknown]>([[() => {}], [Symbol('s')], [2n ** 64n], [-(2n ** 63n) - 1n]])(
    'have none that are no data: %o',
    (value) => {
      expect(() => bytesOf(value, 0)).toThrow(/cannot be sent|more than 64 bits/);
    },
  );

  test('that end early are none, wherever it is', () => {
    const bytes = bytesOf({ a: [1, 0.5, 1n, 'text', '\u4e2d', Uint8Array.of(1)], b: { a: null } }, 0);
    for (let length = 0; length < bytes.length; length++)
      expect(() => valueOf(bytes.subarray(0, length), 1000)).toThrow(RangeError);
  });

  test('have no more parts than they may', () => {
    const bytes = bytesOf([1, [2]], 0);
    expect(valueOf(bytes, 4)).toEqual([1, [2]]);
    expect(() => valueOf(bytes, 3)).toThrow(/too many/);
  });

  test('of any bytes are values, or none: nothing else happens', () => {
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const whole = bytesOf({ a: [1, 0.5, 1n, 'text', { a: Uint8Array.of(1) }], b: 'c' }, 0);
    const others = Array.from({ length: 20_000 }, () => {
      const bytes = Buffer.from(whole);
      for (let count = random(4) + 1; count > 0; count--) bytes[random(bytes.length)] = random(256);
      try {
        valueOf(bytes, 1000);
        return undefined;
      } catch (error) {
        return error;
      }
    });
    expect(others.filter((error) => error !== undefined && !(error instanceof RangeError))).toEqual([]);
  });
});

describe('frames', () => {
  const CONTENTS = ['', 'a', 'bc', 'd'.repeat(300)];
  const stream = Buffer.concat(CONTENTS.map((text) => framed(Buffer.from('\0'.repeat(HEAD_BYTES) + text))));

  test.each([1, 2, 3, 5, 7, 64, 1000])('come whole from pieces of %i bytes', (size) => {
    const taken: string[] = [];
    const reader = new FrameReader(
      () => 300,
      (content) => taken.push(content.toString()),
    );
    for (let at = 0; at < stream.length; at += size) reader.read(stream.subarray(at, at + size));
    expect(taken).toEqual(CONTENTS);
  });

  test('are refused by their head where they are too long', () => {
    const reader = new FrameReader(
      () => 299,
      () => {},
    );
    expect(() => reader.read(stream)).toThrow(RangeError);
  });
});
