import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ERRNO_CASES } from '#host/generated/cases';
import { caseIndex, errnoName, errnoNumber } from '#host/os/errno';

describe('OS errno and WIT case', () => {
  test('every error that Node knows becomes the case of its name', () => {
    const aliases: Record<string, string> = { EWOULDBLOCK: 'eagain', ENOTSUP: 'eopnotsupp' };
    for (const [name, number] of Object.entries(constants.errno)) {
      expect(errnoName(number), name).toBe(aliases[name] ?? name.toLowerCase());
    }
  });

  test('every case has its own number, and comes back from it', () => {
    const numbers = ERRNO_CASES.map(errnoNumber);
    expect(new Set(numbers).size).toBe(ERRNO_CASES.length);
    expect(numbers.map(errnoName)).toEqual(ERRNO_CASES);
    expect(numbers.map(caseIndex)).toEqual([...ERRNO_CASES.keys()]);
  });

  test.skipIf(process.platform !== 'linux')("the WIT's order is the order of Linux's numbers", () => {
    const numbers = ERRNO_CASES.map(errnoNumber);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  test.each([0, 41, 58, 512, 4095, -1, 1.5, Number.NaN])('%d, which no error has, is eio', (number) => {
    expect(errnoName(number)).toBe('eio');
    expect(ERRNO_CASES[caseIndex(number)]).toBe('eio');
  });
});
