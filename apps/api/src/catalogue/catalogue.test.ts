import type { TargetRule } from '@assay/workspace';
import type { Day } from '@assay/contract';
import { expect, it } from 'vitest';
import { ask, testApi } from '../testing/ask.ts';
import { fixedWorkspace } from '../testing/fixed-workspace.ts';

it('says what a metric counts in words', async () => {
  const api = await testApi(fixedWorkspace());
  const { data } = await ask(api, '{ catalogue { id fact factRows } }');
  expect(data).toEqual({ catalogue: [{ id: 'over_refusal_rate', fact: 'fact_output', factRows: 'outputs' }] });
});

it('gives the targets in force with their slices', async () => {
  const rule: TargetRule = {
    metric: 'under_refusal_rate',
    where: [{ dimension: 'environment', values: ['eval', null] }],
    target: { lower: null, upper: 0.01, validFrom: '2024-01-01' as Day, proposed: true },
  };
  const api = await testApi(fixedWorkspace({ targets: () => Promise.resolve([rule]) }));
  const query = '{ targets { metric where { dimension values } target { lower upper validFrom proposed } } }';
  expect(await ask(api, query)).toEqual({ status: 200, data: { targets: [rule] } });
});
