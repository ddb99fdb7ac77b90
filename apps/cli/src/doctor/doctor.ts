import type { CheckStep, Diagnosis } from '@assay/contract';
import { AssayError, countOf } from '@assay/contract';
import type { Workspace } from '@assay/workspace';
import { checkWorkspace, formatProblem } from '@assay/workspace';
import { askerOf } from '../asker.ts';
import { tableLines } from '../format/table.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { interruptible } from '../shell/interrupt.ts';
import { printJson } from '../shell/shell.ts';
import type { Style, Terminal } from '../shell/terminal.ts';
import { openData } from '../open-data.ts';
import type { DoctorFlags } from './command.ts';
import { findingsSummary, findingsText } from './findings-text.ts';

/** Runs all checks and prints them; 1 when one failed, or when the data breaks a rule whose breaking is an error. */
export async function doctor(flags: DoctorFlags, terminal: Terminal): Promise<ExitCode> {
  const content = await contentStep(terminal.directory);
  // Pages, targets and assay.yaml come first: without them nothing opens.
  const data = content.ok ? await diagnosisOf(terminal, flags.db) : noData([]);
  const steps = [nodeStep(process.versions.node), content, ...data.steps];
  const ok = steps.every((step) => step.ok) && data.findings.every(({ level }) => level === 'warning');
  if (flags.json) printJson(terminal, { ok, ...data, steps });
  else terminal.out(diagnosisText({ ...data, steps }, terminal.outStyle));
  return ok ? 0 : 1;
}

const noData = (steps: readonly CheckStep[]): Diagnosis => ({ steps, findings: [], unfilled: [] });

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
async function diagnosisOf(terminal: Terminal, db: string | undefined): Promise<Diagnosis> {
  try {
    const askerFor = await askerOf(terminal);
    const workspace = await openFor(terminal, db);
    try {
      const detail = workspace.isSample ? 'the built-in sample, as nothing has been loaded here' : workspace.database;
      const found = await interruptible((signal) => workspace.doctor(askerFor(signal)));
      return { ...found, steps: [{ name: 'database', ok: true, detail, fix: null }, ...found.steps] };
    } finally {
      await workspace.close();
    }
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return noData([{ name: 'database', ok: false, detail: error.message, fix: error.hint ?? null }]);
  }
}

/** As its owner, so that what is found can be kept; where somebody else has it open, or it may not be written, to read. */
async function openFor(terminal: Terminal, db: string | undefined): Promise<Workspace> {
  try {
    return await openData(terminal, { db, access: 'own' });
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return await openData(terminal, { db });
  }
}

export function diagnosisText({ steps, findings, unfilled }: Diagnosis, style: Style): string {
  const found = findingsText(findings, unfilled, style);
  const failed = steps.filter((step) => !step.ok).length;
  const isWell = failed === 0 && findings.every(({ level }) => level === 'warning');
  const rules = findingsSummary(findings);
  const summary =
    failed > 0
      ? `${failed} of ${countOf(steps.length, 'check')} failed${rules === '' ? '' : `, ${rules}`}.`
      : rules === ''
        ? 'All is well.'
        : `Everything works; the data has ${rules}.`;
  return `${[...stepLines(steps, style), ...found, isWell ? style.green(summary) : style.red(summary)].join('\n')}\n`;
}

function stepLines(steps: readonly CheckStep[], style: Style): readonly string[] {
  const columns = [
    { title: '', align: 'left' },
    { title: '', align: 'left' },
    { title: '', align: 'left' },
  ] as const;
  const [, ...lines] = tableLines(
    columns,
    steps.map((step) => [step.ok ? 'ok' : 'FAILED', step.name, step.detail]),
  );
  return lines.flatMap((line, index) => {
    const step = steps[index];
    if (!step || step.ok) return [line];
    return [style.red(line), ...(step.fix === null ? [] : [`        fix: ${step.fix}`])];
  });
}
