import { Uncatchable } from './uncatchable.ts';

/** Thrown through a guest that exits (proc_exit, wasi:cli/exit). The guest cannot catch it. */
export class GuestExit extends Uncatchable {
  override readonly name = 'GuestExit';
  /** The exit code, 0 to 4294967295 as the guest gave it. */
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`the guest exited with ${exitCode}`);
    this.exitCode = exitCode;
  }
}
