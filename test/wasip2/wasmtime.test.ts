import { describe } from 'vitest';
import { testProperties } from './properties.ts';
import { hasWasmtime } from './runtimes.ts';

describe.skipIf(!hasWasmtime)('where it is installed', () => {
  testProperties('wasmtime');
});
