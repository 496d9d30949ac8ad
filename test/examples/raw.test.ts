import { expect, test } from 'vitest';
import { EXAMPLES, MAIN, runExample } from '../support/command-line.ts';
import { INTERNET } from '../support/families.ts';
import { hasOwnNetwork, inOwnNetwork } from '../support/own-network.ts';

const WASOCK = `'${process.execPath}' '${MAIN}' run '${EXAMPLES}`;

const ANSWERS = {
  inet: { address: '127.0.0.1', pattern: '127.0.0.1', line: /^44 bytes from 127\.0\.0\.1: seq=\d ttl=64 time=[\d.]+ ms$/ },
  inet6: { address: '::1', pattern: '[::1]', line: /^44 bytes from ::1: seq=\d time=[\d.]+ ms$/ },
  unix: undefined,
};

test.skipIf(!hasOwnNetwork()).each(INTERNET)('ping is answered by the loopback (over %s, in a network of its own)', async (family) => {
  const { address, pattern, line } = ANSWERS[family] ?? ANSWERS.inet;
  const ping = inOwnNetwork(`exec ${WASOCK}ping.ts' --allow-raw --allow-connect '${pattern}' -- ${address} 2`);
  expect(await ping.exited, ping.stderr).toBe(0);
  const lines = ping.stdout.split('\n');
  expect(lines.length).toBe(3);
  expect(lines[0]).toMatch(line);
  expect(lines[1]).toMatch(line);
  expect(ping.stderr).toBe('');
});

test.skipIf(!hasOwnNetwork())('capture shows the frames of a ping (in a network of its own)', async () => {
  const { address, pattern } = ANSWERS.inet;
  // The request and the answer, each as it leaves and as it arrives.
  const command = inOwnNetwork(`${WASOCK}capture.ts' --allow-raw -- lo 4 | {
    read -r first; echo "$first"
    ${WASOCK}ping.ts' --allow-raw --allow-connect '${pattern}' -- ${address} > /dev/null
    cat
  }`);
  expect(await command.exited, command.stderr).toBe(0);
  const frame = 'lo: 78 bytes, IPv4 127.0.0.1 > 127.0.0.1 ICMP';
  expect(command.stdout.split('\n')).toEqual(['capturing at lo', frame, frame, frame, frame, '']);
  expect(command.stderr).toBe('');
});

test.each(['ping', 'capture'])('%s names the flag that it needs', async (example) => {
  const command = runExample(example);
  expect(await command.exited).toBe(1);
  expect(command.stdout).toBe('socket_create() failed: Permission denied\n');
  expect(command.stderr).toContain('allow it with --allow-raw\n');
});
