// One reader of WIT, and the canonical ABI's numbers. Nothing here knows wasock, and nothing of dist/ is imported.
export { WitError } from './lexer.mjs';
export { readWit } from './resolve.mjs';
export { partsOf } from './define.mjs';
export { alignmentOf, casesOf, layoutOf, offsetsOf, sequence, sizeOf, underlying, variantLayout } from './layout.mjs';
export { exportSignature, flatten, hasParamsInMemory, hasResultInMemory, importSignature } from './flat.mjs';
export { interfaceImports, needsFreeing, refersToMemory, resourcesOf, worldExports, worldImports } from './core.mjs';
