// wasock build
import { readNamedFile, writeNamedFile } from './files.ts';
import type { BuildCommand } from './flags.ts';
import { compilerMessages } from './messages.ts';

/** Compiles a guest into a file. */
export async function build({ entry, output, target, debug }: BuildCommand): Promise<void> {
  // Read first, because the compiler would not say why it cannot read the file.
  readNamedFile(entry);
  const { compileGuest } = await import('../build/compile.ts');
  writeNamedFile(output, await compileGuest(entry, { target, debug, ...compilerMessages() }));
}
