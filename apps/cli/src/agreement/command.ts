import { Command, Option } from 'commander';
import type { Shell } from '../shell/shell.ts';
import type { TableKind } from './table.ts';

export interface AgreementFlags {
  readonly as?: TableKind;
  readonly json?: boolean;
}

/** `assay agreement FILE`: coefficients of a table of ratings, each with its error and interval. */
export function agreementCommand(shell: Shell): Command {
  return new Command('agreement')
    .description('show agreement coefficients of a table of ratings; nothing is loaded')
    .argument('<file>', 'CSV or TSV: raters by columns, counts by category, or two raters against each other')
    .addOption(
      new Option('--as <kind>', 'what the table is, where its head does not tell').choices([
        'ratings',
        'distribution',
        'contingency',
      ]),
    )
    .option('--json', 'print one JSON document')
    .action(async (file: string, flags: AgreementFlags) => {
      const { agreement } = await import('./agreement.ts');
      shell.finish(await agreement(file, flags, shell.terminal));
    });
}
