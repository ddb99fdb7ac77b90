import type { ErrorCode } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { errorClass } from './error-class.ts';

/**
 * One way an engine fails. Rules are tried in order. Only what a named group of `match` captures may enter the
 * sentences, as `{group}`: names of tables, types and files, never SQL text or values.
 */
export interface FaultRule {
  readonly match: RegExp;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly retryable?: boolean;
}

const unknownFault: FaultRule = {
  match: /(?:)/,
  code: 'INTERNAL',
  message: 'The engine failed for a reason Assay does not know.',
  hint: 'Print the query and run it in the engine itself to see its own words.',
};

/** Turns what a driver threw into an AssayError; one that is already ours passes. */
export function classifyFault(error: unknown, rules: readonly FaultRule[], queryId?: string): AssayError {
  if (error instanceof AssayError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const rule = rules.find(({ match }) => match.test(text)) ?? unknownFault;
  const groups = rule.match.exec(text)?.groups;
  const fill = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (_, group: string) => groups?.[group] ?? '');
  return new AssayError(rule.code, fill(rule.message), {
    cause: errorClass(error),
    retryable: rule.retryable ?? false,
    ...(rule.hint === undefined ? {} : { hint: fill(rule.hint) }),
    ...(queryId === undefined ? {} : { queryId }),
  });
}
