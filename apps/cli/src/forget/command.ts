import { Command } from 'commander';
import type { Shell } from '../shell/shell.ts';

export interface ForgetFlags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly db?: string;
}

/** `assay forget ID`: erases a person or an item for good. */
export function forgetCommand(shell: Shell): Command {
  return new Command('forget')
    .description("erase a person's or an item's rows for good, history included")
    .argument('[id]', 'the person or item as the source writes it; of a person the pseudonym, too')
    .option('--dry-run', 'say what would be erased, erase nothing')
    .option('--json', 'print one JSON document')
    .option('--db <file>', 'embedded database to change')
    .action(async (id: string | undefined, flags: ForgetFlags) => {
      const { forget } = await import('./forget.ts');
      shell.finish(await forget(id, flags, shell.terminal));
    });
}
