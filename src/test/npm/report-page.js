// Opens a page in Chromium as people do, light and dark, wide and narrow; prints what it found.
// node report-page.js CHROMIUM PAGE.html [PICTURE.png]
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { chromium } = require('playwright-core');

const [, , executablePath, file, picture] = process.argv;
const VIEWS = [
  { name: 'light', colorScheme: 'light', width: 1280, height: 1600 },
  { name: 'dark', colorScheme: 'dark', width: 1280, height: 1600 },
  { name: 'narrow', colorScheme: 'light', width: 390, height: 800 },
  { name: 'narrow-dark', colorScheme: 'dark', width: 390, height: 800 },
];

async function look(view) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'trailwatch-page-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    colorScheme: view.colorScheme,
    viewport: { width: view.width, height: view.height },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
  try {
    const page = context.pages()[0] || (await context.newPage());
    const requests = [];
    const errors = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto('file://' + path.resolve(file));
    if (picture) await page.screenshot({ path: picture.replace('.png', `-${view.name}.png`) });
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const facts = await page.evaluate(() => ({
      scripts: document.querySelectorAll('script, iframe, object, embed, img, link').length,
      handlers: [...document.querySelectorAll('*')].filter(
        (e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length,
      links: [...document.querySelectorAll('a')].filter(
        (a) => !a.getAttribute('href').startsWith('#')).length,
      broken: [...document.querySelectorAll('a')].filter(
        (a) => !document.getElementById(a.getAttribute('href').slice(1))).length,
      background: getComputedStyle(document.body).backgroundColor,
      tallest: Math.max(0, ...[...document.querySelectorAll('#story tbody tr')].map(
        (row) => row.offsetHeight)),
      sections: [...document.querySelectorAll('section')].map((s) => s.id),
    }));
    await page.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const axe = await page.evaluate(() => window.axe.run(document));
    const violations = axe.violations.map(
      (v) => `${v.id}: ${v.nodes.length}x ${v.nodes[0].html.slice(0, 160)}`);
    return { ...view, requests, errors, overflow, ...facts, violations, passes: axe.passes.length };
  } finally {
    await context.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
}

(async () => {
  const found = [];
  for (const view of VIEWS) found.push(await look(view));
  process.stdout.write(JSON.stringify(found));
})().catch((error) => {
  process.stderr.write(String(error.stack));
  process.exit(1);
});
