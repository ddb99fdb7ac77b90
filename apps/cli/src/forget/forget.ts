import { plural } from '@assay/contract';
import type { ForgetReceipt } from '@assay/importers';
import { forgetId } from '@assay/workspace';
import { usageError } from '../flags/usage.ts';
import { wordsOf } from '../format/words.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { interruptible } from '../shell/interrupt.ts';
import { printJson } from '../shell/shell.ts';
import type { Terminal } from '../shell/terminal.ts';
import { workspaceOptions } from '../workspace-options.ts';
import type { ForgetFlags } from './command.ts';

/** The answer does not repeat the id: what is printed is often kept. */
export async function forget(id: string | undefined, flags: ForgetFlags, terminal: Terminal): Promise<ExitCode> {
  if (id === undefined || id.trim() === '')
    throw usageError('Name the person or the item to erase.', 'For example: assay forget ann@example.org --dry-run');
  const dryRun = flags.dryRun === true;
  const receipt = await interruptible((signal) =>
    forgetId(id, { ...workspaceOptions(terminal, flags.db), dryRun, signal }),
  );
  if (flags.json) printJson(terminal, { ...receipt, dryRun });
  else terminal.out(forgetText(receipt, dryRun));
  return 0;
}

/** What was erased, a line a table, and what a person still has to do. */
export function forgetText({ tables, contents, quarantined }: ForgetReceipt, dryRun: boolean): string {
  const lines = Object.entries(tables).map(([table, { current, history }]) => {
    const words = wordsOf([
      [current, 'current'],
      [history, 'in history'],
    ]);
    return `${table}: ${words}`;
  });
  const rest = wordsOf([
    [contents, plural(contents, 'kept text')],
    [quarantined, plural(quarantined, 'finding about records set aside', 'findings about records set aside')],
  ]);
  const end = dryRun
    ? 'Dry run: nothing was erased.'
    : 'Erased for good. The files that were loaded, and copies of the database, still hold it.';
  return `${[...lines, ...(rest === '' ? [] : [rest]), end].join('\n')}\n`;
}
