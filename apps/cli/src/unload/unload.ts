import type { UnloadReceipt } from '@assay/importers';
import { takeBackLoad } from '@assay/workspace';
import { usageError } from '../flags/usage.ts';
import { wordsOf } from '../format/words.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { interruptible } from '../shell/interrupt.ts';
import { printJson } from '../shell/shell.ts';
import type { Terminal } from '../shell/terminal.ts';
import { workspaceOptions } from '../workspace-options.ts';
import type { UnloadFlags } from './command.ts';

export async function unload(load: string | undefined, flags: UnloadFlags, terminal: Terminal): Promise<ExitCode> {
  if (load === undefined)
    throw usageError('Name the load to take back.', '`assay load` prints its id when it is done.');
  const dryRun = flags.dryRun === true;
  const receipt = await interruptible((signal) =>
    takeBackLoad(load, { ...workspaceOptions(terminal, flags.db), dryRun, signal }),
  );
  if (flags.json) printJson(terminal, { ...receipt, dryRun });
  else terminal.out(unloadText(receipt, dryRun));
  return 0;
}

/** Which file went, and what became of the rows, a line a table. */
export function unloadText({ load, file, tables }: UnloadReceipt, dryRun: boolean): string {
  const lines = Object.entries(tables).map(([table, { removed, restored, changed }]) => {
    const words = wordsOf([
      [removed, 'removed'],
      [restored, 'as before'],
      [changed, 'worked out again'],
    ]);
    return `${table}: ${words}`;
  });
  const head = dryRun ? `Would take back ${file} (load ${load}).` : `Took back ${file} (load ${load}).`;
  const end = dryRun ? ['Dry run: nothing was changed.'] : [];
  return `${[head, ...(lines.length === 0 ? ['No row was of this load.'] : lines), ...end].join('\n')}\n`;
}
