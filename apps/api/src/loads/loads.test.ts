import type { Workspace } from '@assay/workspace';
import { describe, expect, it } from 'vitest';
import { ask, testApi } from '../testing/ask.ts';
import { fixedWorkspace } from '../testing/fixed-workspace.ts';
import { loadRecord } from '../testing/load-record.ts';

const receipt = `{ id file source recipe settings scope startedAt finishedAt takenBackAt read loaded unchanged quarantined
  ignored reasons { code what records } tables { table inserted updated unchanged voided } entries }`;

/** A workspace that keeps what it is asked. */
function listening() {
  const asked: unknown[] = [];
  const loads: Workspace['loads'] = (question) => {
    asked.push(question);
    return Promise.resolve({ loads: [loadRecord()], total: 7, next: 'p2' });
  };
  const entries = [{ record: 2, line: 3, column: 'ms', reason: 'TYPE', detail: 'ms is "x"', raw: '{"ms":"x"}' }];
  const quarantine: Workspace['quarantine'] = (question) => {
    asked.push(question);
    return Promise.resolve({ load: loadRecord(), entries, next: null });
  };
  return { asked, workspace: fixedWorkspace({ loads, quarantine }) };
}

describe('loads', () => {
  it('gives every field of the receipt, from a place on', async () => {
    const { asked, workspace } = listening();
    const api = await testApi(workspace);
    const query = `query L($after: String) { loads(after: $after, first: 2) { total next loads ${receipt} } }`;
    const { data, errors } = await ask(api, query, { after: 'p1' });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ loads: { total: 7, next: 'p2', loads: [loadRecord()] } });
    expect(asked).toEqual([{ after: 'p1', first: 2 }]);
  });

  it('has pages of 50 where none are asked for, and no endless ones', async () => {
    const { asked, workspace } = listening();
    const api = await testApi(workspace);
    await ask(api, '{ loads { total } }');
    expect(asked).toEqual([{ after: null, first: 50 }]);
    for (const first of [0, -1, 201]) {
      const { errors } = await ask(api, `{ loads(first: ${first}) { total } }`);
      expect(errors?.[0]?.extensions['code']).toBe('PARAM_INVALID');
    }
  });
});

describe('load', () => {
  it('gives the receipt of one load, and the rows of each table in words', async () => {
    const load: Workspace['load'] = (id) =>
      Promise.resolve(loadRecord({ id, takenBackAt: '2026-11-17T06:00:00.000000Z' }));
    const api = await testApi(fixedWorkspace({ load }));
    const { data, errors } = await ask(api, `{ load(id: "0a1b") { id takenBackAt tables { table what } } }`);
    expect(errors).toBeUndefined();
    const tables = [{ table: 'fact_output', what: 'outputs' }];
    expect(data).toEqual({ load: { id: '0a1b', takenBackAt: '2026-11-17T06:00:00.000000Z', tables } });
  });

  it('of no load is refused', async () => {
    const { errors } = await ask(await testApi(fixedWorkspace()), '{ load(id: "0a1b") { id } }');
    expect(errors?.[0]?.extensions['code']).toBe('LOAD_UNKNOWN');
  });
});

describe('quarantine', () => {
  it('gives what is wrong with the records of a load, and not the records', async () => {
    const { asked, workspace } = listening();
    const api = await testApi(workspace);
    const query = `{ quarantine(load: "0a1b2c3d") { load { id } next entries { record line column reason detail } } }`;
    const { data } = await ask(api, query);
    expect(data).toEqual({
      quarantine: {
        load: { id: loadRecord().id },
        next: null,
        entries: [{ record: 2, line: 3, column: 'ms', reason: 'TYPE', detail: 'ms is "x"' }],
      },
    });
    expect(asked).toEqual([{ load: '0a1b2c3d', after: null, first: 50 }]);
    const raw = await ask(api, '{ quarantine(load: "0a1b2c3d") { entries { raw } } }');
    expect(raw.errors?.[0]?.extensions['code']).toBe('USAGE');
  });
});
