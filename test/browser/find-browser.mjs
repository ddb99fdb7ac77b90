import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** Where installers put one that is not on PATH. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of a Chromium or Chrome on this host: ASSAY_BROWSER first, then PATH, then the usual places; null when there is none. */
export function findBrowser() {
  const chosen = process.env.ASSAY_BROWSER;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`ASSAY_BROWSER names ${chosen}, which does not exist.`);
    return chosen;
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...places].find(canRun) ?? null;
}

/** Finds a browser, or installs Debian's where this process may; otherwise throws a sentence that says what to do. */
export function ensureBrowser() {
  const found = findBrowser() ?? installed();
  if (found) return found;
  throw new Error('The browser tests need Chromium or Chrome: install one, or set ASSAY_BROWSER to its path.');
}

function installed() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.error('No browser found: installing the chromium package (about 20 s).');
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    execFileSync('apt-get', ['update', '-qq'], quiet);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
  } catch (cause) {
    throw new Error('apt-get could not install chromium: install it, or set ASSAY_BROWSER to the path of a browser.', {
      cause,
    });
  }
  return findBrowser();
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Flags that work in containers and as root, and keep the browser from calling its maker. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
