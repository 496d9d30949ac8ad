// The host of the components that are mapped to `wasock/host` and `wasock/wasi`. Their modules import from there before the
// embedder can configure anything. So what they may do is looked up when they do it.
import { PROGRAM_OPTIONS, readProgramOptions } from '../guest/program-options.ts';
import type { Usage } from '../limits/usage.ts';
import { componentImports } from './component-imports.ts';
import { openHost } from '../open-hosts.ts';
import { checkLimits } from './held-limits.ts';
import { ComponentGuest, type ComponentHostOptions } from './guest.ts';
import { HostStateError } from './state.ts';
import { wasiImports } from './wasi-imports.ts';

/** What `configure` has allowed, until it is closed. */
export interface Configured {
  /**
   * The components' id, which their getmypid() returns: unique in this process. Other guests use it to hand them
   * sockets.
   */
  readonly id: number;
  /**
   * Closes every socket of the components. From then on they are allowed nothing. A second call does nothing.
   *
   * @throws HostStateError from `onWarning` or `onDenied`: a component is in the middle of a call
   */
  close(): void;
  /** What the components have taken together. */
  usage(): Usage;
  [Symbol.dispose](): void;
}

/** Made when a component first asks for something, or when it is configured. */
let open: ComponentGuest | undefined;
let configured: Configured | undefined;

/** Without options: nothing is allowed but sockets without an address. */
const current = (): ComponentGuest => (open ??= new ComponentGuest(openHost()));

const imports = componentImports(() => current().host);

/** WASI, which `wasock/wasi` exports. */
export const wasi = wasiImports(current);

/** `wasock:sockets/host`, as jco's modules import it. */
export const host = imports['wasock:sockets/host'];

/** `wasock:sockets/diagnostics`, as jco's modules import it. */
export const diagnostics = imports['wasock:sockets/diagnostics'];

/**
 * Configures what the components that are mapped to `wasock/host` and `wasock/wasi` may do. All of them together are one guest. Call it
 * before they use sockets. Sockets that they opened before stay open.
 *
 * @returns what ends the configuration: `using allowed = configure(…)`, or `close()`
 * @throws OptionError, PolicyError if options or rules are not valid; HostStateError if they are already configured: close
 *   that first
 */
export function configure(options: ComponentHostOptions): Configured {
  if (configured !== undefined)
    throw new HostStateError('wasock/host is already configured: close() what the first configure() returned');
  const read = readProgramOptions(options, PROGRAM_OPTIONS);
  checkLimits(read.limits);
  const guest = current();
  guest.configure(read);
  const own = guest.host;
  const close = (): void => {
    if (configured !== allowed) return;
    guest.close();
    configured = undefined;
    open = undefined;
  };
  const allowed: Configured = { id: own.id, close, usage: () => own.usage(), [Symbol.dispose]: close };
  configured = allowed;
  return allowed;
}
