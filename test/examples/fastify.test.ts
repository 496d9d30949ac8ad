import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { Command, EXAMPLES } from '../support/command-line.ts';
import { pasted } from '../support/examples-readme.ts';
import { NPM_ENVIRONMENT } from '../support/npm.ts';
import { listen, portOf } from '../support/peer.ts';

const TITLE = 'A plugin that may reach one host';

/** A copy of the example, where what it depends on is installed: as deep in the repository as it lies itself. */
function copied(): string {
  const folder = fileURLToPath(new URL(`../../build/fastify-${process.pid}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const source = `${EXAMPLES}fastify`;
  const names = readdirSync(source).filter((name) => /^(app|title)\.ts$|^(package|tsconfig)\.json$/.test(name));
  for (const name of names) cpSync(`${source}/${name}`, `${folder}/${name}`);
  return folder;
}

/** A web server with titles, and the paths that it was asked for. */
async function pages(): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end(`<html>\n<title>Page ${url}</title>\n</html>\n`);
  });
  onTestFinished(() => void server.close());
  await listen(server, { port: 0, host: '127.0.0.1' });
  return { port: portOf(server), asked };
}

/** The application, installed, built and started as README says, once it listens. @returns its URL as well */
async function started(host: string): Promise<{ app: Command; url: string }> {
  const folder = copied();
  const { scripts } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { scripts: { start: string } };
  const script = pasted(TITLE)
    .replace('examples/fastify', folder)
    // The compiler of TypeScript is that of the repository.
    .replace('npm install', 'npm install --omit=dev --prefer-offline --no-audit --no-fund')
    // Without npm, which would outlive what it has started.
    .replace('npm start -- 8000 example.com:80', `exec ${scripts.start} 0 ${host}`);
  const app = new Command('sh', ['-euc', script], undefined, NPM_ENVIRONMENT);
  const [, url = ''] = await app.printed(/Server listening at (http:[^"]+)"/);
  return { app, url };
}

test(
  'an application answers with an error where its plugin is refused, and serves on',
  { timeout: 300_000 },
  async () => {
    const [allowed, other] = [await pages(), await pages()];
    const { app, url } = await started(`localhost:${allowed.port}`);
    const get = async (path: string) => {
      const response = await fetch(url + path);
      return [response.status, await response.json()] as const;
    };
    const title = (page: string) => get(`/title?url=${encodeURIComponent(page)}`);

    expect(await title(`http://localhost:${allowed.port}/first`)).toEqual([200, { title: 'Page /first' }]);
    for (const refused of [`127.0.0.1:${other.port}`, `localhost:${other.port}`, '169.254.169.254']) {
      const [status, body] = await title(`http://${refused}/`);
      expect([status, body]).toMatchObject([500, { error: 'Internal Server Error' }]);
    }
    expect(other.asked).toEqual([]);
    await app.printed(new RegExp(`the plugin may not connect 127.0.0.1:${other.port}`));
    await app.printed(/the plugin may not connect 169\.254\.169\.254:80/);

    const pair = ['a', 'b'].map((name) => title(`http://localhost:${allowed.port}/${name}`));
    expect(await Promise.all(pair)).toEqual([
      [200, { title: 'Page /a' }],
      [200, { title: 'Page /b' }],
    ]);
    expect(await get('/')).toEqual([200, { hello: 'world' }]);

    // Its pool is closed with it.
    process.kill(app.pid, 'SIGTERM');
    expect(await app.exited, app.stderr).toBe(0);
  },
);
