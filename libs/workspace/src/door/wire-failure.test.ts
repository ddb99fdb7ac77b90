import type { LoadReceipt } from '@assay/importers';
import { AssayError } from '@assay/contract';
import { receiptOf } from '@assay/importers';
import { expect, it } from 'vitest';
import { fromWire, toWire } from './wire-failure.ts';

const travelled = (error: unknown) => fromWire(JSON.parse(JSON.stringify(toWire(error))) as ReturnType<typeof toWire>);

it('an AssayError arrives with all that it says', () => {
  const error = new AssayError('WAREHOUSE_TIMEOUT', 'Too slow.', { hint: 'Narrow it.', retryable: true, queryId: 'q' });
  const said = { code: 'WAREHOUSE_TIMEOUT', message: 'Too slow.', hint: 'Narrow it.', retryable: true, queryId: 'q' };
  expect(travelled(error)).toBeInstanceOf(AssayError);
  expect(travelled(error)).toMatchObject(said);
  expect(travelled(new AssayError('USAGE', 'No.'))).toMatchObject({ code: 'USAGE', retryable: false });
  expect((travelled(new AssayError('USAGE', 'No.')) as AssayError).hint).toBeUndefined();
});

it('what a refused load had counted comes along, no other cause does', () => {
  const receipt = { file: 'a.csv', source: 's', load: null, read: 2, quarantined: 1 } as unknown as LoadReceipt;
  expect(receiptOf(travelled(new AssayError('RECORDS_QUARANTINED', 'No.', { cause: receipt })))).toEqual(receipt);
  const cause = new Error('select secret');
  expect(JSON.stringify(toWire(new AssayError('WAREHOUSE_SYNTAX', 'No.', { cause })))).not.toContain('secret');
});

it('a defect stays one, and shows where it was on demand', () => {
  const defect = new TypeError('x is not a function');
  expect(travelled(defect)).not.toBeInstanceOf(AssayError);
  expect(travelled(defect)).toMatchObject({ message: 'x is not a function', stack: defect.stack });
  expect(travelled('a thrown text').message).toBe('a thrown text');
});
