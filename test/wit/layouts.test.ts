// What code written by hand takes for granted of the numbers in host/generated/layouts.ts.
import { expect, test } from 'vitest';
import * as layouts from '#host/generated/layouts';

const numbers = new Map<string, number>(Object.entries(layouts));

test('results of one alignment have their payload at one place (host/link/results.ts)', () => {
  const payloads = [...numbers].filter(([name]) => name.endsWith('_RESULT_PAYLOAD'));
  expect(payloads.length).toBeGreaterThan(20);
  for (const [name, payload] of payloads) {
    expect([name, payload]).toEqual([name, numbers.get(name.replace(/PAYLOAD$/, 'ALIGNMENT'))]);
  }
});

test('looking services and protocols up gives the same by name and by number (host/link/name-imports.ts)', () => {
  expect(layouts.LOOKUP_PORT_RESULT_PAYLOAD).toBe(layouts.LOOKUP_SERVICE_RESULT_PAYLOAD);
  expect(layouts.LOOKUP_PROTOCOL_NUMBER_RESULT_PAYLOAD).toBe(layouts.LOOKUP_PROTOCOL_RESULT_PAYLOAD);
});
