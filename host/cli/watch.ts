// wasock run --watch: the guest in a worker, and started anew when a file changes that it was made from.
import { type FSWatcher, watch as watchDirectory } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { WASI_SHIM_DIRECTORY } from '../build/compiler-package.ts';
import { areCurrent, currentHash } from '../build/cache.ts';
import { compileGuest } from '../build/compile.ts';
import { LIBRARY_DIRECTORY } from '../build/package.ts';
import { Sources } from '../build/sources.ts';
import { type Guest, GuestKilled, spawnGuest } from '../index.ts';
import { endOnBrokenPipe } from '../os/broken-pipe.ts';
import { isWebAssembly, readNamedFile } from './files.ts';
import type { RunCommand } from './flags.ts';
import { compilerMessages, complain, denialReporter } from './messages.ts';
import { locateTrap, report } from './report.ts';
import { checkSource, composed, optionsOf, policyOf } from './run.ts';

/** The exit codes that shells give a command which a signal has ended. */
const ENDED_BY = { SIGINT: 130, SIGTERM: 143 } as const;

/** How long is waited for more changes after one, in milliseconds: an editor may write a file in several steps. */
const SETTLE_MS = 30;

/** Runs a guest again and again, until a signal comes. @returns the exit code */
export async function watch(command: RunCommand): Promise<number> {
  endOnBrokenPipe();
  const signalled = firstSignal();
  while (true) {
    const files = new Map<string, string | null>();
    const guest = await start(command, files);
    const changes = new Changes(files);
    const code = await Promise.race([signalled, changes.first]);
    changes.close();
    await guest?.kill();
    if (code !== undefined) return code;
    complain('a file has changed: the guest is started anew');
  }
}

/** Resolves to the exit code of the first signal. */
function firstSignal(): Promise<number> {
  return new Promise((resolved) => {
    for (const [signal, code] of Object.entries(ENDED_BY)) process.once(signal, () => resolved(code));
  });
}

/**
 * Starts the guest, and says how it ended, whenever that is.
 *
 * @param files gets the files that it was made from, also if it cannot be started
 * @returns undefined if it cannot be started, which has been said
 */
async function start(command: RunCommand, files: Map<string, string | null>): Promise<Guest | undefined> {
  try {
    const wasm = await make(command.guest, files);
    if (command.policyFile !== undefined) add(files, command.policyFile);
    const guest = spawnGuest(wasm, { ...optionsOf(command), policy: policyOf(command), onDenied: denialReporter() });
    guest.exited.then(tellEnd, async (error: unknown) => {
      if (error instanceof GuestKilled) return;
      await locateTrap(error, command.guest, wasm);
      tellEnd(report(error));
    });
    return guest;
  } catch (error) {
    report(error);
    complain('waiting for a change');
    return undefined;
  }
}

function tellEnd(code: number): void {
  complain(`the guest has ended, with ${code}; waiting for a change`);
}

/** The guest, from its source or its file. */
async function make(path: string, files: Map<string, string | null>): Promise<Uint8Array> {
  add(files, path);
  const bytes = readNamedFile(path);
  if (isWebAssembly(bytes)) return composed(path, bytes);
  checkSource(path);
  const sources = new Sources('component');
  try {
    return await compileGuest(path, compilerMessages(), sources);
  } finally {
    for (const [file, hash] of sources.read) if (!isOfWasock(file)) files.set(file, hash);
  }
}

function add(files: Map<string, string | null>, path: string): void {
  files.set(resolve(path), currentHash(path));
}

function isOfWasock(path: string): boolean {
  return [LIBRARY_DIRECTORY, WASI_SHIM_DIRECTORY].some((directory) => path.startsWith(directory + sep));
}

/** Waits for a change of some files. */
class Changes {
  /** Resolves at the first. */
  readonly first: Promise<undefined>;
  readonly #watchers: FSWatcher[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(files: ReadonlyMap<string, string | null>) {
    this.first = new Promise((resolved) => {
      const look = (): void => {
        if (!areCurrent(files)) resolved(undefined);
      };
      // Directories: editors put another file in the place of one.
      for (const directory of new Set(Array.from(files.keys(), (path) => dirname(path)))) {
        this.#watch(directory, () => {
          clearTimeout(this.#timer);
          this.#timer = setTimeout(look, SETTLE_MS);
        });
      }
      // What has changed since it was read.
      look();
    });
  }

  #watch(directory: string, onChange: () => void): void {
    try {
      this.#watchers.push(watchDirectory(directory, onChange).on('error', () => {}));
    } catch {
      // The compiler looks for files in directories that do not exist.
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
  }
}
