import { PROGRAM_OPTIONS, readProgramOptions } from '../guest/program-options.ts';
import type { HostOptions } from '../host.ts';
import type { Usage } from '../limits/usage.ts';
import { bare } from './bare.ts';
import { type ComponentImports, componentImports } from './component-imports.ts';
import { closeAfter, openHost } from '../open-hosts.ts';
import type { PolicyFunction, PolicyRequest } from '../policy.ts';
import { printWarning } from '../print-warning.ts';
import { checkLimits } from './held-limits.ts';
import { ComponentGuest, type ComponentHostOptions } from './guest.ts';
import { HostStateError } from './state.ts';
import { type WasiImports, wasiImports } from './wasi-imports.ts';

/** A host for one component, or for several that are one guest together. */
export interface ComponentHost {
  /**
   * The guest's id, which its getmypid() returns: unique in this process. Other guests use it to hand this guest a
   * socket.
   */
  readonly id: number;
  /**
   * The imports for `instantiate` of a module that was transpiled with `--instantiation`: those of wasock:sockets, and all of
   * WASI 0.2 but wasi:http, without versions.
   */
  readonly imports: ComponentImports & WasiImports;
  /**
   * Closes every socket of the guest. It cannot make others. A second call does nothing.
   *
   * @throws HostStateError from `onWarning` or `onDenied`: the guest is in the middle of a call
   */
  close(): void;
  /** What the guest has taken. */
  usage(): Usage;
  [Symbol.dispose](): void;
}

/** Options that do not keep the embedder's callbacks alive, because those may refer to the host. The guest keeps them. */
function weakly(options: ComponentHostOptions): ComponentHostOptions {
  const held = new WeakRef(options);
  const { policy } = options;
  const ask: PolicyFunction = (request) => callIfFunction(held.deref()?.policy, request);
  return {
    ...options,
    ...(typeof policy === 'function' ? { policy: ask } : {}),
    onWarning: (message, severity) => (held.deref()?.onWarning ?? printWarning)(message, severity),
    onDenied: (denial) => held.deref()?.onDenied?.(denial),
  };
}

function callIfFunction(policy: HostOptions['policy'], request: PolicyRequest): boolean | Promise<boolean> {
  return typeof policy === 'function' && policy(request);
}

/**
 * Makes a host with a policy of its own.
 *
 * It is closed by `close()` or `using host = createHost(…)`, at the end of its thread, or when nothing refers to it or to a
 * component with its imports any more.
 *
 * @throws OptionError, PolicyError if options or rules cannot be understood; RangeError if 65,536 guests live
 */
export function createHost(options: ComponentHostOptions = {}): ComponentHost {
  const held = readProgramOptions(options, PROGRAM_OPTIONS);
  checkLimits(held.limits);
  const own = openHost(weakly(held));
  const guest = new ComponentGuest(own, held);
  let isOpen = true;
  const current = (): ComponentGuest => {
    if (!isOpen) throw new HostStateError('the host is closed');
    return guest;
  };
  const close = (): void => {
    guest.close();
    isOpen = false;
  };
  try {
    guest.openDirectories();
  } catch (error) {
    close();
    throw error;
  }
  const imports = bare({ ...componentImports(() => current().host), ...wasiImports(current) });
  // All imports, and all objects that they give, refer to it.
  closeAfter(guest, own);
  return { id: own.id, imports, close, usage: () => own.usage(), [Symbol.dispose]: close };
}
