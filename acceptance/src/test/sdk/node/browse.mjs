// Drives SDKs in Chromium: node browse.mjs <path of chromium> <settings as JSON, a list>
// Each of the list: { name, sdk, part, url, key, at, quietMs, ... }. Prints what each page said, by name, as JSON.
import { build } from 'esbuild';
import http from 'node:http';
import process from 'node:process';
import { chromium } from 'playwright-core';

/** No request for so long: the SDK has nothing more to send. A page may ask for more. */
const QUIET_MS = 2_500;
const QUIET_TIMEOUT_MS = 90_000;

const [executablePath, json] = process.argv.slice(2);
const pages = JSON.parse(json);

/** The driver of an SDK with the SDK itself, as one script. */
async function bundled(sdk) {
  const result = await build({
    entryPoints: [`browser/${sdk}.mjs`],
    bundle: true,
    format: 'iife',
    globalName: 'driver',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    write: false,
  });
  return result.outputFiles[0].contents;
}

async function serve(scripts) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const script = scripts.get(pathname.slice(1, -'.js'.length));
    if (pathname.endsWith('.js') && script) {
      response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(script);
    } else if (pathname === '/shop') {
      const sdk = new URL(request.url, 'http://127.0.0.1').searchParams.get('sdk');
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><title>Shop</title><script src="/${sdk}.js"></script>`);
    } else {
      response.writeHead(204).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Counts what is under way, and remembers when something last was. */
function watch(context, url) {
  const traffic = { open: 0, last: Date.now(), seen: [] };
  const ours = (request) => request.url().startsWith(url);
  context.on('request', (request) => {
    if (ours(request)) traffic.open++;
  });
  const ended = async (request) => {
    if (!ours(request)) return;
    traffic.open--;
    traffic.last = Date.now();
    const response = await request.response().catch(() => null);
    traffic.seen.push(`${request.method()} ${request.url().slice(url.length).split('?')[0]} ${response?.status() ?? 'failed'}`);
  };
  context.on('requestfinished', ended);
  context.on('requestfailed', ended);
  return traffic;
}

async function quiet(traffic, quietMs = QUIET_MS) {
  const deadline = Date.now() + QUIET_TIMEOUT_MS;
  while (Date.now() < deadline && (traffic.open > 0 || Date.now() - traffic.last < quietMs)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const scripts = new Map();
for (const { sdk } of pages) scripts.set(sdk, await bundled(sdk));
const server = await serve(scripts);
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

// what it says with a window: a headless one counts as a bot
const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version().split('.')[0]}.0.0.0 Safari/537.36`;

async function tell(settings) {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'Europe/Budapest', userAgent });
  const traffic = watch(context, settings.url);
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/shop?sdk=${settings.sdk}&utm_source=news&utm_campaign=c1`);
  const result = await page.evaluate((given) => globalThis.driver[given.part](given), settings);
  traffic.last = Date.now();
  await quiet(traffic, settings.quietMs);
  await page.close({ runBeforeUnload: true });
  traffic.last = Date.now();
  await quiet(traffic);
  await context.close();
  return { ...result, page: `http://127.0.0.1:${server.address().port}/shop`, requests: traffic.seen, said: said.slice(0, 20) };
}

const results = {};
await Promise.all(
  pages.map(async (settings) => {
    results[settings.name] = await tell(settings).catch((error) => ({ refused: [String(error)] }));
  }),
);
await browser.close();
server.close();
console.log(JSON.stringify(results));
process.exit(0);
