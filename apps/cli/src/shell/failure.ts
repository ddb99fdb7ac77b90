import type { ErrorCode } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { ExitCode } from './exit-code.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** What went wrong in a form that can be printed. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
}

/** Sentence and hint of any thrown value; what is not an AssayError is a defect of ours and says how to report it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AssayError) return { code: error.code, message: error.message, hint: error.hint ?? null };
  return {
    code: 'INTERNAL',
    message: `Assay met an error it did not expect: ${firstLine(error)}`,
    hint: 'This is a defect of Assay. Please report it with the command you ran and what it prints with ASSAY_DEBUG=1 set.',
  };
}

/** Prints a failure once for people (standard error) and, with `json`, once for programs (standard output). */
export function reportFailure(error: unknown, terminal: Terminal, json: boolean): ExitCode {
  const failure = failureOf(error);
  const { errStyle } = terminal;
  if (json) terminal.out(`${JSON.stringify({ error: failure })}\n`);
  terminal.err(`${errStyle.red('error:')} ${failure.message}\n`);
  if (failure.hint !== null) terminal.err(`${failure.hint}\n`);
  if (terminal.env['ASSAY_DEBUG']) terminal.err(`${errStyle.dim(stackOf(error))}\n`);
  return exitCodeOf(failure.code);
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by: ${stackOf(error.cause)}`;
}
