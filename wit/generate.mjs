// Writes host/wit-types.ts, the TypeScript types of wit/types.wit, with the generator that `jco transpile`
// uses: `npm run wit`. A test checks that the committed file is what this writes.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { $init, generateTypes } from '@bytecodealliance/jco-transpile/component';
import { witSource } from '../dist/build/wit.js';

const OUTPUT = fileURLToPath(new URL('../host/wit-types.ts', import.meta.url));

/** The declaration files that jco makes for the guest world: [name, text] pairs. */
export async function declarations() {
  await $init;
  const files = generateTypes('guest', {
    wit: { tag: 'source', val: witSource() },
    world: 'guest',
    instantiation: { tag: 'async' },
  });
  return files.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
}

/** The text of host/wit-types.ts. */
export async function typesModule() {
  const files = new Map(await declarations());
  const text = files.get('interfaces/wasock-sockets-types.d.ts');
  if (text === undefined) throw new Error('jco made no types for wasock:sockets/types');
  return `// Generated from wit/types.wit by \`npm run wit\`; not to be edited.\n${text}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(OUTPUT, await typesModule());
