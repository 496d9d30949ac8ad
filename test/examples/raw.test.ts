import { expect, test } from 'vitest';
import { type CommandLinking, COMMAND_LINKINGS } from '../support/commands.ts';
import { exampleCommand, runExample } from '../support/places.ts';
import { INTERNET } from '../support/families.ts';
import { hasOwnNetwork, inOwnNetwork } from '../support/own-network.ts';

const shell = async (example: string, linking: CommandLinking, flags: readonly string[], args: readonly string[]) =>
  (await exampleCommand(example, linking, flags, args)).map((word) => `'${word}'`).join(' ');

const VARIANTS = INTERNET.flatMap((family) => COMMAND_LINKINGS.map((linking) => [family, linking] as const));

const ANSWERS = {
  inet: {
    address: '127.0.0.1',
    pattern: '127.0.0.1',
    line: /^44 bytes from 127\.0\.0\.1: seq=\d ttl=64 time=[\d.]+ ms$/,
  },
  inet6: { address: '::1', pattern: '[::1]', line: /^44 bytes from ::1: seq=\d time=[\d.]+ ms$/ },
  unix: undefined,
};

test.skipIf(!hasOwnNetwork()).each(VARIANTS)(
  'ping is answered by the loopback (over %s, %s, in a network of its own)',
  async (family, linking) => {
    const { address, pattern, line } = ANSWERS[family] ?? ANSWERS.inet;
    const command = await shell('ping', linking, ['--allow-raw', '--allow-connect', pattern], [address, '2']);
    const ping = inOwnNetwork(`exec ${command}`);
    expect(await ping.exited, ping.stderr).toBe(0);
    const lines = ping.stdout.split('\n');
    expect(lines.length).toBe(3);
    expect(lines[0]).toMatch(line);
    expect(lines[1]).toMatch(line);
    expect(ping.stderr).toBe('');
  },
);

test.skipIf(!hasOwnNetwork()).each(COMMAND_LINKINGS)(
  'capture shows the frames of a ping (%s, in a network of its own)',
  async (linking) => {
    const { address, pattern } = ANSWERS.inet;
    // The request and the answer, each as it leaves and as it arrives.
    const ping = await shell('ping', linking, ['--allow-raw', '--allow-connect', pattern], [address]);
    const command = inOwnNetwork(`${await shell('capture', linking, ['--allow-raw'], ['lo', '4'])} | {
    read -r first; echo "$first"
    ${ping} > /dev/null
    cat
  }`);
    expect(await command.exited, command.stderr).toBe(0);
    const frame = 'lo: 78 bytes, IPv4 127.0.0.1 > 127.0.0.1 ICMP';
    expect(command.stdout.split('\n')).toEqual(['capturing at lo', frame, frame, frame, frame, '']);
    expect(command.stderr).toBe('');
  },
);

const NEEDING = ['ping', 'capture'].flatMap((example) =>
  COMMAND_LINKINGS.map((linking) => [example, linking] as const),
);

test.each(NEEDING)('%s names the flag that it needs (%s)', async (example, linking) => {
  const command = await runExample(example, linking);
  expect(await command.exited).toBe(1);
  expect(command.stdout).toBe('socket_create() failed: Permission denied\n');
  expect(command.stderr).toContain('allow it with --allow-raw\n');
});
