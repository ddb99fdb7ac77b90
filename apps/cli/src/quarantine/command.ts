import { Command } from 'commander';
import type { Shell } from '../shell/shell.ts';

export interface QuarantineFlags {
  readonly json?: boolean;
  readonly db?: string;
}

/** `assay quarantine LOAD`: the records that a load set aside. */
export function quarantineCommand(shell: Shell): Command {
  return new Command('quarantine')
    .description('show what a load set aside: record, line, column and what is wrong with it')
    .argument('[load]', 'id of the load, or its first letters; receipts have it')
    .option('--json', 'print one JSON document, with the records as they came')
    .option('--db <file>', 'embedded database to read')
    .action(async (load: string | undefined, flags: QuarantineFlags) => {
      const { quarantine } = await import('./quarantine.ts');
      shell.finish(await quarantine(load, flags, shell.terminal));
    });
}
