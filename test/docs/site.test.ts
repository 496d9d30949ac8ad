// The site of the documentation is built, and looked at in a real browser: Debian's chromium, which build.sh test installs.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, posix } from 'node:path';
import { execPath, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, portOf } from '../support/peer.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SITE = join(ROOT, `build/site-${pid}`);
const CHROMIUM = '/usr/bin/chromium';
const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) console.warn(`the site is not looked at in a browser: there is no ${CHROMIUM}`);

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };
const TIME = 300_000;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

let pages: string[] = [];
const htmlOf = new Map<string, string>();

beforeAll(async () => {
  await promisify(execFile)(execPath, [join(ROOT, 'docs/site/build.mjs'), SITE]);
  const names = readdirSync(SITE, { recursive: true, encoding: 'utf8' });
  pages = names.filter((name) => name.endsWith('.html')).map((name) => `/${name}`);
  for (const page of pages) htmlOf.set(page, readFileSync(SITE + page, 'utf8'));
}, TIME);
afterAll(() => {
  rmSync(SITE, { recursive: true, force: true });
  rmSync(`${SITE}-pages`, { recursive: true, force: true });
});

/** What the attributes of this name in a page hold. */
const attributes = (html: string, name: string): string[] =>
  Array.from(html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g')), ([, value = '']) => value);

test('each link within the site leads to a page and a heading, or to a file', () => {
  const broken: string[] = [];
  for (const [page, html] of htmlOf) {
    for (const link of attributes(html, 'href').filter((href) => !/^[a-z]+:/.test(href))) {
      const [path = '', anchor = ''] = link.split('#');
      const found = path === '' ? page : posix.join(posix.dirname(page), path.startsWith('/') ? '' : path);
      const target = path.startsWith('/') ? path : found;
      const file = target.endsWith('/') ? `${target}index.html` : target;
      const ids = anchor === '' ? [] : attributes(htmlOf.get(file) ?? '', 'id');
      if (!existsSync(SITE + file) || (anchor !== '' && !ids.includes(anchor))) broken.push(`${page}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
});

test("each function of PHP's manual leads to its description", () => {
  const manual: { functions: { name: string }[] } = JSON.parse(
    readFileSync(join(ROOT, 'docs/coverage/manual.json'), 'utf8'),
  );
  const links = attributes(htmlOf.get('/coverage.html') ?? '', 'href');
  const names = manual.functions.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(35);
  expect(names.filter((name) => !links.includes(`/reference/guest.html#${name}`))).toEqual([]);
});

describe.skipIf(!hasChromium)('in a browser', () => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = SITE + (pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    if (!existsSync(file)) return response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
  });
  const profile = mkdtempSync(join(tmpdir(), 'wasock-chromium-'));
  let browser: BrowserContext;
  let page: Page;
  let home = '';
  /** What went wrong in the page: errors, and requests that lead out of the site or to nothing. */
  const wrong: string[] = [];

  beforeAll(async () => {
    await listen(server, { port: 0, host: '127.0.0.1' });
    home = `http://127.0.0.1:${portOf(server)}`;
    browser = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      headless: true,
      viewport: DESKTOP,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    browser.setDefaultTimeout(TIME / 3);
    page = await browser.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !request.url().startsWith('data:')) wrong.push(request.url());
    });
  }, TIME);
  afterAll(async () => {
    await browser?.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  });

  test(
    'no page is wider than a phone, asks for anything outside of the site, or has an error',
    { timeout: TIME },
    async () => {
      await page.setViewportSize(PHONE);
      const wide: string[] = [];
      for (const path of pages) {
        await page.goto(home + path, { waitUntil: 'load' });
        const width = await page.evaluate('document.documentElement.scrollWidth');
        if (Number(width) > PHONE.width) wide.push(`${path}: ${String(width)}`);
      }
      expect(wide).toEqual([]);
      expect(wrong).toEqual([]);
      expect(pages.length).toBeGreaterThan(40);
    },
  );

  test('the navigation leads from page to page', { timeout: TIME }, async () => {
    await page.setViewportSize(DESKTOP);
    await page.goto(`${home}/`);
    await page.locator('.VPSidebar').getByText('A server for many clients').click();
    await page.waitForURL('**/guides/select-server.html');
    expect(await page.locator('h1').textContent()).toContain('A server for many clients');
    await page.locator('.pager-link.next').click();
    await page.waitForURL('**/guides/datagrams.html');
    expect(wrong).toEqual([]);
  });

  test('a phone has the navigation in a menu', { timeout: TIME }, async () => {
    await page.setViewportSize(PHONE);
    await page.goto(`${home}/`);
    await page.locator('.VPLocalNav .menu').click();
    await page.locator('.VPSidebar.open').getByText('Streams', { exact: true }).click();
    await page.waitForURL('**/guides/streams.html');
    expect(wrong).toEqual([]);
  });

  test('the search finds a function', { timeout: TIME }, async () => {
    await page.setViewportSize(DESKTOP);
    await page.goto(`${home}/`);
    await page.locator('.DocSearch-Button').click();
    await page.locator('.search-input').fill('socket_recvfrom');
    const first = page.locator('.VPLocalSearchBox .result').first();
    await first.filter({ hasText: 'socket_recvfrom' }).click();
    await page.waitForURL('**/reference/guest.html#socket_recvfrom');
    expect(wrong).toEqual([]);
  });
});
