import type { QueryContext, Statement } from '@assay/contract';
import { expect, it } from 'vitest';
import { statementKey } from './statement-key.ts';

const statement: Statement = { sql: 'select $1', parameters: [{ type: 'str', value: '1' }] };
const context: QueryContext = {
  signal: new AbortController().signal,
  timeoutMs: 1,
  maxRows: 1,
  maxBytes: 1,
  tags: { viewer: 'a' },
  rights: 'none',
};
const key = statementKey(statement, context, 's');

it('is the same whoever asks, as long as they may read the same', () => {
  expect(statementKey(statement, { ...context, tags: { viewer: 'b' }, timeoutMs: 2 }, 's')).toBe(key);
});

it.each([
  ['text', statementKey({ ...statement, sql: 'select  $1' }, context, 's')],
  ['value', statementKey({ ...statement, parameters: [{ type: 'str', value: '2' }] }, context, 's')],
  ['type of a value', statementKey({ ...statement, parameters: [{ type: 'int', value: '1' }] }, context, 's')],
  ['rights', statementKey(statement, { ...context, rights: 'none+conf' }, 's')],
  ['caps on rows', statementKey(statement, { ...context, maxRows: 2 }, 's')],
  ['caps on bytes', statementKey(statement, { ...context, maxBytes: 2 }, 's')],
  ['state of the data', statementKey(statement, context, 't')],
])('differs by %s', (_what, other) => {
  expect(other).not.toBe(key);
});
