import type { Finding } from '@assay/contract';
import { expect, it } from 'vitest';
import { ask, testApi } from '../testing/ask.ts';
import { fixedWorkspace } from '../testing/fixed-workspace.ts';

const finding: Finding = {
  rule: 'V-L3',
  level: 'warning',
  table: 'fact_work_item',
  column: 'status',
  count: 139,
  counts: 'rows',
  sample: ['w1', 'w2'],
  firstSeenAt: '2026-11-02T10:00:00.000000Z',
  lastSeenAt: '2026-11-21T10:00:00.000000Z',
  load: null,
  wrong: 'an item was accepted without any submitted answer',
  fix: 'Load the answers.',
};

it('findings say which rule is broken where, how often, since when, and what to do', async () => {
  const api = await testApi(fixedWorkspace({ findings: () => Promise.resolve([finding]) }));
  const fields = Object.keys(finding).join(' ');
  expect(await ask(api, `{ findings { ${fields} } }`)).toEqual({ status: 200, data: { findings: [finding] } });
});
