import type { CoreImport } from './core-imports.ts';

/** Whether a module with these imports is one that may make processes of itself. */
export function importsFork(imports: readonly CoreImport[]): boolean {
  return imports.some(({ module, name }) => module.startsWith('wasock:sockets/host@') && name === 'fork');
}
