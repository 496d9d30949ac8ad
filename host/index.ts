// wasock for embedders: run WebAssembly guests with sockets, under a policy.
import { shareExchange } from './host.ts';

// Threads that an embedder starts share it.
shareExchange();

export { ComponentError, ComponentStateError, ImportError } from './component/errors.ts';
export type { ComponentExports } from './component/exports.ts';
export type { ComponentImports } from './component/given.ts';
export { type Component, createComponent } from './guest/create-component.ts';
export { type Inspection, type InspectedExport, type InspectedImport, inspectGuest } from './guest/inspect.ts';
export { exportTypes } from './guest/export-types.ts';
export type { NeededFlag } from './guest/needed-flags.ts';
export { compileModule, type GuestModule } from './guest/module.ts';
export type { GuestOptions } from './guest/guest-options.ts';
export { loadGuest, type LoadOptions } from './guest/load.ts';
export type { LoadedGuest } from './guest/loaded-guest.ts';
export { createPool, type Pool, type PoolOptions } from './guest/pool.ts';
export { runGuest } from './guest/run.ts';
export { GuestAbort } from './guest/last-words.ts';
export { GuestCrashed } from './guest/crashed.ts';
export type { Guest, StartedGuest } from './guest/guest.ts';
export type { Isolation, SpawnOptions } from './guest/spawn-options.ts';
export type { Directories, GivenDirectory } from './files/directories.ts';
export { createGuestProcess, type GuestProcess, type GuestProcessOptions } from './guest/guest-process.ts';
export { createGuestWorker, type GuestWorker } from './guest/guest-worker.ts';
export { spawnGuest } from './guest/spawn.ts';
export {
  linesOf,
  type PipedStream,
  type ProgramStreams,
  type StandardStream,
  type StandardStreams,
} from './guest/standard-streams.ts';
export type { GivenSocket, GivenSockets, OpenSocket } from './guest/given-sockets.ts';
export type { NodeSocket } from './guest/node-sockets.ts';
export type { GuestDoor } from './guest/program-door.ts';
export type { WasiOptions } from './guest/wasi.ts';
export { Host, type HostOptions, type Severity } from './host.ts';
export type { Limits } from './limits.ts';
export type { TraceOptions } from './link/trace.ts';
export type { Figure, Usage } from './limits/usage.ts';
export { OptionError } from './option-error.ts';
export { type Denial, PolicyError, type PolicyFunction, type PolicyRequest, type PolicyRules } from './policy.ts';
export { GuestTrap, LimitError, LinkError } from './trap.ts';
export { GuestKilled } from './wait/waiter.ts';
