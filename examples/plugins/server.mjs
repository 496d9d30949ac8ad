// An HTTP server whose routes are plugins that it does not trust: each a guest in a process of its own, which may reach nothing but
// one connection to the database.
//
//   node examples/plugins/server.mjs 8080 6379 examples/plugins/visits.ts
//   curl http://127.0.0.1:8080/visits?who=Ada
//
// Arguments: the server's port, Redis' port, and the plugins.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { basename } from 'node:path';
import { loadGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

const [port, redis, ...files] = process.argv.slice(2);

async function load(file) {
  const database = connect({ port: Number(redis), host: '127.0.0.1' });
  await once(database, 'connect');
  return loadGuest(await compileGuest(file), { isolation: 'process', policy: {}, sockets: { database } });
}

const plugins = new Map();
for (const file of files) plugins.set(`/${basename(file, '.ts')}`, await load(file));

const server = createServer(async (request, response) => {
  const { pathname, search } = new URL(request.url, 'http://localhost');
  const plugin = plugins.get(pathname);
  try {
    const text = await plugin?.exports.respond(search.slice(1));
    response.writeHead(text === undefined ? 404 : 200).end(text);
  } catch (error) {
    response.writeHead(500).end(`${error.name}\n`);
  }
});
server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
