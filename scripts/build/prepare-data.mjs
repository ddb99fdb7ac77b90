import { openWorkspace } from '../../libs/workspace/src/index.ts';

// To open the data of a folder makes the built-in sample where there is nothing else.
const workspace = await openWorkspace({ directory: process.cwd() });
await workspace.close();
