// Directories that a test has for itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new directory, gone when the test is over. Its path is short: a local socket's name has 107 bytes at most. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'wasock-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
