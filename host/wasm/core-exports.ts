// The functions that a core module exports, with their types. Engines tell only names and kinds.
import { type CoreImport, coreImports, readTypes, type Signature } from './core-imports.ts';
import { HEADER_SIZE, Reader } from './reader.ts';

const TYPE = 1;
const FUNCTION = 3;
const SECTION_OF_EXPORTS = 7;

/** The kind of an export that is a function. */
const FUNC = 0;

/** As engines have had it for long; some take a million now. */
const MOST_EXPORTS = 100_000;

/**
 * The types of the functions that a core module exports, by name.
 *
 * @param binary a valid core module
 * @param imports its imports
 * @throws LinkError if it has a form that is not known here, or more exports than a guest may have
 */
export function coreExportSignatures(
  binary: Uint8Array,
  imports: readonly CoreImport[] = coreImports(binary),
): Map<string, Signature> {
  const functions = imports.filter(({ kind }) => kind === 'function').map(({ signature }) => signature);
  const found = new Map<string, Signature>();
  let types: readonly (Signature | undefined)[] = [];
  const reader = new Reader(binary, HEADER_SIZE);
  for (const section of reader.sections()) {
    const content = reader.within(section);
    if (section.id === TYPE) types = readTypes(content);
    else if (section.id === FUNCTION)
      for (const type of content.vector((each) => each.u32())) functions.push(types[type]);
    else if (section.id === SECTION_OF_EXPORTS) {
      content.vector(() => {
        const name = content.name();
        const kind = content.byte();
        const signature = functions[content.u32()];
        if (kind === FUNC && signature !== undefined) found.set(name, signature);
      }, MOST_EXPORTS);
      // What comes after it says nothing of exports.
      return found;
    }
  }
  return found;
}
