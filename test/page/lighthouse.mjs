/**
 * `npm run test:page`: Lighthouse over the first page of the real server, five runs as a phone and five as a desktop.
 * A run varies by several points, so the medians are judged. Exit code 1 when a budget is missed.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../../scripts/bootstrap/child.mjs';
import { ensureInstalled } from '../../scripts/bootstrap/install.mjs';
import { Stop, stopWith } from '../../scripts/bootstrap/stop.mjs';
import { ensureBrowser } from '../browser/find-browser.mjs';
import { newFolder, startAssay } from '../e2e/server/start-assay.mjs';
import { medianOf, misses, textOf } from './budgets.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const runs = 5;

async function main() {
  await ensureInstalled(here, () => existsSync(join(here, 'node_modules', 'lighthouse', 'package.json')));
  const build = await runChild([process.execPath, join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  if (build.code !== 0) throw new Stop('The dashboard could not be built.', build.asked ?? 1);
  const folder = newFolder();
  const server = await startAssay({ folder: folder.path });
  try {
    const missed = [];
    for (const device of ['mobile', 'desktop']) missed.push(...(await judge(device, `${server.url}/`)));
    if (missed.length > 0) throw new Stop(missed.join('\n'));
  } finally {
    await server.stop();
    folder.remove();
  }
}

async function judge(device, url) {
  const results = [];
  for (let run = 1; run <= runs; run += 1) {
    results.push(await measureAgain(device, url));
    console.log(`${device} ${run}   ${textOf(results.at(-1))}`);
  }
  const median = medianOf(results);
  console.log(`${device} median   ${textOf(median)}\n`);
  return misses(device, median);
}

/** A run that recorded nothing (now and then a browser starts its trace too late) says nothing about the page: once more. */
async function measureAgain(device, url) {
  try {
    return await measure(device, url);
  } catch (error) {
    console.log(`${device}   again, because: ${error.message}`);
    return measure(device, url);
  }
}

/** One run in a browser of its own: nothing is warm, as for a first visit. */
async function measure(device, url) {
  const [{ default: lighthouse, desktopConfig }, { launch }] = await Promise.all([
    import('lighthouse'),
    import('chrome-launcher'),
  ]);
  const chromeFlags = ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--lang=en-US'];
  const browser = await launch({ chromePath: ensureBrowser(), chromeFlags });
  try {
    const onlyCategories = ['performance', 'accessibility', 'best-practices'];
    const options = { port: browser.port, logLevel: 'error', onlyCategories };
    const { lhr } = await lighthouse(url, options, device === 'desktop' ? desktopConfig : undefined);
    if (lhr.runtimeError) throw new Error(`Lighthouse could not load ${url}: ${lhr.runtimeError.message}`);
    return resultOf(lhr);
  } finally {
    await browser.kill();
  }
}

function resultOf({ categories, audits, environment }) {
  const score = (id) => Math.round(categories[id].score * 100);
  const failing = ['accessibility', 'best-practices'].flatMap((id) =>
    categories[id].auditRefs.filter(
      (ref) => ref.weight > 0 && audits[ref.id].score !== null && audits[ref.id].score < 1,
    ),
  );
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    'best practices': score('best-practices'),
    LCP: audits['largest-contentful-paint'].numericValue,
    TBT: audits['total-blocking-time'].numericValue,
    CLS: audits['cumulative-layout-shift'].numericValue,
    host: environment.benchmarkIndex,
    failing: failing.map(({ id }) => id),
  };
}

main().catch(stopWith);
