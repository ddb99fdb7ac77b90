import { describe, expect, it } from 'vitest';
import type { MetricDefinition } from '../../gql/types.ts';
import { targetWith } from '../../testing/inventory.ts';
import { definition, underDefinition } from '../../testing/page.ts';
import { prepareCatalogue, sliceOf, targetsOf } from './prepare.ts';

/** As a third metric will be: of another fact, with an owner and a unit of its own. */
const cost = {
  ...definition,
  id: 'cost_per_accepted_label',
  title: 'Cost per accepted label',
  what: 'What an accepted label costs.',
  formula: 'spend / accepted items',
  unit: 'money',
  owner: 'finance',
  fact: 'fact_work_item',
  factRows: 'work items',
  serves: ['F3'],
  leftOut: [{ code: 'X-void', rule: 'items that were voided' }],
  parts: [],
  dimensions: [{ id: 'vendor', title: 'Vendor' }],
} as unknown as MetricDefinition;

const catalogue = [definition, cost, underDefinition];
const found = (find: string, by: 'fact' | 'owner' = 'fact') =>
  prepareCatalogue(catalogue, [], { find, by }).map(({ title, metrics }) => [
    title,
    ...metrics.map(({ definition: { title: name } }) => name),
  ]);

describe('the catalogue', () => {
  it('is grouped by what is counted, or by owner, in its own order', () => {
    expect(found('')).toEqual([
      ['Outputs', 'Over-refusal', 'Under-refusal'],
      ['Work items', 'Cost per accepted label'],
    ]);
    expect(found('', 'owner')).toEqual([
      ['Lead', 'Over-refusal'],
      ['Finance', 'Cost per accepted label'],
      ['Safety', 'Under-refusal'],
    ]);
  });

  it.each([
    ['COST', ['Cost per accepted label']],
    ['under_refusal_rate', ['Under-refusal']],
    ['spend items', ['Cost per accepted label']],
    ['voided', ['Cost per accepted label']],
    ['vendor finance', ['Cost per accepted label']],
    ['f3', ['Cost per accepted label']],
    ['  refusal   lead ', ['Over-refusal']],
    ['partial', ['Over-refusal', 'Under-refusal']],
    ['cost refusal', []],
    ['.*', []],
  ])('holds every word of "%s" somewhere', (find, titles) => {
    expect(found(find).flatMap(([, ...names]) => names)).toEqual(titles);
  });

  it('has the targets of each metric, the metric as a whole first', () => {
    const where = [
      { dimension: 'environment', values: ['eval', null] },
      { dimension: 'workflow', values: ['Code'] },
    ];
    const [slice, whole, other] = [targetWith({ where }), targetWith(), targetWith({ metric: 'under_refusal_rate' })];
    expect(targetsOf(definition, [slice, other, whole])).toEqual([whole, slice]);
    expect(sliceOf(slice)).toBe('eval or not known, Code');
    expect(sliceOf(whole)).toBe('');
  });
});
