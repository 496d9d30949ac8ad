import { readExternType } from './core-imports.ts';
import { checkName } from './plain-name.ts';
import { HEADER_SIZE, type Reader } from './reader.ts';

/** Sections of a core module that have names. */
const SECTION_OF_IMPORTS = 2;
const SECTION_OF_EXPORTS = 7;

/** Checks the names of a core module's imports and exports. @throws LinkError for what is not a name */
export function checkCoreNames(module: Reader): void {
  module.bytes(HEADER_SIZE);
  for (const section of module.sections()) {
    const reader = module.within(section);
    if (section.id === SECTION_OF_IMPORTS) {
      reader.vector(() => {
        checkName(reader.name());
        checkName(reader.name());
        readExternType(reader);
      });
    } else if (section.id === SECTION_OF_EXPORTS) {
      reader.vector(() => {
        checkName(reader.name());
        reader.byte();
        reader.u32();
      });
    }
  }
}
