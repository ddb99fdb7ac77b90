import { AssayError } from '@assay/contract';
import { expect, it } from 'vitest';
import { stoppedAt } from './stopped.ts';

it.each([
  ['WAREHOUSE_LIMIT', 'There was no room for big.json: nothing of it was kept.', 'Free space on the disk'],
  [
    'WAREHOUSE_MEMORY',
    'big.json takes more memory than a load may use: nothing of it was kept.',
    'a log of OpenAI Evals by run only',
  ],
  ['WAREHOUSE_CANCELLED', 'Stopped: nothing of big.json was kept.', 'Run the same command again'],
] as const)('says of %s what became of the file, and what to do', (code, message, hint) => {
  const error = stoppedAt('big.json', new AssayError(code, 'The query ended.'));
  expect(error).toMatchObject({ code, message, hint: expect.stringContaining(hint) as string });
});

it('leaves other failures as they are', () => {
  const error = new AssayError('FILE_UNREADABLE', 'There is no file big.json.');
  expect(stoppedAt('big.json', error)).toBe(error);
});
