// An HTTP/1.1 server of Node's own.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const found = request.method === 'GET' && request.url === '/';
  response.sendDate = false;
  if (found) response.setHeader('Content-Type', 'text/plain');
  response.statusCode = found ? 200 : 404;
  response.end(found ? 'Hello, world!' : '');
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 511, () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(String(address.port));
});
