import type { ErrorCode } from '@assay/contract';
import { AssayError } from '@assay/contract';

/** One thing wrong with a file a person wrote, and where. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong and what was expected, without a full stop. */
  readonly message: string;
}

/** `dashboards/scorecard.yaml:12:7: ...`, as editors and terminals link it. */
export function formatProblem({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** In the order in which a reader meets them. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}

/** One error for all problems: it names the first and counts the rest. */
export function problemsError(
  code: ErrorCode,
  problems: readonly Problem[],
  hint = 'Mend the file; `assay check` lists every problem.',
): AssayError {
  const [first, ...others] = inOrder(problems);
  if (!first) throw new TypeError('There is no error without a problem.');
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new AssayError(code, `${formatProblem(first)}${more}.`, { hint });
}
