// Runs on Node 26 (JSPI): guests of one thread that accept connections, whose peers this thread is. Prints what became of them
// as one line of JSON.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { compileModule, runGuest } from 'wasock';

const guest = (name) => compileModule(readFileSync(join(process.argv[2], `${name}.wasm`)));

/** Runs a guest. @returns the promise of its exit code, and a connection to it */
async function start(module, options = {}) {
  let running;
  const address = await new Promise((onListening) => {
    running = runGuest(module, {
      ...options,
      wait: 'suspend',
      sockets: { listener: { listen: '127.0.0.1:0' } },
      onListening,
    });
    running.catch(() => {});
  });
  return { running, socket: connect(Number(address.split(':')[1]), '127.0.0.1') };
}

const results = {};
{
  const module = guest('echo');
  const started = await Promise.all(Array.from({ length: 10 }, () => start(module)));
  const answers = started.map(async ({ socket }) => {
    socket.write('hello');
    const [data] = await once(socket, 'data');
    socket.end();
    return String(data);
  });
  results.echo = {
    answers: await Promise.all(answers),
    codes: await Promise.all(started.map(({ running }) => running)),
  };
}
{
  const module = guest('poll');
  const started = [await start(module), await start(module)];
  for (const { socket } of started) socket.end('polled!');
  results.poll = await Promise.all(started.map(({ running }) => running));
}
{
  const { running } = await start(guest('blocked'), { limits: { wallTimeMs: 200 } });
  results.blocked = await running.catch(({ name }) => name);
}
console.log(JSON.stringify(results));
process.exit(0);
