/** What a guest may take, at most. What is not given has its default (`defaultLimits`); `Infinity` is no limit. */
export interface Limits {
  /** Linear memory in bytes; 1 GiB by default. */
  readonly memory?: number;
  /** Objects of WebAssembly's garbage collection in bytes, where the guest has a process of its own; 256 MiB by default. */
  readonly gcHeap?: number;
}

const MEBIBYTE = 2 ** 20;

/** What holds where nothing is said. */
export const defaultLimits: Readonly<Required<Limits>> = { memory: 1024 * MEBIBYTE, gcHeap: 256 * MEBIBYTE };
