/** How strings lie in a guest's memory. */
export type StringEncoding = 'utf8' | 'utf16';

const ENCODING_SECTION = 'wit-component-encoding';
/** The first byte of that section: the version of its format that is understood here. */
const ENCODING_VERSION = 0x04;
/** The second byte, as a position. */
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

/** The custom sections of a module or component, as far as the binary is well-formed. */
function* customSections(binary: Uint8Array): Generator<CustomSection> {
  let at = 8;
  while (at < binary.length) {
    const id = binary[at];
    const size = readLeb(binary, at + 1);
    const end = size.next + size.value;
    if (id === 0 && end <= binary.length) {
      const length = readLeb(binary, size.next);
      const nameEnd = length.next + length.value;
      const name = new TextDecoder().decode(binary.subarray(length.next, nameEnd));
      yield { name, bytes: binary.subarray(nameEnd, end) };
    }
    at = end;
  }
}

/** An unsigned LEB128 number of at most 32 bits. */
function readLeb(binary: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = binary[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  return { value, next: at };
}
