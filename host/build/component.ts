// From a core module to what the component model asks for: the WIT inside it, or a component around it.
import { componentEmbed } from '@bytecodealliance/jco-transpile/wasm-tools';
import { witSource } from './wit.ts';
import type { Target } from './compile.ts';

/** Embeds the WIT of a guest program in its core module: what it imports, and that its strings are UTF-16. */
export async function embedWorld(core: Uint8Array, _target: Target): Promise<Uint8Array> {
  return componentEmbed({ binary: core, witSource: witSource(), world: 'guest', stringEncoding: 'utf16' });
}
