import type { ErrorCode } from '@assay/contract';
import { AssayError } from '@assay/contract';

interface Ending {
  readonly says: (file: string) => string;
  readonly hint: string;
}

/** What ends a load early although its file is right. */
const endings: Partial<Record<ErrorCode, Ending>> = {
  WAREHOUSE_LIMIT: {
    says: (file) => `There was no room for ${file}: nothing of it was kept.`,
    hint: 'Free space on the disk of the database, and run the same command again.',
  },
  WAREHOUSE_MEMORY: {
    says: (file) => `${file} takes more memory than a load may use: nothing of it was kept.`,
    hint: 'Load it where more memory may be used. A flat file may be split and loaded part by part; a log of OpenAI Evals by run only.',
  },
  WAREHOUSE_CANCELLED: {
    says: (file) => `Stopped: nothing of ${file} was kept.`,
    hint: 'Run the same command again: what is in already does not change.',
  },
};

/** A person whose load ended early asks what became of the file, not of a query. */
export function stoppedAt(file: string, error: unknown): unknown {
  const ending = error instanceof AssayError ? endings[error.code] : undefined;
  if (!(error instanceof AssayError) || !ending) return error;
  return new AssayError(error.code, ending.says(file), { hint: ending.hint, cause: error });
}
