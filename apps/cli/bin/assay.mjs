#!/usr/bin/env node
/** The `assay` command: whatever Node the host has, it goes on with the TypeScript source on the pinned one. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runOnPinnedNode } from '../../../scripts/bootstrap/pinned-node.mjs';
import { stopWith } from '../../../scripts/bootstrap/stop.mjs';

const cli = dirname(dirname(fileURLToPath(import.meta.url)));

runOnPinnedNode(join(cli, '..', '..'), join(cli, 'src', 'main.ts'), process.argv.slice(2)).catch(stopWith);
