// wasock compose
import { readNamedFile, writeNamedFile } from './files.ts';
import type { ComposeCommand } from './flags.ts';

/** Plugs the library into a component. */
export async function compose({ program, output, target }: ComposeCommand): Promise<void> {
  const { composeWithLibrary } = await import('../build/compose.ts');
  writeNamedFile(output, await composeWithLibrary(readNamedFile(program), target));
}
