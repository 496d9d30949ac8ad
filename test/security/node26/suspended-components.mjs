// Runs on Node 26 (JSPI): components that wait and that call their host for ever, each suspended until its time is over. Those
// that never wait have the thread to themselves. Prints how each ended, as one line of JSON.
import { spawnSync } from 'node:child_process';
import { constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGuest } from 'wasock';

const directory = mkdtempSync(join(tmpdir(), 'wasock-'));

/** A pipe that nobody else reads or writes. */
function silent(name) {
  const path = join(directory, name);
  spawnSync('mkfifo', [path]);
  return openSync(path, constants.O_RDWR);
}

const policy = { connect: ['127.0.0.1'], bind: ['127.0.0.1'] };

const ends = await Promise.all(
  process.argv.slice(2).map((path, index) =>
    runGuest(readFileSync(path), {
      wait: 'suspend',
      policy,
      limits: { wallTimeMs: 300 },
      stdin: silent(`in${index}`),
      stdout: silent(`out${index}`),
      onWarning() {},
      onDenied() {},
    }).then(String, ({ name, limit }) => `${name} ${limit}`),
  ),
);
rmSync(directory, { recursive: true });
console.log(JSON.stringify(ends));
