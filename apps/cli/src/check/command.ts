import { Command } from 'commander';
import type { Shell } from '../shell/shell.ts';

export interface CheckFlags {
  readonly json?: boolean;
}

/** `assay check`: pages, targets and `assay.yaml` against their schemas, every problem with its place. */
export function checkCommand(shell: Shell): Command {
  return new Command('check')
    .description('check pages, targets and assay.yaml; every problem with file, line and column')
    .option('--json', 'print one JSON document')
    .action(async (flags: CheckFlags) => {
      const { check } = await import('./check.ts');
      shell.finish(await check(flags, shell.terminal));
    });
}
