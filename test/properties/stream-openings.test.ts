import { expect, test } from 'vitest';
import { guestFile } from '../support/cases.ts';
import { LINKINGS } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/stream-openings.ts';

testCases('stream-openings', CASES);

test.each(LINKINGS)(
  'a name that may not be looked up, and an address that may not be used, are refused, %s',
  async (linking) => {
    const { lines, warnings } = await run(guestFile('stream-openings'), ['localhost', 'inet'], {
      linking,
      policy: { bind: ['127.0.0.1'] },
    });
    expect(lines).toEqual(['connected: false']);
    const lookup = 'php_network_getaddresses: getaddrinfo for localhost failed: Permission denied';
    expect(warnings).toEqual([
      `stream_socket_client(): ${lookup}`,
      expect.stringMatching(`^stream_socket_client\\(\\): Unable to connect to tcp://localhost:\\d+ \\(${lookup}\\)$`),
      `stream_socket_server(): ${lookup}`,
      `stream_socket_server(): Unable to connect to tcp://localhost:0 (${lookup})`,
    ]);
  },
);
