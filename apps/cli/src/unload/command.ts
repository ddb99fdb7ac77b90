import { Command } from 'commander';
import type { Shell } from '../shell/shell.ts';

export interface UnloadFlags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly db?: string;
}

/** `assay unload LOAD`: takes a load back. */
export function unloadCommand(shell: Shell): Command {
  return new Command('unload')
    .description('take a load back: its rows go, and what they superseded returns')
    .argument('[load]', 'id of the load, or its first letters; receipts have it')
    .option('--dry-run', 'say what would change, change nothing')
    .option('--json', 'print one JSON document')
    .option('--db <file>', 'embedded database to change')
    .action(async (load: string | undefined, flags: UnloadFlags) => {
      const { unload } = await import('./unload.ts');
      shell.finish(await unload(load, flags, shell.terminal));
    });
}
