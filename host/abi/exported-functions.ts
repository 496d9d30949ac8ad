// The custom section that says which functions a guest's core module exports by the canonical ABI, and of which types. `wasock
// build` writes it, for guests in AssemblyScript.
import { LinkError } from '../trap.ts';
import type { FunctionType, ValueType } from './types.ts';

/** The section's name. Its content is text: a line of WIT for each function. */
export const EXPORTS_SECTION = 'wasock-exports';

/** The types that cross, by their names in WIT. */
const TYPES: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ...(['bool', 's8', 'u8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'f32', 'f64', 'string'] as const).map(
    (name): [string, ValueType] => [name, name],
  ),
  ['list<u8>', { kind: 'list', element: 'u8' }],
]);

/** The most functions that are read. */
const MOST_FUNCTIONS = 1000;

/** Characters: a line for each function. */
const LONGEST_TEXT = 1 << 18;

const NAME = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const TYPE = '[a-z0-9]+(?:<u8>)?';
const LINE = new RegExp(`^(${NAME}): func\\(((?:${NAME}: ${TYPE}(?:, |(?=\\))))*)\\)(?: -> (${TYPE}))?$`);

/** The line of a function. Types are names in WIT. */
export function exportLine(
  name: string,
  params: readonly { readonly name: string; readonly type: string }[],
  result: string | undefined,
): string {
  const list = params.map((param) => `${param.name}: ${param.type}`).join(', ');
  return `${name}: func(${list})${result === undefined ? '' : ` -> ${result}`}`;
}

/**
 * Reads the section, which a guest may have written.
 *
 * @returns the functions by their names
 * @throws LinkError if it has another form
 */
export function readExportedFunctions(content: Uint8Array): ReadonlyMap<string, FunctionType> {
  const refuse = (what: string): never => {
    throw new LinkError(`the section '${EXPORTS_SECTION}' ${what}`);
  };
  if (content.length > LONGEST_TEXT) refuse('is too long');
  const lines = new TextDecoder().decode(content).split('\n');
  if (lines.length > MOST_FUNCTIONS) refuse(`has more than ${MOST_FUNCTIONS} functions`);
  const found = new Map<string, FunctionType>();
  for (const line of lines) {
    const [, name, params = '', result] = LINE.exec(line) ?? refuse('has a line that is no function');
    if (found.has(name!)) refuse(`has two functions '${name}'`);
    const typeOf = (type: string): ValueType => TYPES.get(type) ?? refuse(`has a type that does not cross: ${type}`);
    found.set(name!, {
      params:
        params === ''
          ? []
          : params
              .split(', ')
              .map((text) => text.split(': '))
              .map(([param, type]) => ({ name: param!, type: typeOf(type!) })),
      result: result === undefined ? null : typeOf(result),
    });
  }
  return found;
}
