import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this machine has a C compiler and the C library's headers. */
export const hasCompiler = (() => {
  try {
    return evaluateInC([], ['1']).length === 1;
  } catch {
    return false;
  }
})();

/** The values of C expressions, as integers. @throws if one does not compile */
export function evaluateInC(headers: readonly string[], expressions: readonly string[]): number[] {
  const directory = mkdtempSync(join(tmpdir(), 'wasock-c-'));
  try {
    const program = join(directory, 'program');
    const lines = expressions.map((expression) => `printf("%lld\\n", (long long)(${expression}));`);
    const includes = ['stdio.h', 'stddef.h', ...headers].map((header) => `#include <${header}>`);
    writeFileSync(
      `${program}.c`,
      `#define _GNU_SOURCE\n${includes.join('\n')}\nint main(void) {\n${lines.join('\n')}\n}\n`,
    );
    execFileSync('gcc', ['-o', program, `${program}.c`], { stdio: ['ignore', 'ignore', 'pipe'] });
    const output = execFileSync(program, { encoding: 'utf8' });
    return output.trim().split('\n').map(Number);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
