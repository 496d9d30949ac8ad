// "wasock/build": compiling guests. Apart from "wasock", because the compiler takes its time to load.
export { defaultCacheDirectory } from '../cache-directory.ts';
export { compileCached } from './cache.ts';
export { CompileError, compileGuest, type CompileOptions, type Target } from './compile.ts';
export { ComposeError, type ComposeTarget, composeWithLibrary } from './compose.ts';
export { checkComponent } from './check-component.ts';
export type { ComponentImport } from '../component/declared-imports.ts';
