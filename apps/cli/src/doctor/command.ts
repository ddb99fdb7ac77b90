import { Command } from 'commander';
import type { Shell } from '../shell/shell.ts';

export interface DoctorFlags {
  readonly json?: boolean;
  readonly db?: string;
}

/** `assay doctor`: whether everything that Assay needs is there; each failure with its fix. */
export function doctorCommand(shell: Shell): Command {
  return new Command('doctor')
    .description(
      'check Node, database, tables, the rules of the data, freshness and content; each failure with its fix',
    )
    .option('--json', 'print one JSON document')
    .option('--db <file>', 'embedded database to check')
    .action(async (flags: DoctorFlags) => {
      const { doctor } = await import('./doctor.ts');
      shell.finish(await doctor(flags, shell.terminal));
    });
}
