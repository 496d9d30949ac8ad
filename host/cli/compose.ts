// wasock compose
import { composeWithLibrary } from '../build/compose.ts';
import { readNamedFile, writeNamedFile } from './files.ts';
import type { ComposeCommand } from './flags.ts';

/** Plugs the library into a component. */
export async function compose({ program, output, target }: ComposeCommand): Promise<void> {
  writeNamedFile(output, await composeWithLibrary(readNamedFile(program), target));
}
