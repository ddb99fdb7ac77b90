/**
 * `npm run bench:tiles`: a page of 24, 48 and 96 tiles (a rate by slice with its interval, comparison and weeks) over
 * 5,000,000 outputs, from a browser's first byte to the last tile painted, with no result remembered: the first visit out of
 * rows, those that follow out of the sums that a server keeps of them. Give a folder to keep the data for the next run, and a
 * number of outputs to make another year.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../browser/find-browser.mjs';
import { newFolder, startAssay } from '../e2e/server/start-assay.mjs';
import { makeLargeYear } from './large-year.mjs';

const sizes = [24, 48, 96];
const runs = 7;
const weeks = 26;
const keptAfterMs = 20_000;

const numbered = (prefix, first, last) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${first + index}`);
const crossed = (some, others) => some.flatMap((one) => others.map((other) => ({ ...one, ...other })));

/** Every tile is another slice that has rows in the last weeks. */
function slices(count) {
  const workflows = numbered('w', 1, 10).map((workflow) => ({ workflow }));
  const locales = ['en', 'de', 'fr'].map((locale) => ({ locale }));
  const versions = numbered('m', 5, 8).map((version) => ({ model_version: version }));
  const pairs = [...crossed(workflows, locales), ...crossed(versions, workflows), ...crossed(versions, locales)];
  return [...workflows, ...locales, ...versions, ...pairs].slice(0, count);
}

/** A scorecard: each row is a number with its interval, its change and its weeks. */
function pageOf(count) {
  const rows = slices(count).map((where) => {
    const title = Object.values(where).join(' ');
    return { metric: 'over_refusal_rate', title, where };
  });
  const groups = [{ title: 'Production', where: { environment: 'production' }, rows }];
  const panel = { kind: 'scorecard', id: 'tiles', title: 'Tiles', trend: { last: `${weeks}w`, grain: 'week' }, groups };
  // JSON is YAML.
  return JSON.stringify({
    title: `Tiles ${count}`,
    reader: 'lead',
    order: 100 + count,
    period: '4w',
    compare: 'previous',
    filters: ['workflow'],
    panels: [panel],
  });
}

/** In the page: notes the frame in which no panel waits any more. To ask in every frame would take part of what is measured. */
function notePainting(expected) {
  const isPainted = () =>
    document.querySelectorAll('main[aria-busy=false] tbody .sparkline, main[aria-busy=false] tbody svg').length >=
    expected;
  const observer = new MutationObserver(() => {
    if (!isPainted()) return;
    observer.disconnect();
    requestAnimationFrame(() => (globalThis.paintedAt = performance.now()));
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
}

/** Milliseconds from the start of the navigation to the frame in which no panel waits any more. */
async function painted(browser, url, count) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.addInitScript(notePainting, count);
    await page.goto(url, { waitUntil: 'commit' });
    const found = await page.waitForFunction(() => globalThis.paintedAt, undefined, { polling: 100, timeout: 60_000 });
    return await found.jsonValue();
  } finally {
    await page.close();
  }
}

async function main([kept, outputs = '5000000']) {
  const folder = kept === undefined ? newFolder() : { path: resolve(kept), remove: () => undefined };
  try {
    if (!existsSync(join(folder.path, '.assay', 'assay.duckdb'))) await made(folder.path, Number(outputs));
    mkdirSync(join(folder.path, 'dashboards'), { recursive: true });
    for (const size of sizes) writeFileSync(join(folder.path, 'dashboards', `tiles-${size}.yaml`), pageOf(size));
    writeFileSync(join(folder.path, 'assay.yaml'), 'cache: off\n');
    const server = await startAssay({ folder: folder.path });
    const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox'] });
    try {
      await measure(browser, server.url);
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    folder.remove();
  }
}

async function made(path, outputs) {
  mkdirSync(path, { recursive: true });
  const begun = performance.now();
  await makeLargeYear(path, outputs);
  console.log(
    `${outputs.toLocaleString('en-US')} outputs made and loaded in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  );
}

async function measure(browser, url) {
  let fewest = null;
  for (const size of sizes) {
    const times = [];
    for (let run = 0; run <= runs; run += 1) {
      times.push(await painted(browser, `${url}/tiles-${size}`, size));
      // The first visit reads rows; sums of them are kept when nobody asks any more.
      if (run === 0) await pause(keptAfterMs);
    }
    const [, ...warm] = times;
    const median = warm.toSorted((a, b) => a - b)[Math.floor(runs / 2)];
    fewest ??= median;
    console.log(
      `${size} tiles painted ${median.toFixed(0).padStart(6)} ms   ${(median / fewest).toFixed(2)} times ${sizes[0]} tiles   first visit ${times[0].toFixed(0)} ms`,
    );
  }
}

await main(process.argv.slice(2));
