import { Command } from 'commander';
import { collect } from '../flags/pair.ts';
import type { Shell } from '../shell/shell.ts';

/** The flags of `assay load` as commander hands them over. */
export interface LoadFlags {
  readonly recipe?: string;
  readonly from?: string;
  readonly set?: readonly string[];
  readonly full?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly db?: string;
}

/** `assay load FILE...`: records of files into the embedded database, with a receipt for each file. */
export function loadCommand(shell: Shell): Command {
  return new Command('load')
    .description('load files into the embedded database; the same file twice changes nothing')
    .argument('[file...]', 'exports of tools, or CSV, TSV, JSONL or Parquet files; text may be packed with gzip')
    .option('--recipe <name|dir>', 'how the columns become tables: a built-in recipe or a folder of yours')
    .option(
      '--from <tool>',
      'the tool whose export it is, where its content does not say it: label-studio, openai-evals',
    )
    .option('--set <key=value>', 'a setting of the recipe or the importer, e.g. date=2024-01-15', collect)
    .option(
      '--full <name=value>',
      'the file is the whole truth of a scope, e.g. task=checkout: what it lacks is voided',
    )
    .option('--dry-run', 'read and check everything, keep nothing')
    .option('--strict', 'load nothing of a file when a record of it must be quarantined; exit 1')
    .option('--json', 'print one JSON document')
    .option('--db <file>', 'embedded database to write')
    .action(async (files: readonly string[], flags: LoadFlags) => {
      const { load } = await import('./load.ts');
      shell.finish(await load(files, flags, shell.terminal));
    });
}
