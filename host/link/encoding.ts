import type { StringEncoding } from '../abi/guest-memory.ts';
import { HEADER_SIZE, Reader } from '../wasm/reader.ts';

const CUSTOM = 0;
const ENCODING_SECTION = 'wit-component-encoding';
/** The first byte of that section: the version of the format that is known here. */
const ENCODING_VERSION = 0x04;
/** The encodings, by the second byte. */
const ENCODINGS: readonly StringEncoding[] = ['utf8', 'utf16'];

/**
 * The string encoding that a core module's embedded WIT declares: the custom section `component-type…` is itself
 * a component binary, with the encoding in a custom section of its own.
 *
 * @param binary a core module, known to be valid
 * @returns undefined if the module has no such section, or an encoding that is neither UTF-8 nor UTF-16
 */
export function stringEncoding(binary: Uint8Array): StringEncoding | undefined {
  for (const outer of customSections(binary)) {
    if (!outer.name.startsWith('component-type')) continue;
    for (const { name, bytes } of customSections(outer.bytes)) {
      if (name === ENCODING_SECTION && bytes[0] === ENCODING_VERSION) return ENCODINGS[bytes[1] ?? -1];
    }
  }
  return undefined;
}

/** A custom section: its name and what follows it. */
interface CustomSection {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The custom sections of a module or component. */
function* customSections(binary: Uint8Array): Generator<CustomSection> {
  const reader = new Reader(binary, HEADER_SIZE);
  for (const section of reader.sections()) {
    if (section.id !== CUSTOM) continue;
    const content = reader.within(section);
    const name = content.name();
    yield { name, bytes: binary.subarray(content.at, section.end) };
  }
}
