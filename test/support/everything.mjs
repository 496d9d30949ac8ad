// Components written by hand: a core module that may import every function which this package's host has, and the component
// around it.
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { interfaceImports } from '../../wit/model/index.mjs';
import { offeredInterfaces, witModel, witTexts } from '../../wit/sources.mjs';

/**
 * A function as a core module imports it.
 *
 * @typedef {{ module: string, name: string, params: string[], result: string | undefined }} CoreImport
 */

const OFFERED = offeredInterfaces().filter(({ id }) => !id.startsWith('wasi:cli/run@'));

/** All of them, in the order of the WIT. @type {readonly CoreImport[]} */
export const IMPORTS = OFFERED.flatMap((found) =>
  interfaceImports(found).map(({ module, name, signature: { params, results } }) => ({
    module,
    name,
    params: [...params],
    result: results[0],
  })),
);

/** What a program exports for `wasi:cli/run`. */
export const RUN = `${witModel().interface('wasi:cli/run@0.2.12').id}#run`;

/** The WIT, with a world that has everything. */
function witSource() {
  const packages = witTexts().filter(({ path }) => !path.startsWith('wit/wasip2/'));
  const bodies = new Map();
  for (const { path, text } of packages) {
    const [statement = '', name = ''] = /^package (.*);$/m.exec(text) ?? [];
    const key = path.startsWith('wit/deps/') ? name : 'wasock:sockets@0.1.0';
    if (path.endsWith('/worlds.wit')) continue;
    bodies.set(key, `${bodies.get(key) ?? ''}\n${text.replace(statement, '').replace(/^world [^]*?^\}/gm, '')}`);
  }
  const all = Array.from(bodies, ([name, body]) => `package ${name} {${body}}`);
  const imports = OFFERED.map(({ id }) => `import ${id};`);
  return `package test:everything;
    world everything { ${imports.join('\n')} export wasi:cli/run@0.2.12; }
    ${all.join('\n')}`;
}

/** The text of an import. @param {CoreImport} found @param {string} id */
export function importText({ module, name, params, result }, id) {
  return `(import "${module}" "${name}" (func ${id} (param ${params.join(' ')})${result === undefined ? '' : ` (result ${result})`}))`;
}

/**
 * The component around a core module, which exports `RUN`, its memory and, if need be, `cabi_realloc`.
 *
 * @param {string} module its text
 * @param {'utf8' | 'utf16'} [stringEncoding]
 * @returns {Promise<Uint8Array>}
 */
export async function componentOf(module, stringEncoding = 'utf8') {
  const options = { stringEncoding, witSource: witSource(), world: 'everything' };
  return componentNew(await componentEmbed({ binary: await parse(module), ...options }), []);
}

/** What an import is called in the text of a module: `$poll/pollable.block`, `$host/drop-socket`. @param {CoreImport} found */
export function idOf({ module, name }) {
  const [, from = ''] = /\/(.*)@/.exec(module) ?? [];
  return `$${from}/${name.replace('[resource-drop]', 'drop-').replace(/^\[.*\]/, '')}`;
}

/**
 * A program of which the instructions are given, with what they import, by `idOf`.
 *
 * @param {{ body: string, memory?: string, more?: string, realloc?: string }} parts the instructions of `run`, which has the
 *   locals $a, $b and $c; the memory, of a page by default; anything else at the module's top level; and what the host asks for
 *   memory, which by default is always given the same
 * @returns {Promise<Uint8Array>}
 */
export function programOf({ body, memory = '(memory (export "memory") 1)', more = '', realloc = '(i32.const 32768)' }) {
  const called = new Set(`${body} ${more} ${realloc}`.match(/\$[\w-]+\/[\w.-]+/g));
  const imports = IMPORTS.filter((found) => called.has(idOf(found))).map((found) => importText(found, idOf(found)));
  return componentOf(`(module ${imports.join('\n')} ${memory} ${more}
    (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) ${realloc})
    (func (export "${RUN}") (result i32) (local $a i32) (local $b i32) (local $c i32) ${body} (i32.const 0)))`);
}
