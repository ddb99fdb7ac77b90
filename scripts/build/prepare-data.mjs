import process from 'node:process';
import { withNotice } from '../../apps/cli/src/open-data.ts';
import { openWorkspace } from '../../libs/workspace/src/index.ts';

const terminal = { err: (text) => void process.stderr.write(text) };

// To open the data of a folder makes the built-in sample where there is nothing else.
try {
  const workspace = await withNotice(terminal, () => openWorkspace({ directory: process.cwd() }));
  await workspace.close();
} catch {
  // What is wrong the start itself will say, in the right place.
  process.exitCode = 1;
}
