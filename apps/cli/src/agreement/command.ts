import { Command } from 'commander';
import { choiceOption } from '../flags/choice.ts';
import type { Shell } from '../shell/shell.ts';
import type { TableKind } from './agreed.ts';
import { tableKinds } from './agreed.ts';

export interface AgreementFlags {
  readonly as?: TableKind;
  /** Columns that hold ratings or counts, parted by commas. */
  readonly columns?: string;
  readonly item?: string;
  readonly annotator?: string;
  readonly answer?: string;
  readonly truth?: string;
  readonly json?: boolean;
}

/** `assay agreement FILE`: coefficients of a table of ratings, each with its error and interval. */
export function agreementCommand(shell: Shell): Command {
  return new Command('agreement')
    .description('show agreement coefficients of a table of ratings; nothing is loaded')
    .argument(
      '<file>',
      'CSV or TSV: raters by columns, counts by category, two raters against each other, or a line an answer',
    )
    .addOption(choiceOption('--as <kind>', 'what the table is, where its head does not tell', tableKinds))
    .option('--columns <names>', 'of ratings or a distribution: the columns to read, parted by commas; all when absent')
    .option('--item <column>', 'of answers: the column that names the item; item when absent')
    .option('--annotator <column>', 'of answers: the column that names who answered; annotator when absent')
    .option('--answer <column>', 'of answers: the column with the answer; answer when absent')
    .option('--truth <column>', 'of answers: the column with the right answer; truth when absent and there is one')
    .option('--json', 'print one JSON document')
    .action(async (file: string, flags: AgreementFlags) => {
      const { agreement } = await import('./agreement.ts');
      shell.finish(await agreement(file, flags, shell.terminal));
    });
}
