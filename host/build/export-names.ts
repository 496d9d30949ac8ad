// The names of a core module's exports. AssemblyScript has identifiers, and the component model needs other names.

import { HEADER_SIZE, Reader, unsignedLeb } from '../wasm/reader.ts';

const EXPORT_SECTION = 7;

/**
 * The same module with other names for its exports.
 *
 * @param binary a valid core module
 * @param rename the new names of each export; without one it is exported no longer
 */
export function renameExports(binary: Uint8Array, rename: (name: string) => readonly string[]): Uint8Array {
  const parts = [binary.subarray(0, HEADER_SIZE)];
  const reader = new Reader(binary, HEADER_SIZE);
  for (const section of reader.sections()) {
    if (section.id === EXPORT_SECTION) {
      const content = renamedSection(reader.within(section), rename);
      parts.push(Uint8Array.of(section.id), unsignedLeb(content.length), content);
    } else {
      parts.push(binary.subarray(section.start, section.end));
    }
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** The export section's content: a count, then for each export its name, its kind (a byte) and its index. */
function renamedSection(reader: Reader, rename: (name: string) => readonly string[]): Uint8Array {
  const count = reader.u32();
  const parts: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const names = rename(reader.name());
    const start = reader.at;
    reader.byte();
    reader.u32();
    const target = reader.binary.subarray(start, reader.at);
    for (const name of names) {
      const bytes = new TextEncoder().encode(name);
      parts.push(Buffer.concat([unsignedLeb(bytes.length), bytes, target]));
    }
  }
  return Buffer.concat([unsignedLeb(parts.length), ...parts]);
}
