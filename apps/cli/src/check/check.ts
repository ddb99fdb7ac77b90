import { countOf } from '@assay/contract';
import { checkWorkspace, formatProblem } from '@assay/workspace';
import type { ExitCode } from '../shell/exit-code.ts';
import { printJson } from '../shell/shell.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { CheckFlags } from './command.ts';

/** Prints every problem of what people write as `file:line:column: message`; 1 when there is one. */
export async function check(flags: CheckFlags, terminal: Terminal): Promise<ExitCode> {
  const problems = await checkWorkspace(terminal.directory);
  const { green, red } = terminal.outStyle;
  if (flags.json) printJson(terminal, { ok: problems.length === 0, problems });
  else if (problems.length === 0) terminal.out(`${green('Pages, targets and assay.yaml are well.')}\n`);
  else {
    const count = `${countOf(problems.length, 'problem')}.`;
    terminal.out(`${[...problems.map(formatProblem), red(count)].join('\n')}\n`);
  }
  return problems.length === 0 ? 0 : 1;
}
