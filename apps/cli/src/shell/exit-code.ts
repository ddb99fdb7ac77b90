import type { ErrorCode } from '@assay/contract';

/** 0 done; 1 the work failed; 2 the call or the configuration is wrong, so that the same call fails again. */
export type ExitCode = 0 | 1 | 2;

/** A record over all codes: the compiler finds a code that was forgotten here. */
const exitCodes: Readonly<Record<ErrorCode, ExitCode>> = {
  USAGE: 2,
  LATER: 2,
  CONFIG_INVALID: 2,
  PAGE_INVALID: 2,
  PAGE_UNKNOWN: 2,
  DAY_INVALID: 2,
  METRIC_UNKNOWN: 2,
  DIMENSION_UNKNOWN: 2,
  PARAM_INVALID: 2,
  ENVIRONMENT_POOLED: 2,
  CRITERION_POOLED: 2,
  COLUMN_ABSENT: 1,
  CAPABILITY_ABSENT: 2,
  UNAUTHENTICATED: 2,
  FORBIDDEN: 1,
  TOO_LARGE: 2,
  CURSOR_INVALID: 2,
  DATABASE_IN_USE: 1,
  DATABASE_FUTURE: 1,
  DATABASE_BROKEN: 1,
  RECIPE_UNKNOWN: 2,
  RECIPE_INVALID: 2,
  FILE_UNREADABLE: 1,
  FILE_NOT_RECOGNISED: 1,
  RECORDS_QUARANTINED: 1,
  LOAD_UNKNOWN: 2,
  WAREHOUSE_AUTH: 1,
  WAREHOUSE_PERMISSION: 1,
  WAREHOUSE_NOT_FOUND: 2,
  WAREHOUSE_SYNTAX: 1,
  WAREHOUSE_LIMIT: 1,
  WAREHOUSE_MEMORY: 1,
  WAREHOUSE_TIMEOUT: 1,
  WAREHOUSE_CANCELLED: 1,
  WAREHOUSE_COLD_START: 1,
  WAREHOUSE_UNAVAILABLE: 1,
  WAREHOUSE_READ_ONLY: 1,
  INTERNAL: 1,
};

export function exitCodeOf(code: ErrorCode): ExitCode {
  return exitCodes[code];
}
