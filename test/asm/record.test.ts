// What is committed is what PHP does, where PHP 8.2 is at hand: build.sh installs it where the system has it.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/temporary.ts';

const PHP = fileURLToPath(new URL('../php/', import.meta.url));
const asked = spawnSync('php', ['-r', 'echo PHP_VERSION, extension_loaded("sockets") ? "" : " without sockets";']);
const version = asked.stdout?.toString() ?? '';
const isRecorder = /^8\.2\.\d+$/.test(version);
if (!isRecorder) console.warn(`PHP's recordings are not compared: there is ${version === '' ? 'no PHP' : `PHP ${version}`}`);

if (isRecorder) {
  test('PHP does what is recorded', () => {
    const directory = temporaryDirectory();
    execFileSync('php', [join(PHP, 'record.php'), directory]);
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    expect(files).toContain('strerror.json');
    for (const file of files) {
      expect(readFileSync(join(directory, file), 'utf8'), file).toBe(readFileSync(join(PHP, file), 'utf8'));
    }
  });
}
