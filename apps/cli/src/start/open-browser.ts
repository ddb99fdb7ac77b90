import { spawn } from 'node:child_process';

const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Asks the system to show a page; true when it could be asked. */
export function openBrowser(url: string): Promise<boolean> {
  const [program = 'xdg-open', ...parameters] = openers[process.platform] ?? [];
  return new Promise((resolve) => {
    const child = spawn(program, [...parameters, url], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      // The browser outlives this process and never holds it up.
      child.unref();
      resolve(true);
    });
  });
}
