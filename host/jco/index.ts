// `wasock/host`: the imports of components that `jco transpile` has translated.
export { type ComponentHost, createHost } from './create.ts';
export { type Configured, configure, diagnostics, host } from './mapped.ts';
export { OptionError } from '../option-error.ts';
export { HostStateError } from './state.ts';
export type { ComponentHostOptions } from './guest.ts';
export { GuestExit } from '../guest-exit.ts';
export type { HostOptions, Severity } from '../host.ts';
export type { Limits } from '../limits.ts';
export type { Figure, Usage } from '../limits/usage.ts';
export type { ComponentImports } from './component-imports.ts';
export type { WasiImports } from './wasi-imports.ts';
export { LimitError } from '../trap.ts';
export { type Denial, PolicyError, type PolicyFunction, type PolicyRequest, type PolicyRules } from '../policy.ts';
