import { pseudonymIn } from '@assay/workspace';
import type { ExitCode } from '../shell/exit-code.ts';
import { printJson } from '../shell/shell.ts';
import type { Terminal } from '../shell/terminal.ts';

/** Prints the pseudonym that a person has in the workspace of the folder. */
export async function who(id: string, flags: { readonly json?: boolean }, terminal: Terminal): Promise<ExitCode> {
  const pseudonym = await pseudonymIn(terminal.directory, id);
  if (flags.json) printJson(terminal, { pseudonym });
  else terminal.out(`${pseudonym}\n`);
  return 0;
}
