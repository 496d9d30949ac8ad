// The directories that an embedder gives to a guest: the option `dirs`.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { OptionError } from '../option-error.ts';
import { canOpenBeneath, OPEN } from '../os/beneath.ts';
import { errnoName } from '../os/errno.ts';
import { openAnywhere } from '../os/file-calls.ts';
import { platform } from '../os/platform.ts';
import { codeOf } from '../thrown.ts';
import { openedDirectory } from './open-at.ts';
import type { OpenFile } from './open-file.ts';
import { type FilesContext, OpenFiles } from './open-files.ts';

/** A directory of the host's that a guest gets. */
export interface GivenDirectory {
  /** Where it is: relative to the working directory of the process. */
  readonly path: string;
  /** Whether the guest may change nothing in it; false by default. */
  readonly readOnly?: boolean;
}

/** Directories by the path that the guest has them at: a path of the host's, or more about it. */
export type Directories = Readonly<Record<string, string | GivenDirectory>>;

/** A directory that is open for a guest. */
export interface OpenDirectory {
  /** The guest's path. */
  readonly path: string;
  readonly directory: OpenFile;
}

/** What the guest may have, for an error. */
export const EXPECTED_DIRECTORIES =
  "an object of directories: { '/data': './data', '/etc': { path: './etc', readOnly: true } }";

/** Whether a value has the form of `Directories`. */
export function isDirectories(value: unknown): value is Directories {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([guest, given]) => isPath(guest) && (isPath(given) || isGiven(given)));
}

function isPath(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}

function isGiven(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { path, readOnly = false, ...others } = { path: undefined, ...value } as Record<string, unknown>;
  return isPath(path) && typeof readOnly === 'boolean' && Object.keys(others).length === 0;
}

/**
 * The same directories by absolute paths, which mean the same in a thread or process that starts later.
 *
 * @throws OptionError if one is no directory
 */
export function checkedDirectories(dirs: Directories): Readonly<Record<string, GivenDirectory>> {
  const entries = Object.entries(dirs).map(([guest, given]): [string, GivenDirectory] => {
    const { path, readOnly = false } = typeof given === 'string' ? { path: given } : given;
    const problem = whyNotADirectory(path);
    if (problem !== undefined) throw wrong(guest, `${path} ${problem}`);
    return [guest, { path: resolve(path), readOnly }];
  });
  // A guest may have a directory at `__proto__`.
  return Object.assign(Object.create(null), ...entries.map(([guest, given]) => ({ [guest]: given })));
}

function whyNotADirectory(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? undefined : 'is a file';
  } catch (error) {
    return REASONS.get(codeOf(error)) ?? `cannot be opened (${codeOf(error)})`;
  }
}

const REASONS = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'is below a file'],
  ['EACCES', 'may not be opened by this user'],
]);

function wrong(guest: string, problem: string): OptionError {
  return new OptionError(`dirs['${guest}']`, `a directory, but ${problem}`);
}

/**
 * Opens the directories of a guest, on the thread that runs it. They are closed with the guest's host.
 *
 * @throws OptionError if one cannot be opened, or the system has no safe way to open files below it
 */
export function openDirectories(dirs: Directories = {}, context: FilesContext): readonly OpenDirectory[] {
  const files = new OpenFiles(context);
  const given = Object.entries(dirs);
  if (given.length > 0 && !canOpenBeneath()) {
    throw new OptionError('dirs', 'none: this system lacks openat2(2) (Linux 5.6), or forbids it to this process');
  }
  return given.map(([guest, directory]) => {
    const { path, readOnly = false } = typeof directory === 'string' ? { path: directory } : directory;
    if (!readOnly) context.changesPaths = true;
    if (files.admit() < 0) throw wrong(guest, 'limits.files allows no more');
    const fd = files.hold(() => openAnywhere(path, OPEN.read | OPEN.directory | platform.O_CLOEXEC));
    if (fd < 0) throw wrong(guest, `${path} cannot be opened (${errnoName(-fd)})`);
    return { path: guest, directory: openedDirectory(files, fd, readOnly) };
  });
}
