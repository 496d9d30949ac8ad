// The names of a core module's exports: AssemblyScript has identifiers there, the component model needs others.

const EXPORT_SECTION = 7;

/** What lies before the first section: the magic number and the version. */
const HEADER_SIZE = 8;

/**
 * The same module with other names for its exports.
 *
 * @param binary a valid core module
 * @param rename the new name of each export
 */
export function renameExports(binary: Uint8Array, rename: (name: string) => string): Uint8Array {
  const parts = [binary.subarray(0, HEADER_SIZE)];
  for (const reader = new Reader(binary, HEADER_SIZE); !reader.atEnd;) {
    const start = reader.at;
    const id = reader.byte();
    const end = reader.number() + reader.at;
    if (id === EXPORT_SECTION) {
      const content = renamedSection(reader, rename);
      parts.push(Uint8Array.of(id), lengthBytes(content.length), content);
    } else {
      parts.push(binary.subarray(start, end));
    }
    reader.at = end;
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** The export section's content: a count, then for each export its name, its kind (a byte) and its index. */
function renamedSection(reader: Reader, rename: (name: string) => string): Uint8Array {
  const count = reader.number();
  const parts = [lengthBytes(count)];
  for (let index = 0; index < count; index++) {
    const name = new TextEncoder().encode(rename(reader.text()));
    const start = reader.at;
    reader.byte();
    reader.number();
    parts.push(lengthBytes(name.length), name, reader.binary.subarray(start, reader.at));
  }
  return Buffer.concat(parts);
}

/** Reads a module from a position on. */
class Reader {
  readonly binary: Uint8Array;
  at: number;

  constructor(binary: Uint8Array, at: number) {
    this.binary = binary;
    this.at = at;
  }

  get atEnd(): boolean {
    return this.at >= this.binary.length;
  }

  byte(): number {
    return this.binary[this.at++] ?? 0;
  }

  /** An unsigned LEB128 number. */
  number(): number {
    let value = 0;
    let byte = 0x80;
    for (let shift = 0; byte >= 0x80; shift += 7) {
      byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
    }
    return value;
  }

  text(): string {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.binary.subarray(this.at - length, this.at));
  }
}

/** A number as unsigned LEB128. */
function lengthBytes(value: number): Uint8Array {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 0x80)) {
    if (rest < 0x80) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 0x80) + 0x80);
  }
}
