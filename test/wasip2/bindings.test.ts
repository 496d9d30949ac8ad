// asm/bindings/wasi-*.ts and wit/wasip2/ say the same: names, and types as the canonical ABI flattens them. And what is
// built on them has the names of what is built on wit/host.wit.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { worldImports } from '../../wit/model/index.mjs';
import { witModel } from '../../wit/sources.mjs';

const BINDINGS = new URL('../../asm/bindings/', import.meta.url);

/** Core types of AssemblyScript's. */
const CORE: Record<string, string> = { i32: 'i32', usize: 'i32', i64: 'i64', u64: 'i64', void: '' };

test('the bindings of WASI are functions of its WIT, with its types', () => {
  const declared = witFunctions();
  const bound = bindings();
  expect(bound.size).toBe(sources().split('@external').length - 1);
  for (const [name, type] of bound) expect([name, declared.get(name)]).toEqual([name, type]);
});

test('both system layers have the same functions', () => {
  const functions = (...files: string[]) =>
    files.flatMap((file) => {
      const text = readFileSync(new URL(`../../asm/system/${file}`, import.meta.url), 'utf8');
      return Array.from(text.matchAll(/^export (?:function |\{ )(\w+)/gm), ([, name]) => name);
    });
  const component = functions(
    ...['index', 'handover', 'lookups', 'memberships', 'messages'].map((name) => `wasock/${name}.ts`),
  );
  expect(functions('wasip2/index.ts').sort()).toEqual(component.sort());
});

/** Each function of the world: `(parameters) result` by its name in a core module, versions left out. */
function witFunctions(): Map<string, string> {
  const imports = worldImports(witModel().world('wasock:wasip2/wasip2@0.1.0'));
  return new Map(
    imports.map(({ module, name, signature: { params, results } }) => [
      `${module.replace(/@.*/, '')} ${name}`,
      `(${params.join(' ')}) ${results.join(' ')}`,
    ]),
  );
}

/** The text of the bindings. */
function sources(): string {
  const files = readdirSync(BINDINGS).filter((name) => name.startsWith('wasi-'));
  return files.map((name) => readFileSync(new URL(name, BINDINGS), 'utf8')).join('\n');
}

/** Each function that is bound, as `witFunctions` has it. */
function bindings(): Map<string, string> {
  const declarations = sources().matchAll(
    /@external\("([^"@]+)@0\.2\.0", "([^"]+)"\)\nexport declare function \w+\(([^)]*)\): (\w+);/g,
  );
  return new Map(
    Array.from(declarations, ([, module = '', name = '', parameters = '', result = '']) => {
      const core = Array.from(parameters.matchAll(/: (\w+)/g), ([, type = '']) => CORE[type]);
      return [`${module} ${name}`, `(${core.join(' ')}) ${CORE[result]}`];
    }),
  );
}
