import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The command of an installed package, as program and arguments: run by this Node, whatever the shell's PATH holds.
 *
 * @param {string} root the repository
 * @param {string} packageName
 * @param {string} [name] of the command, when it is not called like the package
 */
export function commandOf(root, packageName, name = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = join(folder, typeof bin === 'string' ? bin : bin[name]);
  if (!existsSync(path)) throw new Error(`${packageName} has no command ${name}.`);
  return [process.execPath, path];
}
