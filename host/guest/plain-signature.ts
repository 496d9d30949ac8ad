// Exports of core modules that are called with numbers as WebAssembly has them.
import type { Signature } from '../wasm/core-imports.ts';

/** Exports that belong to the host, or to the module's compiler. */
const HOSTS = /^(?:_start|_initialize|cabi_.*|wasock_landing|__.*)$/;

export function isHosts(name: string): boolean {
  return HOSTS.test(name);
}

const NUMBER = /^(?:i32|i64|f32|f64)$/;

/** The types of a function that takes and gives numbers. */
export interface PlainParts {
  readonly params: readonly string[];
  readonly result: string | undefined;
}

/** The parts of a signature. @returns undefined if it has others than numbers, or more than one result */
export function partsOf(signature: Signature): PlainParts | undefined {
  const [, params, results] = /^\((.*)\) -> \((.*)\)$/.exec(signature) ?? [];
  if (params === undefined || results === undefined) return undefined;
  const words = (text: string): string[] => (text === '' ? [] : text.split(' '));
  const [taken, given] = [words(params), words(results)];
  return given.length <= 1 && [...taken, ...given].every((type) => NUMBER.test(type))
    ? { params: taken, result: given[0] }
    : undefined;
}
