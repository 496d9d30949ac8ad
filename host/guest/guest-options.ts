import type { ComponentImports } from '../component/given.ts';
import type { HostOptions } from '../host.ts';
import type { TraceOptions } from '../link/trace.ts';
import type { ProgramOptions } from './wasi.ts';

/** How to run a guest. */
export interface GuestOptions extends HostOptions, ProgramOptions {
  /** Where each call of wasock's own functions is written: docs/tracing.md. By default nowhere. */
  readonly trace?: TraceOptions;
  /**
   * What happens while the guest waits: `block` (the default) blocks this thread; `suspend` lets its event loop run
   * on, which needs JSPI: Node 26 or later.
   */
  readonly wait?: 'block' | 'suspend';
  /** What a component imports besides what wasock provides: functions and classes, by interface. */
  readonly imports?: ComponentImports;
}
