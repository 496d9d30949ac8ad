// wasi:filesystem/preopens
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import type { OpenDirectory } from '../../files/directories.ts';
import { WASI_VERSION } from '../version.ts';
import { Descriptor } from './descriptor.ts';

export function preopens(directories: readonly OpenDirectory[]): ProvidedInterface {
  return providedInterface('wasi:filesystem/preopens', WASI_VERSION, [], {
    // Each call gives descriptors of its own.
    'get-directories': immediate(() =>
      directories.map(({ path, directory }) => [new Descriptor(directory.share()), path]),
    ),
  });
}
