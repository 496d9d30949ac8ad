// The names of a module and its functions, which engines put into the stacks of errors.
import { HEADER_SIZE, Reader, type Section } from './reader.ts';

const CUSTOM_SECTION = 0;
const NAME = 'name';

/** Subsections. */
const OF_MODULE = 0;
const OF_FUNCTIONS = 1;

/** The longest name that is kept, in bytes: C++ has names of thousands. A stack has ten. */
const LONGEST = 16_384;

/**
 * The module without its names, where one of them is very long or has control characters: a stack of ten names of 40 MB takes
 * 400 MB as soon as anybody looks at it.
 */
export function withFitNames(binary: Uint8Array): Uint8Array {
  const reader = new Reader(binary, HEADER_SIZE);
  const unfit = [...reader.sections()].filter((section) => section.id === CUSTOM_SECTION && !isFit(reader, section));
  if (unfit.length === 0) return binary;
  const kept = new Uint8Array(unfit.reduce((size, { start, end }) => size - (end - start), binary.length));
  let from = 0;
  let at = 0;
  for (const { start, end } of [...unfit, { start: binary.length, end: binary.length }]) {
    kept.set(binary.subarray(from, start), at);
    at += start - from;
    from = end;
  }
  return kept;
}

/** Whether a custom section is none of names, or one that can stay. */
function isFit(reader: Reader, section: Section): boolean {
  const content = reader.within(section);
  try {
    if (content.name() !== NAME) return true;
    while (!content.atEnd) {
      const id = content.byte();
      const names = new Reader(content.bytes(content.u32()));
      if (id === OF_MODULE && !isFitName(names)) return false;
      if (id === OF_FUNCTIONS && names.vector(readNaming).includes(false)) return false;
    }
    return true;
  } catch {
    // Engines read what they can of it.
    return false;
  }
}

/** An index, and a name. @returns whether the name is fit */
function readNaming(reader: Reader): boolean {
  reader.u32();
  return isFitName(reader);
}

function isFitName(reader: Reader): boolean {
  const bytes = reader.bytes(reader.u32());
  return bytes.length <= LONGEST && bytes.every((byte) => byte >= 0x20 && byte !== 0x7f);
}
