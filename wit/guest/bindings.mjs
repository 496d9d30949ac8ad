// What is generated for guests in AssemblyScript in asm/generated/: the core imports of an interface.
import { coreParams } from '../core-params.mjs';
import { importSignature, resourcesOf } from '../model/index.mjs';
import { camel } from '../names.mjs';

/** @import { CoreParam } from '../core-params.mjs' */
/** @import { Func, Interface } from '../model/types.ts' */

const HEAD = `// Generated from wit/ by \`npm run wit\`; not to be edited.
// The core imports of an interface, lowered as the canonical ABI prescribes: a string or a list is an address and a
// length (of a string in UTF-16 code units), a variant its case and its joined payload, \`result\` the address of a
// return area.
`;

/** No line is longer. */
const WIDTH = 120;

/** The text of asm/generated/NAME.ts. @param {Interface} api */
export function bindings(api) {
  const functions = api.functions.map((func) => {
    const own = func.resource === null ? func.name : `${func.resource.name}-${func.name}`;
    return declaration(api.id, func.fullName, camel(own), coreParams(func).map(paramText), resultOf(func));
  });
  const drops = resourcesOf(api).map(({ name }) =>
    declaration(api.id, `[resource-drop]${name}`, camel(`${name}-drop`), ['self: i32'], 'void'),
  );
  return [HEAD, ...functions, ...drops].join('\n');
}

/** @param {Func} func */
function resultOf(func) {
  return importSignature(func).results[0] ?? 'void';
}

/** @param {CoreParam} param */
function paramText({ name, type, role }) {
  return `${camel(name)}: ${role === 'pointer' ? 'usize' : type}`;
}

/**
 * @param {string} module
 * @param {string} external
 * @param {string} name
 * @param {string[]} params
 * @param {string} result
 */
function declaration(module, external, name, params, result) {
  const head = `// @ts-ignore: decorator\n@external("${module}", "${external}")\n`;
  const line = `export declare function ${name}(${params.join(', ')}): ${result};\n`;
  if (line.length <= WIDTH) return head + line;
  const lines = ['  '];
  for (const param of params) {
    const last = lines.at(-1) ?? '';
    if (`${last}${param},`.length > WIDTH) lines.push('  ');
    lines[lines.length - 1] += `${param}, `;
  }
  const rows = lines.map((row) => `${row.trimEnd()}\n`).join('');
  return `${head}export declare function ${name}(\n${rows}): ${result};\n`;
}
