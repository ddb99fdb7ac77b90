import { Command } from 'commander';
import type { Shell } from '../shell/shell.ts';

export interface BreaksFlags {
  readonly at: string;
  readonly series: string;
  readonly value: string;
  /** Column with what is left of 100. */
  readonly rest?: string;
  readonly json?: boolean;
}

/** `assay breaks FILE`: where most series of a table of snapshots move at once. */
export function breaksCommand(shell: Shell): Command {
  return new Command('breaks')
    .description('show where most series of a table of snapshots move at once: a break, not drift; nothing is loaded')
    .argument('<file>', 'CSV or TSV: a line a series and snapshot, snapshots in their order')
    .requiredOption('--at <columns>', 'the columns that tell snapshots apart, parted by commas')
    .requiredOption('--series <column>', 'the column that names the series, e.g. the model')
    .requiredOption('--value <column>', 'the column with the number')
    .option('--rest <column>', 'a column with what is left of 100: lines that do not add up are told')
    .option('--json', 'print one JSON document')
    .action(async (file: string, flags: BreaksFlags) => {
      const { breaks } = await import('./breaks.ts');
      shell.finish(await breaks(file, flags, shell.terminal));
    });
}
