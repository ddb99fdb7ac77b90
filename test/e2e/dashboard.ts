import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { newFolder, startAssay } from './server/start-assay.mjs';

/** On a busy machine the first answer of a page takes long; a test that waits in vain is ended by its own limit. */
const patienceMs = 100_000;

export interface Dashboard {
  /** A page of its own, loaded and settled; what goes wrong in it fails the test that opened it. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  readonly url: string;
}

interface Served {
  /** May bring files into the folder first: what it loads is served then. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** What the browser may say is wrong, because a test asks for it. */
  readonly expected?: RegExp;
}

/** The server of the sample that all tests share; where something is brought into the folder first, one of its own. */
async function serve(prepare: Served['prepare']): Promise<{ url: string; stop: () => Promise<void> }> {
  if (!prepare) return { url: inject('sampleUrl'), stop: () => Promise.resolve() };
  const folder = newFolder(inject('sampleFolder'));
  await prepare(folder.path);
  const { url, stop } = await startAssay({ folder: folder.path });
  return { url, stop: () => stop().finally(folder.remove) };
}

/** Opens pages of the sample in a real browser, for the tests of a file. */
export function dashboard({ prepare, expected }: Served = {}): Dashboard {
  const faults: string[] = [];
  const pages: Page[] = [];
  let server: Awaited<ReturnType<typeof serve>> | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    server = await serve(prepare);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(faults.splice(0)).toEqual([]);
  });

  return {
    get url() {
      return server?.url ?? '';
    },
    async open(path, options = {}) {
      if (!browser || !server) throw new Error('The dashboard was not started.');
      const page = await newPage(browser, options);
      pages.push(page);
      // The policy of the page is part of what is tested: what it refuses shows up here.
      page.on('console', (message) => {
        if (message.type() === 'error' && !expected?.test(message.text())) faults.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
      await page.goto(server.url + path);
      await settled(page);
      return page;
    },
  };
}

function launch() {
  const executablePath = inject('browser');
  if (!executablePath)
    throw new Error('There is no browser: install Chromium or Chrome, or set ASSAY_BROWSER to its path.');
  return chromium.launch({ executablePath, args: inject('browserFlags') });
}

/** The locale and zone are given, so that a page says the same on every host. */
async function newPage(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  return context.newPage();
}

/** Waits until the page has its title and no part of it waits for data. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('.skeleton, .updating') === null);
}

/** The count in the name of a link to rows, as it is written: `n 3,741, rows of All` names 3,741. */
export function countIn(name: string): string {
  // "56 of 1,041 rows" stand behind a number of which 56 are the numerator: what can be opened is what stands before "rows".
  const count = (/(\d[\d,]*) rows?\b/.exec(name) ?? /(\d[\d,]*)/.exec(name))?.[1];
  if (!count) throw new Error(`There is no count in "${name}".`);
  return count;
}

/** Routes of the app: every page, each way a drawer can stand open, and each of its tabs. */
export const routes = [
  ['the scorecard', '/'],
  ['the failure modes', '/failure-modes'],
  ['a chart as a table', '/failure-modes?table=over-refusal-by-week'],
  ['the rows of a number', '/?cell=kpis~now0~over_refusal_rate'],
  ['the query of a number', '/?cell=kpis~now0~over_refusal_rate&tab=query'],
  ['the definition of a number', '/?cell=kpis~now0~over_refusal_rate&tab=definition'],
  ['the spend', '/spend'],
  ['the drift', '/drift'],
  ['the data', '/data'],
  ['the metrics', '/metrics'],
  ['the quarter', '/quarter'],
  ['the safety', '/safety'],
  ['the judges', '/judges'],
  ['the definition of a metric', '/metrics?cell=catalogue~over_refusal_rate'],
  ['a search for no metric', '/metrics?find=nothing+of+the+kind'],
  ['a page without data', '/failure-modes?range=2019-01-01..2019-01-07'],
] as const;
