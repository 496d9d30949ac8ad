// Programs that were not written for this, from Debian's source packages, as they are: fetched by apt, not kept here.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const BUILD = fileURLToPath(new URL('../../build/', import.meta.url));

export interface DebianSource {
  /** A binary package that is made from it: the archive lies beside it. */
  readonly builds: string;
  readonly archive: string;
  readonly sha256: string;
}

/** The archive in build/; undefined, and said why, where it cannot be had. */
export function fetched({ builds, archive, sha256 }: DebianSource): string | undefined {
  const path = join(BUILD, archive);
  try {
    if (!existsSync(path)) {
      // 'URL' file size hash
      const uris = execFileSync('apt-get', ['--print-uris', 'download', builds], { encoding: 'utf8' });
      const url = /'([^']*\/)[^'/]*'/.exec(uris)?.[1];
      mkdirSync(BUILD, { recursive: true });
      // By apt's own hands: what it knows of proxies and mirrors holds.
      execFileSync('/usr/lib/apt/apt-helper', ['download-file', `${url}${archive}`, `${path}.new`], { stdio: 'pipe' });
      renameSync(`${path}.new`, path);
    }
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    if (hash !== sha256) throw new Error(`its SHA-256 is ${hash}`);
    return path;
  } catch (error) {
    console.warn(`tests are left out: ${archive} cannot be had: ${String(error)}`);
    return undefined;
  }
}

/** What is in an archive, in a directory that lasts as long as the file's tests. */
export function unpacked(archive: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'wasock-source-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  unpack(archive, directory);
  return directory;
}

/** Puts what is in an archive into a directory, without the one that all of it lies in. */
export function unpack(archive: string, directory: string): void {
  const { status, stderr } = spawnSync('tar', ['xf', archive, '--strip-components=1', '-C', directory], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}
