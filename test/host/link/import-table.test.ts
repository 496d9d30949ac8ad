// The import object of a module that imports in its own way.
import { expect, test } from 'vitest';
import { type Importable, importables, importObject } from '#host/link/import-table';
import type { CoreImport } from '#host/wasm/core-imports';

test('a function that may wait is wrapped once, however often a module imports it', () => {
  const wait = () => {};
  const table = new Map([
    ['host', importables([{ wait }], new Map([['wait', '() -> ()']]), new Set(['wait']))],
    ['same', importables([{ wait }], new Map([['wait', '() -> ()']]), new Set(['wait']))],
  ]);
  const one = (module: string): CoreImport => ({ module, name: 'wait', kind: 'function', signature: '() -> ()' });
  const wanted = Array.from({ length: 1000 }, (_, index) => one(index % 2 === 0 ? 'host' : 'same'));
  const asked: Importable[] = [];
  const imports = importObject(wanted, table, (waiting) => {
    asked.push(...waiting);
    return waiting.map(({ callee }) => callee);
  });
  expect(asked).toHaveLength(2);
  expect(Object.keys(imports)).toEqual(['host', 'same']);
});
