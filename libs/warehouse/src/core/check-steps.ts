import type { CheckStep } from '@assay/contract';
import { AssayError } from '@assay/contract';

/** One thing to check. `run` says what it found, or throws an AssayError whose hint is the fix. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<string>;
}

/** Runs all checks in order: a failure does not hide the next. */
export async function runChecks(checks: readonly Check[]): Promise<readonly CheckStep[]> {
  const steps: CheckStep[] = [];
  for (const { name, run } of checks) steps.push(await stepOf(name, run));
  return steps;
}

async function stepOf(name: string, run: () => Promise<string>): Promise<CheckStep> {
  try {
    return { name, ok: true, detail: await run(), fix: null };
  } catch (error) {
    if (error instanceof AssayError) return { name, ok: false, detail: error.message, fix: error.hint ?? null };
    throw error;
  }
}
