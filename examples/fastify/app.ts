// An application on Fastify with a plugin that it does not trust: it shows the titles of pages of one host, and can reach no other,
// whatever the users of the application ask for.
//
//     npm install
//     npm run build
//     npm start -- 8000 example.com:80
//     curl 'http://127.0.0.1:8000/title?url=http://example.com/'
//
// In a project elsewhere, depend on "wasock" by its version, not by "file:../..". The plugin is title.ts. What it exports is in
// title-exports.ts, which `wasock types` writes: see package.json.
import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';
import { createPool } from 'wasock';
import type { Exports } from './title-exports.js';

const [port = '8000', host = 'example.com:80'] = process.argv.slice(2);
const app = fastify({ logger: true });
app.get('/', () => ({ hello: 'world' }));

// Each request has an instance of its own, which finds nothing of another's, and whose failure ends nothing else.
const plugin = createPool<Exports>(readFileSync(new URL('title.wasm', import.meta.url)), {
  policy: { connect: [host] },
  onDenied: ({ permission, subject }) => app.log.warn(`the plugin may not ${permission} ${subject}`),
});
app.get<{ Querystring: { url: string } }>('/title', async ({ query }) => ({
  title: await plugin.run((guest) => guest.exports.title(query.url)),
}));

app.addHook('onClose', () => plugin.close());
process.once('SIGTERM', () => void app.close());
await app.listen({ port: Number(port), host: '127.0.0.1' });
