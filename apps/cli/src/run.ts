import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { programOf, usageErrorOf } from './program.ts';
import type { ExitCode } from './shell/exit-code.ts';
import { reportFailure } from './shell/failure.ts';
import type { Terminal } from './shell/terminal.ts';

/**
 * Runs one command line, without the program's name: `run(['metric', 'over_refusal_rate'], terminal)`. Never throws; the number
 * is for the process to end with.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = programOf({ terminal, finish: (finished) => (code = finished) });
  try {
    if (argv.length === 0) return missingCommand(program);
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    const shown = error instanceof CommanderError ? usageErrorOf(error, argv, program) : error;
    return shown === null ? 0 : reportFailure(shown, terminal, wantsJson(argv));
  }
}

function missingCommand(program: Command): ExitCode {
  program.outputHelp({ error: true });
  return 2;
}

/** Asked of the raw words, because a line that cannot be parsed must answer in JSON as well. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes('--json');
}
