import { AssayError } from '@assay/contract';

/** The sentence "`name` `what`." under FILE_NOT_RECOGNISED. */
export function notRecognised(name: string, what: string, hint: string): AssayError {
  return new AssayError('FILE_NOT_RECOGNISED', `${name} ${what}.`, { hint });
}

export function hasNoRecords(name: string, what = 'has no records'): AssayError {
  return notRecognised(name, what, 'Check that the export was complete.');
}
