// Part of `npm run build`: dist/asm/, the declarations by which editors and `tsc` know what guests import. They are made from
// asm/, with its documentation, and lead back to it: "go to definition" shows the source.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

execFileSync(process.execPath, [path('node_modules/typescript/bin/tsc'), '-p', path('host/build/guest-types.json')], {
  stdio: 'inherit',
});

// A guest writes `{ ai_socktype: SOCK_STREAM }`. In AssemblyScript the other fields have their initial values then. TypeScript
// has no initial values in declarations.
const hints = path('dist/asm/addresses/addrinfo.d.ts');
const text = readFileSync(hints, 'utf8');
const [declared = ''] = /class AddressInfoHints \{[^}]*\}/.exec(text) ?? [];
if (declared === '') throw new Error(`${hints} has no class AddressInfoHints`);
writeFileSync(hints, text.replace(declared, declared.replaceAll(/^( *ai_\w+):/gm, '$1?:')));
