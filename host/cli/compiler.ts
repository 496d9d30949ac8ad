import { existsSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** Whether this is the whole package: wasock-runtime (packages/runtime/) has nothing that compiles. */
export const hasCompiler = (): boolean => existsSync(new URL('../build/compile.js', import.meta.url));

/** @param what does not work without @throws UsageError where there is no compiler */
export function needCompiler(what: string): void {
  if (hasCompiler()) return;
  throw new UsageError(`${what} needs the compiler, and wasock-runtime only runs compiled guests: npm install wasock`);
}
