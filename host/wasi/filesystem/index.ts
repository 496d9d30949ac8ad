import type { ProvidedInterface } from '../../component/provided.ts';
import { type Directories, openDirectories } from '../../files/directories.ts';
import type { WasiEnvironment } from '../environment.ts';
import { preopens } from './preopens.ts';
import { types } from './types.ts';

/**
 * wasi:filesystem for a guest, with these directories open. They are closed with its host.
 *
 * @throws OptionError if one cannot be opened
 */
export function filesystemInterfaces(
  { context }: Pick<WasiEnvironment, 'context'>,
  dirs: Directories = {},
): readonly ProvidedInterface[] {
  return [types, preopens(openDirectories(dirs, context))];
}
