// wasock types
import { exportTypes } from '../index.ts';
import { isWebAssembly, readNamedFile, writeNamedFile } from './files.ts';
import { type TypesCommand, UsageError } from './flags.ts';
import { visible } from '../policy/local.ts';

/** Writes the types of what a guest exports. @returns the exit code */
export function types({ file, output }: TypesCommand): number {
  const binary = readNamedFile(file);
  if (!isWebAssembly(binary)) throw new UsageError(`${file} is no WebAssembly: build the guest first`);
  const text = exportTypes(binary);
  if (output === undefined) process.stdout.write(text.split('\n').map(visible).join('\n'));
  else writeNamedFile(output, new TextEncoder().encode(text));
  return 0;
}
