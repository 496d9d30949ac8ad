// wasi:io/poll for components, where the host's own descriptors are among what is waited for.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPollable } from '#host/jco/component-poll';
import { ComponentResources } from '#host/jco/component-resources';
import { temporaryDirectory } from '../../support/temporary.ts';

test('a signal is nothing to read', () => {
  const path = join(temporaryDirectory(), 'fifo');
  execFileSync('mkfifo', [path]);
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  onTestFinished(() => closeSync(fd));
  const handler = (): void => {};
  process.on('SIGUSR2', handler);

  const signals = 'i=0; while [ $i -lt 2000 ]; do kill -USR2 $PPID; i=$((i + 1)); done; echo x >"$0"';
  const sender = spawn('sh', ['-c', signals, path], { stdio: 'ignore' });
  onTestFinished(async () => {
    if (sender.exitCode === null) await once(sender, 'exit');
    process.off('SIGUSR2', handler);
  });
  (readPollable(new ComponentResources(), fd) as { block(): void }).block();
  const buffer = Buffer.alloc(2);
  readSync(fd, buffer);
  expect(buffer.toString()).toBe('x\n');
});
