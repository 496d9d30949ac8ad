// Part of `npm run build`: makes one module of all that the command needs to run a guest, and one of what a guest's thread or
// process needs. Node takes longer to find and read 300 files than to do everything else that comes before a guest's first
// instruction. What compiles guests is loaded when it is needed, as it is; packages are not bundled.
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** The modules that are bundled, by the directory in dist/ that they stay in: they find other files from there. */
const ENTRIES = { cli: ['main'], guest: ['worker', 'process-main'] };

for (const [room, entries] of Object.entries(ENTRIES)) {
  const dir = fileURLToPath(new URL(`../../dist/${room}/`, import.meta.url));
  for (const name of readdirSync(dir)) if (name.endsWith('.bundle.js')) rmSync(dir + name);
  const bundle = await rolldown({
    input: entries.map((name) => `${dir}${name}.js`),
    platform: 'node',
    external: [/^[^./]/, /\/dist\/build\//, /^\.\.\/build\//],
  });
  await bundle.write({
    dir,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].bundle.js',
    // Comments and blanks take time to read, names are for stacks.
    minify: { compress: false, mangle: false },
  });
  await bundle.close();
}
