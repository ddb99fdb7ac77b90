import type { QuarantineEntry } from '@assay/contract';
import type { Workspace } from '@assay/workspace';
import { describe, expect, it } from 'vitest';
import { sharedApi, testApi } from '../testing/ask.ts';
import { fixedWorkspace } from '../testing/fixed-workspace.ts';
import { loadRecord } from '../testing/load-record.ts';

const entry = (over: Partial<QuarantineEntry>): QuarantineEntry => ({
  record: 1,
  line: 2,
  column: 'ms',
  reason: 'TYPE',
  detail: 'ms is "x", expected a whole number',
  raw: '{"id":"a","ms":"x"}',
  ...over,
});
const formula = entry({ record: 4, line: null, column: null, reason: 'MALFORMED', detail: null, raw: '=cmd|x' });
const pages: Readonly<Record<string, readonly QuarantineEntry[]>> = {
  first: [entry({}), entry({ column: 'id', reason: 'REQUIRED', detail: 'id is empty' })],
  p2: [formula],
};

/** Two pages; the second may be asked for by the whole id alone. */
const quarantine: Workspace['quarantine'] = ({ load, after }) => {
  const isFirst = after === null;
  if (!isFirst && load !== loadRecord().id) return Promise.reject(new Error('The second page is of the load itself.'));
  return Promise.resolve({ load: loadRecord(), entries: pages[after ?? 'first'] ?? [], next: isFirst ? 'p2' : null });
};
const shared = sharedApi(() => fixedWorkspace({ quarantine }));
const post = (ending: string, payload: object) =>
  shared().app.inject({ method: 'POST', url: `/export/quarantine.${ending}`, payload });

describe('POST /export/quarantine.csv', () => {
  it('has a line for everything that is wrong, with the record, and no formula', async () => {
    const response = await post('csv', { load: '0a1b2c3d' });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="quarantine-week-47-final-csv-0a1b2c3d.csv"',
    });
    const lines = response.body.split('\r\n');
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([
      '# File: week 47 (final).csv',
      '# Load: 0a1b2c3d-0000-4000-8000-000000000000',
      '# Set aside: 2 of 5 records. A line for everything that is wrong with one.',
      '# TYPE: 2 records: a cell is not of its column\u2019s type',
      expect.stringMatching(/^# Generated at .* by Assay .*\. People are pseudonyms and their texts are left out\.$/),
    ]);
    expect(lines.filter((line) => !line.startsWith('#'))).toEqual([
      'record,line,column,reason,detail,raw',
      '1,2,ms,TYPE,"ms is ""x"", expected a whole number","{""id"":""a"",""ms"":""x""}"',
      '1,2,id,REQUIRED,id is empty,"{""id"":""a"",""ms"":""x""}"',
      "4,,,MALFORMED,,'=cmd|x",
      '',
    ]);
  });

  it('is refused for a load that is none, and without one', async () => {
    const { app } = await testApi(fixedWorkspace());
    const unknown = await app.inject({ method: 'POST', url: '/export/quarantine.csv', payload: { load: '00000000' } });
    expect(unknown.statusCode).toBe(404);
    expect(unknown.json()).toMatchObject({ code: 'LOAD_UNKNOWN' });
    expect((await post('csv', {})).json()).toMatchObject({ code: 'PARAM_INVALID' });
    expect((await post('csv', { load: 7 })).statusCode).toBe(400);
  });
});

describe('POST /export/quarantine.jsonl', () => {
  it('has the record as JSON where it is such, else as its text', async () => {
    const response = await post('jsonl', { load: '0a1b2c3d' });
    expect(response.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="quarantine-week-47-final-csv-0a1b2c3d.jsonl"',
    });
    const lines = response.body.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { ...entry({}), raw: { id: 'a', ms: 'x' } },
      { ...entry({ column: 'id', reason: 'REQUIRED', detail: 'id is empty' }), raw: { id: 'a', ms: 'x' } },
      formula,
    ]);
  });
});
