// Runs on Node 26 (JSPI): two suspended guests on one thread, which serves both and tells them what to do. One hands the
// other a socket. Prints their answers as one line of JSON.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { compileModule, runGuest } from 'wasock';

const guest = compileModule(readFileSync(process.argv[2]));
const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();

async function start() {
  const connected = once(server, 'connection');
  const options = { wait: 'suspend', policy: { connect: [`127.0.0.1:${port}`] } };
  const ended = runGuest(guest, { ...options, args: ['guest', 'driven', 'inet', String(port)] });
  const [connection] = await connected;
  const lines = createInterface({ input: connection })[Symbol.asyncIterator]();
  const tell = async (...words) => {
    connection.write(`${words.join(' ')}\n`);
    return (await lines.next()).value;
  };
  return { tell, end: () => (connection.end(), ended) };
}

const [giver, taker] = [await start(), await start()];
const target = await taker.tell('pid');
await giver.tell('pair');
const id = await giver.tell('export', 0, target);
const answers = [await giver.tell('import', id), await taker.tell('import', id)];
await giver.tell('close', 0);
answers.push(await taker.tell('write', 0, 'across'), await giver.tell('read', 1));
// What the giver leaves behind is over with it.
const late = await giver.tell('export', 1, target);
const codes = [await giver.end()];
answers.push(await taker.tell('import', late), await taker.tell('read', 0));
codes.push(await taker.end());
server.close();
console.log(JSON.stringify({ answers, codes }));
