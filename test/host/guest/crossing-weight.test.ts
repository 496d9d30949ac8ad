// How much a result may be that a program's thread makes of what another thread sends.
import { describe, expect, test } from 'vitest';
import { bytesOf, MOST_VALUES, valueOf } from '#host/guest/answer-bytes';
import { checkCrossing } from '#host/guest/crossing-weight';

const list = (count: number, element: (index: number) => unknown) =>
  Array.from({ length: count }, (_, i) => element(i));

describe('a list', () => {
  test.each<[what: string, most: number, element: (index: number) => unknown]>([
    ['numbers', 1 << 20, (i) => i],
    ['bigints', 1 << 20, (i) => BigInt(i)],
    ['empty texts', 1 << 20, () => ''],
    ['texts of 64', 1 << 19, () => 'a'.repeat(64)],
    ['empty lists', 1 << 20, () => []],
    ['empty objects', 1 << 19, () => ({})],
    ['objects of one number', 347_000, () => ({ a: 1 })],
    ['empty arrays of bytes', 116_000, () => new Uint8Array()],
    ['arrays of eight numbers', 104_000, () => new Float64Array(8)],
  ])('of %s has some %i at most', (_, most, element) => {
    expect(() => checkCrossing(list(most, element))).not.toThrow();
    expect(() => checkCrossing(list(Math.ceil(most * 1.01), element))).toThrow('a result is larger than');
  });
});

test('what a process says is counted in the same way', () => {
  const said = (value: unknown) => () => valueOf(bytesOf(value, 0), MOST_VALUES.returned);
  expect(said(list(116_000, () => new Uint8Array()))).not.toThrow();
  expect(said(list(150_000, () => new Uint8Array()))).toThrow('too many values');
  expect(said(list(1 << 19, () => ({})))).not.toThrow();
  expect(said(list(700_000, () => ({})))).toThrow('too many values');
});

test('an array of bytes that is the whole result counts its bytes', () => {
  expect(() => checkCrossing(new Uint8Array(1 << 28))).not.toThrow();
  expect(() => checkCrossing(new Uint8Array((1 << 28) + 1))).toThrow('a result is larger than');
});
