import type { CheckStep } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { checkWorkspace, formatProblem } from '@assay/workspace';
import { ownerAsker } from '../asker.ts';
import { tableLines } from '../format/table.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { interruptible } from '../shell/interrupt.ts';
import { printJson } from '../shell/shell.ts';
import type { Style, Terminal } from '../shell/terminal.ts';
import { openData } from '../open-data.ts';
import type { DoctorFlags } from './command.ts';

/** Runs all checks and prints them; 1 when one failed. */
export async function doctor(flags: DoctorFlags, terminal: Terminal): Promise<ExitCode> {
  const content = await contentStep(terminal.directory);
  // Pages, targets and assay.yaml come first: without them nothing opens.
  const data = content.ok ? await databaseSteps(terminal, flags.db) : [];
  const steps = [nodeStep(process.versions.node), content, ...data];
  const ok = steps.every((step) => step.ok);
  if (flags.json) printJson(terminal, { ok, steps });
  else terminal.out(stepsText(steps, terminal.outStyle));
  return ok ? 0 : 1;
}

/** The major version that the pinned `node` package brings; older ones do not run TypeScript from source. */
const neededNode = 24;

export function nodeStep(version: string): CheckStep {
  const ok = Number.parseInt(version, 10) >= neededNode;
  const fix = ok ? null : `Run Assay by \`npm start\` or its own \`assay\`, which bring Node ${neededNode}.`;
  return { name: 'Node', ok, detail: `version ${version}`, fix };
}

async function contentStep(directory: string): Promise<CheckStep> {
  const name = 'pages, targets, assay.yaml';
  const [first, ...others] = await checkWorkspace(directory);
  if (!first) return { name, ok: true, detail: 'as their schemas want them', fix: null };
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const fix = 'Mend the file; `assay check` lists every problem.';
  return { name, ok: false, detail: `${formatProblem(first)}${more}`, fix };
}

/** A database that does not open is a failed step, not a failed doctor. */
async function databaseSteps(terminal: Terminal, db: string | undefined): Promise<readonly CheckStep[]> {
  try {
    const workspace = await openData(terminal, { db });
    try {
      const detail = workspace.isSample ? 'the built-in sample, as nothing has been loaded here' : workspace.database;
      const steps = await interruptible((signal) => workspace.doctor(ownerAsker(signal)));
      return [{ name: 'database', ok: true, detail, fix: null }, ...steps];
    } finally {
      await workspace.close();
    }
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return [{ name: 'database', ok: false, detail: error.message, fix: error.hint ?? null }];
  }
}

export function stepsText(steps: readonly CheckStep[], style: Style): string {
  const columns = [
    { title: '', align: 'left' },
    { title: '', align: 'left' },
    { title: '', align: 'left' },
  ] as const;
  const [, ...lines] = tableLines(
    columns,
    steps.map((step) => [step.ok ? 'ok' : 'FAILED', step.name, step.detail]),
  );
  const shown = lines.flatMap((line, index) => {
    const step = steps[index];
    if (!step || step.ok) return [line];
    return [style.red(line), ...(step.fix === null ? [] : [`        fix: ${step.fix}`])];
  });
  const failed = steps.filter((step) => !step.ok).length;
  const summary = failed === 0 ? style.green('All is well.') : style.red(`${failed} of ${steps.length} checks failed.`);
  return `${[...shown, summary].join('\n')}\n`;
}
