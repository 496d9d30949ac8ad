// The processes of a guest that forks: `fork`, `wait` and `signal` of wit/host.wit. Who runs the guest says what they do.
import { GuestExit } from '../guest-exit.ts';
import { errnoNumber } from '../os/errno.ts';

const ECHILD = errnoNumber('echild');
const EINVAL = errnoNumber('einval');
const ENOSYS = errnoNumber('enosys');
const ESRCH = errnoNumber('esrch');

/** A process that has ended. */
export interface EndedProcess {
  readonly id: number;
  /** As wait(2) encodes it: `exitStatus`, `signalStatus`. */
  readonly status: number;
}

/** What a process of a guest can ask of the others. */
export interface Processes {
  /** The id of the process that made this one; 0 for the first, 1 if it has ended. */
  readonly parentId: number;
  /** How many processes that this one has made have ended. */
  readonly ended: number;
  /**
   * Makes another process.
   *
   * @param admit called before: 0, or minus the errno of a refusal
   * @returns its id, and 0 in that process; minus the errno; undefined if the guest has to return to its host first
   */
  fork(admit: () => number): number | undefined;
  /** @returns undefined if none has ended, and `hang` is false; −ECHILD if there is no such process */
  wait(which: number, hang: boolean): EndedProcess | undefined | number;
  /** @returns 0, or minus the errno */
  signal(which: number, signal: number): number;
}

/** A guest that cannot have other processes. */
export class OneProcess implements Processes {
  readonly parentId = 0;
  readonly ended = 0;
  readonly #id: number;

  constructor(id: number) {
    this.#id = id;
  }

  fork(admit: () => number): number {
    return admit() || -ENOSYS;
  }

  wait(): number {
    return -ECHILD;
  }

  signal(which: number, signal: number): number {
    const effect = effectOf(signal);
    if (effect < 0) return effect;
    if (which !== this.#id && which !== 0) return -ESRCH;
    if (effect === KILLS) throw new GuestExit(shellCode(signalStatus(signal)));
    return 0;
  }
}

/** The largest number of a signal: signal(7). */
const MOST_SIGNAL = 64;

/** SIGCHLD, SIGCONT, SIGURG, SIGWINCH: nothing happens by default. SIGCONT continues what is not stopped. */
const IGNORED: ReadonlySet<number> = new Set([17, 18, 23, 28]);

/** SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU. */
const STOPPING: ReadonlySet<number> = new Set([19, 20, 21, 22]);

export const SIGABRT = 6;

const NOTHING = 0;
export const KILLS = 1;

/** What a signal does to a process: `NOTHING`, `KILLS`, or −EINVAL if there is none of that number, or it would stop one. */
export function effectOf(signal: number): number {
  if (signal < 0 || signal > MOST_SIGNAL || STOPPING.has(signal)) return -EINVAL;
  return signal === 0 || IGNORED.has(signal) ? NOTHING : KILLS;
}

/** The status of a process that has ended by itself, with a code. */
export function exitStatus(code: number): number {
  return (code & 0xff) << 8;
}

/** The status of a process that a signal has ended. */
export function signalStatus(signal: number): number {
  return signal;
}

/** The exit code that shells give for a status. */
export function shellCode(status: number): number {
  const signal = status & 0x7f;
  return signal === 0 ? status >> 8 : 128 + signal;
}
