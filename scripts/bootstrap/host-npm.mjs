import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';

/**
 * How to run the host's npm on the host's Node. The pinned Node must not run it: `npm ci` deletes node_modules first,
 * and the pinned Node with it.
 *
 * @param {string} root the repository
 * @returns {{ command: string[], environment: NodeJS.ProcessEnv, needsShell: boolean }}
 */
export function hostNpm(root) {
  const inside = join(realpathSync(root), 'node_modules') + sep;
  const isOutside = (path) => existsSync(path) && !realpathSync(path).startsWith(inside);
  const search = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder && isOutside(folder));
  const environment = { ...process.env, PATH: search.join(delimiter) };
  const isWindows = process.platform === 'win32';
  const candidates = [
    process.env.npm_node_execpath,
    process.execPath,
    ...search.map((folder) => join(folder, isWindows ? 'node.exe' : 'node')),
  ];
  const node = candidates.find((path) => path && isOutside(path));
  const script = process.env.npm_execpath;
  if (node && script && /npm-cli\.c?js$/.test(script) && isOutside(script)) {
    return { command: [node, script], environment, needsShell: false };
  }
  return { command: [isWindows ? 'npm.cmd' : 'npm'], environment, needsShell: isWindows };
}
