// The functions that a guest in AssemblyScript exports for a program that calls them: their types in WIT, and an entry file that
// lifts and lowers their values by the canonical ABI. See host/guest/exported.ts.
import { exportLine } from '../abi/exported-functions.ts';
import { kebab } from '../abi/names.mjs';

/** How a type of AssemblyScript crosses. */
interface Crossing {
  /** The type in WIT. */
  readonly wit: string;
  /** The parameters of the core function, for a name. */
  readonly params: (name: string) => readonly string[];
  /** The argument, of these parameters. */
  readonly take: (name: string) => string;
  /** The result's type in the core function. */
  readonly type: string;
  /** The result, of an expression. */
  readonly give: (value: string) => string;
  /** Whether the result lies in memory. */
  readonly isStored: boolean;
}

const number = (type: string, wit: string): Crossing => ({
  wit,
  params: (name) => [`${name}: ${type}`],
  take: (name) => name,
  type,
  give: (value) => value,
  isStored: false,
});

const list = (wit: string, take: string, give: string): Crossing => ({
  wit,
  params: (name) => [`${name}: usize`, `${name}Length: i32`],
  take: (name) => `${take}(${name}, ${name}Length)`,
  type: 'usize',
  give: (value) => `${give}(${value})`,
  isStored: true,
});

const NUMBERS = {
  i8: 's8',
  u8: 'u8',
  i16: 's16',
  u16: 'u16',
  i32: 's32',
  u32: 'u32',
  i64: 's64',
  u64: 'u64',
  f32: 'f32',
  f64: 'f64',
  bool: 'bool',
} as const;

/** By the names of types in AssemblyScript. */
const CROSSINGS: ReadonlyMap<string, Crossing> = new Map([
  ...Object.entries(NUMBERS).map(([type, wit]): [string, Crossing] => [type, number(type, wit)]),
  ['string', list('string', 'takeText', 'giveText')],
  ['ArrayBuffer', list('list<u8>', 'takeBytes', 'giveBytes')],
  ['Uint8Array', list('list<u8>', 'takeView', 'giveView')],
]);

/** The most core values that are arguments: more would lie in memory. */
const MOST_PARAMS = 16;

/** A name in the component model: words of letters and digits. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;

/** A function that an entry file exports: the types as it writes them. */
export interface ExportedFunction {
  readonly name: string;
  readonly params: readonly { readonly name: string; readonly type: string }[];
  /** `void` for none. */
  readonly result: string;
}

/** What is made for the functions that cross. */
export interface GuestExports {
  /** Lines of WIT: the content of the custom section. */
  readonly lines: readonly string[];
  /** The source of the entry file. */
  readonly source: string;
  /** The names of its exports in the module; others keep theirs. */
  readonly names: ReadonlyMap<string, string>;
}

/** Why a function does not cross; undefined if it does. */
export function obstacle({ name, params, result }: ExportedFunction): string | undefined {
  if (!NAME.test(kebab(name))) return 'its name has other characters than letters and digits';
  for (const { name: param, type } of params) {
    if (!NAME.test(kebab(param))) return `the name of ${param} has other characters than letters and digits`;
    if (!CROSSINGS.has(type)) return `${param} is of type ${type}`;
  }
  if (result !== 'void' && !CROSSINGS.has(result)) return `its result is of type ${result}`;
  const values = params.reduce((sum, { name: param, type }) => sum + CROSSINGS.get(type)!.params(param).length, 0);
  return values > MOST_PARAMS ? 'it has too many parameters' : undefined;
}

/** @param functions which cross @param from where the entry file imports them from */
export function guestExports(functions: readonly ExportedFunction[], from: string): GuestExports {
  const names = new Map<string, string>();
  const lines: string[] = [];
  const source = [
    'import { giveBytes, giveText, giveView, letGo, takeBytes, takeText, takeView } from "wasock/memory/exported";',
    `import * as guest from ${JSON.stringify(from)};`,
    'export * from "wasock/exports";',
  ];
  for (const [index, { name, params, result }] of functions.entries()) {
    const crossings = params.map(({ type }) => CROSSINGS.get(type)!);
    const gives = CROSSINGS.get(result);
    const own = crossings.flatMap((crossing, at) => crossing.params(`a${at}`));
    const call = `guest.${name}(${crossings.map((crossing, at) => crossing.take(`a${at}`)).join(', ')})`;
    const body = gives === undefined ? `${call};` : `return ${gives.give(call)};`;
    source.push(`export function wasock_call_${index}(${own.join(', ')}): ${gives?.type ?? 'void'} { ${body} }`);
    names.set(`wasock_call_${index}`, kebab(name));
    if (gives?.isStored === true) {
      source.push(`export function wasock_after_${index}(area: usize): void { letGo(); }`);
      names.set(`wasock_after_${index}`, `cabi_post_${kebab(name)}`);
    }
    const typed = params.map(({ name: param }, at) => ({ name: kebab(param), type: crossings[at]!.wit }));
    lines.push(exportLine(kebab(name), typed, gives?.wit));
  }
  return { lines, source: `${source.join('\n')}\n`, names };
}
