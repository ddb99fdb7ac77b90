import { Command } from 'commander';
import { usageError } from '../flags/usage.ts';
import type { Shell } from '../shell/shell.ts';

interface WhoFlags {
  readonly json?: boolean;
}

/** `assay who ID`: the pseudonym of a person one knows. Nothing is looked up: it follows from the id and the workspace's key. */
export function whoCommand(shell: Shell): Command {
  return new Command('who')
    .description('work out the pseudonym of a known person, on this machine alone')
    .argument('[id]', 'the person as the source writes it, e.g. a mail address')
    .option('--json', 'print one JSON document')
    .action(async (id: string | undefined, flags: WhoFlags) => {
      if (id === undefined || id.trim() === '')
        throw usageError('Name the person.', 'For example: assay who ann@example.org');
      const { who } = await import('./who.ts');
      shell.finish(await who(id, flags, shell.terminal));
    });
}
