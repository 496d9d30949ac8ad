// Descriptors on their way count as nobody's sockets, and the system's limit is what bounds them: unix(7), ETOOMANYREFS.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Command } from '../../support/command-line.ts';

const SENDER = fileURLToPath(new URL('rights-in-flight.mjs', import.meta.url));

/** How many descriptors the process may have, and its user under way. */
const LIMIT = 600;

/** Without the capabilities that lift the limit: setpriv(1), prlimit(1). */
const UNPRIVILEGED = ['--bounding-set', '-sys_resource,-sys_admin', 'prlimit', `--nofile=${LIMIT}:${LIMIT}`];

const may = spawnSync('setpriv', [...UNPRIVILEGED, 'true']).status === 0;
if (!may) console.warn('the test of descriptors under way is left out: it needs root, setpriv and prlimit');

test.skipIf(!may)('where no more descriptors may be under way, sending fails, and the guest works on', async () => {
  const sender = new Command('setpriv', [...UNPRIVILEGED, process.execPath, SENDER]);
  expect(await sender.exited, sender.stderr).toBe(0);
  const found: { outcome: string; sent: number; plain: number; received: number } = JSON.parse(sender.stdout);
  expect(found).toMatchObject({ outcome: 'etoomanyrefs', plain: 1, received: 253 });
  expect(found.sent).toBeLessThanOrEqual(LIMIT + 253);
});
