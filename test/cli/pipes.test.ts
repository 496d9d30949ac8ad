// A guest that prints more than somebody reads ends as other programs do: by SIGPIPE, and without a word.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { compileGuest } from 'wasock/build';
import { writeFileSync } from 'node:fs';
import { Command, MAIN } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const PRINTS = fileURLToPath(new URL('guests/prints.ts', import.meta.url));

/** The exit code that shells give a command which SIGPIPE has ended. */
const BROKEN_PIPE = 141;

describe.each([
  ['on this thread', []],
  ['in a worker', ['--max-wall-time', '600s']],
])('%s', (_, flags) => {
  test.each(['core', 'component'] as const)('into a pipe that is closed (%s)', async (target) => {
    const guest = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(guest, await compileGuest(PRINTS, { target }));
    const line = `"$@" | head -1; exit "\${PIPESTATUS[0]}"`;
    const command = new Command('bash', ['-c', line, 'bash', execPath, MAIN, 'run', guest, ...flags]);
    expect(await command.exited).toBe(BROKEN_PIPE);
    expect(command).toMatchObject({ stdout: '0\n', stderr: '' });
  });
});

test('into a socket that is closed', async () => {
  // Node makes sockets of a program's streams.
  const child = spawn(execPath, [MAIN, 'run', PRINTS], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => (complaint += String(data)));
  child.stdout.once('data', () => child.stdout.destroy());
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect({ signal, complaint }).toEqual({ signal: 'SIGPIPE', complaint: '' });
});

test('the help, and nobody reads it', async () => {
  const line = '"$@" | true; exit "${PIPESTATUS[0]}"';
  const command = new Command('bash', ['-c', line, 'bash', execPath, MAIN, '--help']);
  expect([0, BROKEN_PIPE]).toContain(await command.exited);
  expect(command.stderr).toBe('');
});
