/** Whether this Node can keep what it makes of programs: since 22.1. */
export function keepsCompiler(): boolean {
  return typeof Reflect.get(process.getBuiltinModule('node:module'), 'enableCompileCache') === 'function';
}
