import { decodeComponent } from '../component/decode.ts';
import { PHP_INTERFACE } from '../generated/released.ts';
import { isComponent } from '../wasm/reader.ts';

/** Whether a module is a valid component that imports PHP's functions. */
export function wantsLibrary(module: Uint8Array): boolean {
  if (!isComponent(module)) return false;
  try {
    const { definitions } = decodeComponent(module).component;
    return definitions.some((definition) => definition.kind === 'import' && definition.name === PHP_INTERFACE);
  } catch {
    // What is wrong with it is said when it is run.
    return false;
  }
}
