/** Lint and borders. Nx's border rule is silent without its project graph, so the graph is made first. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeProjectGraph } from './lint/project-graph.mjs';
import { commandOf } from './test/packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

makeProjectGraph(root);
const ends = [
  run([...commandOf(root, 'eslint'), '.', '--max-warnings', '0']),
  run([
    ...commandOf(root, 'dependency-cruiser', 'depcruise'),
    '--config',
    '.dependency-cruiser.cjs',
    'apps',
    'libs',
    'test',
    'scripts',
  ]),
];
process.exitCode = ends.every((code) => code === 0) ? 0 : 1;

function run([program, ...parameters]) {
  return spawnSync(program, parameters, { cwd: root, stdio: 'inherit' }).status;
}
