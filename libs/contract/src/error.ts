/** Every failure a person can meet has a code; codes are a contract, messages may be reworded. */
export const errorCodes = [
  'USAGE',
  'LATER',
  'CONFIG_INVALID',
  'PAGE_INVALID',
  'PAGE_UNKNOWN',
  'DAY_INVALID',
  'METRIC_UNKNOWN',
  'DIMENSION_UNKNOWN',
  'PARAM_INVALID',
  'ENVIRONMENT_POOLED',
  'CRITERION_POOLED',
  'COLUMN_ABSENT',
  'CAPABILITY_ABSENT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_LARGE',
  'CURSOR_INVALID',
  'DATABASE_IN_USE',
  'DATABASE_FUTURE',
  'DATABASE_BROKEN',
  'RECIPE_UNKNOWN',
  'RECIPE_INVALID',
  'FILE_UNREADABLE',
  'FILE_NOT_RECOGNISED',
  'RECORDS_QUARANTINED',
  'LOAD_UNKNOWN',
  'WAREHOUSE_AUTH',
  'WAREHOUSE_PERMISSION',
  'WAREHOUSE_NOT_FOUND',
  'WAREHOUSE_SYNTAX',
  'WAREHOUSE_LIMIT',
  'WAREHOUSE_MEMORY',
  'WAREHOUSE_TIMEOUT',
  'WAREHOUSE_CANCELLED',
  'WAREHOUSE_COLD_START',
  'WAREHOUSE_UNAVAILABLE',
  'WAREHOUSE_READ_ONLY',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const isErrorCode = (code: unknown): boolean => errorCodes.some((known) => known === code);

export interface ErrorDetail {
  /** What the reader can do about it, one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** True when the same call may succeed later without any change. */
  readonly retryable?: boolean;
  /** The engine's own id of the statement, for its logs. */
  readonly queryId?: string;
}

/**
 * The one error class. `message` says what is wrong, `hint` what to do; neither ever holds SQL text, row values or
 * secrets: both may be shown to a viewer.
 */
export class AssayError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly queryId: string | undefined;

  /**
   * By shape, not by class: the built server carries its own copy of this class and meets errors of the workspace that
   * the command line opened from source.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'AssayError' && 'code' in value && isErrorCode(value.code);
  }

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, { cause: detail.cause });
    this.name = 'AssayError';
    this.code = code;
    this.hint = detail.hint;
    this.retryable = detail.retryable ?? false;
    this.queryId = detail.queryId;
  }
}
