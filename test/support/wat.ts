// Guests written by hand, in WebAssembly's text format, that call the host's functions as nobody else would.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { embedWorld } from '#host/build/component';
import { worldImports } from '../../wit/model/index.mjs';
import { witModel } from '../../wit/sources.mjs';
import { reallocText } from './realloc.ts';

/** An import of the host as a core module sees it. */
export interface Import {
  module: string;
  name: string;
  /** Its name in the text: `$socket.send`. */
  id: string;
  params: string[];
  hasResult: boolean;
}

/** Every import of the world `guest`, with the types that the canonical ABI gives it: read from wit/, not written down. */
export const hostImports: readonly Import[] = worldImports(witModel().world('wasock:sockets/guest@0.1.0')).map(
  ({ module, name, signature: { params, results } }) => {
    const id = `$${name.replace(/\[(.*)\]socket\.?/, (_, kind: string) => (kind === 'resource-drop' ? 'drop' : ''))}`;
    return { module, name, id, params, hasResult: results.length > 0 };
  },
);

/** What a hand-written guest consists of; every part has a default that behaves. */
export interface Guest {
  /** The instructions of `_start`. */
  body: string;
  /** `cabi_realloc` as a whole, or nothing: by default it hands out the second half of the memory, once over. */
  realloc?: string;
  memory?: string;
  /** Imports besides the host's. */
  imports?: string;
  /** Anything else at the module's top level. */
  more?: string;
}

/** The module, with all of the host's functions imported by their `id`. */
export async function assemble({
  body,
  realloc = REALLOC,
  memory = MEMORY,
  imports: others = '',
  more = '',
}: Guest): Promise<Uint8Array> {
  const declarations = hostImports.map(
    ({ module, name, id, params, hasResult }) =>
      `(import "${module}" "${name}" (func ${id} (param ${params.join(' ')})${hasResult ? ' (result i32)' : ''}))`,
  );
  const module = await parse(
    `(module ${declarations.join('\n')} ${others} ${memory} ${realloc} ${more} (func (export "_start") ${body}))`,
  );
  return embedWorld(module, 'component');
}

/** One page: 65,536 bytes. */
export const MEMORY = '(memory (export "memory") 1)';

const REALLOC = reallocText('(export "cabi_realloc")', 32_768);

/** Where `PAIR` leaves the two handles. */
export const FIRST = '(i32.load (i32.const 1004))';
export const SECOND = '(i32.load (i32.const 1008))';

/** Makes a pair of local stream sockets, the first of them non-blocking. */
export const PAIR = `
  (call $pair (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1000))
  (call $set-blocking ${FIRST} (i32.const 0) (i32.const 2000))`;

/** A call of an import with these operands, its result dropped. */
export function call({ id, hasResult }: Import, operands: readonly string[]): string {
  const instruction = `(call ${id} ${operands.join(' ')})`;
  return hasResult ? `(drop ${instruction})` : instruction;
}

/** A constant of a type, from bits that may be signed or not. */
export const constant = (type: string, value: number): string => `(${type}.const ${value})`;
