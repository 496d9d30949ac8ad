import { expect, test } from 'vitest';
import { guestFile } from '../support/cases.ts';
import { variants } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/addrinfo.ts';

testCases('addrinfo', CASES);

test.each(variants(['inet']))(
  'a name is not looked up where the policy does not allow it, $linking',
  async ({ linking }) => {
    const policy = { lookup: ['example.com'] };
    const denied = await run(guestFile('addrinfo'), ['name', 'inet', 'LOCALHOST'], { linking, policy });
    expect(denied).toEqual({ code: 0, lines: ['name: FALSE'], warnings: [] });
  },
);
