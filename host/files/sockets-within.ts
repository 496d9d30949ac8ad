// Files of sockets that a guest must not move: rules for Unix sockets are about paths.
import { OPEN, openBeneath } from '../os/beneath.ts';
import { EntryReader } from '../os/directory-entries.ts';
import { errnoNumber } from '../os/errno.ts';
import { factsOf } from '../os/file-facts.ts';
import type { OpenFiles } from './open-files.ts';
import { decoded, isDots } from './paths.ts';

const ENOENT = errnoNumber('enoent');
const EPERM = errnoNumber('eperm');

/** How many levels of directories are looked through. Each takes a descriptor meanwhile. */
const MOST_LEVELS = 64;

/** How many bytes of a directory are read at once. */
const READ_BYTES = 32_768;

/**
 * Looks for sockets: whether a name in a directory is one, or a directory in which there is one, at any depth.
 *
 * @param name one component; a link is not followed
 * @returns 0 if there is none; or minus the system's errno: EPERM if there is one, or if there are too many levels to tell;
 *   EACCES for a directory that cannot be read; EILSEQ for one whose name is not UTF-8
 */
export function refuseSockets(files: OpenFiles, dir: number, name: string, levels = MOST_LEVELS): number {
  const facts = factsOf(dir, name);
  if (typeof facts === 'number') return facts;
  if (facts.type === 'socket') return -EPERM;
  if (facts.type !== 'directory') return 0;
  if (levels === 0) return -EPERM;
  const fd = files.hold(() => openBeneath(dir, name, OPEN.read | OPEN.directory | OPEN.noFollow));
  if (fd < 0) return fd;
  try {
    const below = directoriesIn(files, fd);
    if (typeof below === 'number') return below;
    for (const directory of below) {
      const outcome = refuseSockets(files, fd, directory, levels - 1);
      // It has been removed meanwhile.
      if (outcome < 0 && outcome !== -ENOENT) return outcome;
    }
    return 0;
  } finally {
    files.release(fd);
  }
}

/** The names of the directories in one that has no socket. @returns minus the errno, as `refuseSockets` */
function directoriesIn(files: OpenFiles, fd: number): string[] | number {
  const reader = new EntryReader(fd, READ_BYTES);
  const names: string[] = [];
  for (;;) {
    files.begin();
    const entry = reader.next();
    if (entry === undefined) return names;
    if (typeof entry === 'number') return entry;
    if (entry.type === 'socket' || entry.type === 'unknown') return -EPERM;
    if (entry.type !== 'directory' || isDots(entry.name)) continue;
    const name = decoded(entry.name);
    if (typeof name === 'number') return name;
    names.push(name);
  }
}
