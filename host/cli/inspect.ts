// wasock inspect
import { inspectGuest, type Inspection } from '../index.ts';
import { visible } from '../policy/local.ts';
import { isWebAssembly, readNamedFile } from './files.ts';
import type { InspectCommand } from './flags.ts';

/** Prints what a file is, and what it can ask for. @returns the exit code: 1 for what is no WebAssembly */
export function inspect({ file, json }: InspectCommand): number {
  const binary = readNamedFile(file);
  if (!isWebAssembly(binary)) {
    print(
      json
        ? JSON.stringify({ kind: 'neither', size: binary.length })
        : `${file}: neither a core module nor a component`,
    );
    return 1;
  }
  const inspection = inspectGuest(binary);
  if (json) print(JSON.stringify(inspection, undefined, 2).replaceAll(/[^\n\P{C}]/gu, escaped));
  else for (const line of lines(file, inspection)) print(visible(line));
  return 0;
}

function lines(file: string, { kind, size, cores, imports, exports, flags }: Inspection): string[] {
  const parts =
    kind === 'component' ? `, ${cores.length} core modules of ${cores.reduce((sum, one) => sum + one, 0)} bytes` : '';
  const imported = imports.flatMap(({ text, isProvided, missing, name }) => {
    const [first = '', ...rest] = text.split('\n');
    const lacking =
      missing.length === 1 && missing[0] === name ? 'not provided' : `not provided: ${missing.join(', ')}`;
    return [`import ${first}${isProvided ? '' : `  // ${lacking}`}`, ...rest];
  });
  return [
    `${file}: a ${kind}, ${size} bytes${parts}`,
    ...section(imported),
    ...section(exports.flatMap(({ text }) => `export ${text}`.split('\n'))),
    ...section(flags.map(({ flag, because }) => `${flag.padEnd(18)}may be needed: ${because.join(', ')}`)),
  ];
}

function section(content: readonly string[]): string[] {
  return content.length === 0 ? [] : ['', ...content];
}

/** A control or format character, as JSON may have it. */
function escaped(char: string): string {
  return char.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
