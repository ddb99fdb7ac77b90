import process from 'node:process';
import { openWorkspace } from '../../libs/workspace/src/index.ts';

/** Longer than this, and a person wants to know what is waited for. */
const silentMs = 1500;
const notice = setTimeout(() => console.error('Preparing the data; the first time takes some seconds ...'), silentMs);

// To open the data of a folder makes the built-in sample where there is nothing else.
try {
  const workspace = await openWorkspace({ directory: process.cwd() });
  await workspace.close();
} catch {
  // What is wrong the start itself will say, in the right place.
  process.exitCode = 1;
} finally {
  clearTimeout(notice);
}
