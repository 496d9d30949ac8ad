// asm/bindings/wasi-*.ts and wit/wasip2/ say the same: names, and types as the canonical ABI flattens them. And what is
// built on them has the names of what is built on wit/host.wit.
import { readdirSync, readFileSync } from 'node:fs';
import { componentEmbed, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { wasip2Source } from '#host/build/wit';

const BINDINGS = new URL('../../asm/bindings/', import.meta.url);

/** Core types of AssemblyScript's. */
const CORE: Record<string, string> = { i32: 'i32', usize: 'i32', i64: 'i64', u64: 'i64', void: '' };

test('the bindings of WASI are functions of its WIT, with its types', async () => {
  const declared = await witFunctions();
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
  const component = functions('component.ts', 'handover.ts', 'lookups.ts', 'memberships.ts', 'messages.ts');
  expect(functions('wasip2.ts').sort()).toEqual(component.sort());
});

/** Each function of the world: `(parameters) result` by its name in a core module, versions left out. */
async function witFunctions(): Promise<Map<string, string>> {
  const dummy = await componentEmbed({ witSource: wasip2Source(), world: 'wasip2', dummy: true });
  const text = await print(dummy);
  const types = new Map<string, string>();
  for (const [, index = '', params = '', result = ''] of text.matchAll(
    /\(type \(;(\d+);\) \(func(?: \(param ([^)]*)\))?(?: \(result (\w+)\))?\)\)/g,
  )) {
    types.set(index, `(${params}) ${result}`);
  }
  const imports = text.matchAll(/\(import "cm32p2\|([^"@]+)@0\.2" "([^"]+)" \(func \(;\d+;\) \(type (\d+)\)\)\)/g);
  return new Map(
    Array.from(imports, ([, module = '', name = '', type = '']) => [
      `${module} ${name.replace(/^([a-z-]+)_drop$/, '[resource-drop]$1')}`,
      types.get(type) ?? '',
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
