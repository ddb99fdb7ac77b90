import { spawnSync } from 'node:child_process';
import { commandOf } from '../test/packages.mjs';

/**
 * Makes Nx read the workspace and keep its project graph, which the border rule of ESLint looks up.
 *
 * @param {string} root the repository
 */
export function makeProjectGraph(root) {
  const [program, ...parameters] = [...commandOf(root, 'nx'), 'show', 'projects'];
  const environment = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
  const end = spawnSync(program, parameters, { cwd: root, env: environment, encoding: 'utf8' });
  if (end.status !== 0) throw new Error(`Nx could not read the workspace:\n${end.stdout}${end.stderr}`);
}
