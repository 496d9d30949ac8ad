import type { Host, HostOptions } from '../host.ts';
import type { Usage } from '../limits/usage.ts';
import { type ComponentImports, componentImports } from '../link/component-imports.ts';
import { closeAfter, openHost } from '../open-hosts.ts';
import { HOST_OPTIONS, readOptions } from '../options.ts';
import type { PolicyFunction, PolicyRequest } from '../policy.ts';
import { printWarning } from '../print-warning.ts';
import { checkLimits } from './held-limits.ts';
import { closeBetweenCalls, HostStateError } from './state.ts';

/** A host for one component, or for several that are one guest together. */
export interface ComponentHost {
  /** The guest's id, its getmypid(): unique in this process. Other guests hand it sockets by it. */
  readonly id: number;
  /** What to give `instantiate` of a module that was transpiled with `--instantiation`, besides WASI. */
  readonly imports: ComponentImports;
  /**
   * Closes every socket of the guest, which can make no other then. A second time does nothing.
   *
   * @throws HostStateError from `onWarning` or `onDenied`: the guest is in the middle of a call
   */
  close(): void;
  /** What the guest has taken. */
  usage(): Usage;
  [Symbol.dispose](): void;
}

/** The options of each host, by its class `Socket`, with which they go. */
const optionsOf = new WeakMap<object, HostOptions>();

/** Options for a host that does not keep their functions, which may refer to it: as `optionsOf` has them. */
function weakly(options: HostOptions): HostOptions {
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
 * It is closed by `close()` or `using host = createHost(…)`, with its thread, or when neither it nor a component that was
 * given its imports is referred to any longer.
 *
 * @throws OptionError, PolicyError if options or rules cannot be understood; RangeError if 65,536 guests live
 */
export function createHost(options: HostOptions = {}): ComponentHost {
  const held = readOptions(options, HOST_OPTIONS);
  checkLimits(held.limits);
  const own = openHost(weakly(held));
  let isOpen = true;
  const current = (): Host => {
    if (!isOpen) throw new HostStateError('the host is closed');
    return own;
  };
  const imports = componentImports(current);
  // Each module that was given the imports holds the class.
  const { Socket } = imports['wasock:sockets/host'];
  optionsOf.set(Socket, held);
  closeAfter(Socket, own);
  const close = (): void => {
    closeBetweenCalls(own);
    isOpen = false;
  };
  return { id: own.id, imports, close, usage: () => own.usage(), [Symbol.dispose]: close };
}
