// One reader of WIT, and the canonical ABI's numbers. Nothing here knows wasock, and nothing of dist/ is imported.
export { WitError } from './lexer.mjs';
export { readWit } from './resolve.mjs';
export { partsOf } from './define.mjs';
export * from './abi.mjs';
export { interfaceImports, needsFreeing, refersToMemory, resourcesOf, worldExports, worldImports } from './core.mjs';
