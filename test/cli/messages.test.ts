import { expect, test, vi } from 'vitest';
import { denialReporter } from '#host/cli/messages';
import { Policy } from '#host/policy';
import { v4 } from '../support/socket-addresses.ts';

test('a denial is told once, with what allows it, what denies it, or that a lookup is too old', () => {
  let now = 0;
  const policy = new Policy({ connect: ['a.test:80'], denyConnect: ['private'] }, () => now);
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const report = denialReporter();
  const connect = (address: string) => {
    const denial = policy.checkConnect(v4(address, 80), 'tcp');
    if (denial !== undefined) report(denial);
  };
  policy.grantLookup('a.test', [v4('8.8.8.8')]);
  now = 60_000;
  for (const address of ['8.8.4.4', '10.0.0.1', '8.8.8.8', '8.8.4.4']) connect(address);
  for (const name of ['b.test', 'no name']) report(policy.checkLookup(name)!);
  const lines = written.mock.calls.map(([line]) => line);
  written.mockRestore();
  expect(lines).toEqual([
    'wasock: connect to 8.8.4.4:80 denied; allow it with --allow-connect 8.8.4.4:80\n',
    'wasock: connect to 10.0.0.1:80 denied by --deny-connect private\n',
    'wasock: connect to 8.8.8.8:80 denied: the lookup of its name is too old; look it up again, or raise --lookup-ttl\n',
    'wasock: lookup of b.test denied; allow it with --allow-lookup b.test, or with --allow-connect b.test:<port>, which allows to connect, too\n',
    "wasock: lookup of no name denied; allow it with --allow-lookup '*'\n",
  ]);
});
