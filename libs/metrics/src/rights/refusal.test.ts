import type { PanelRequest, Role } from '@assay/contract';
import { roles } from '@assay/contract';
import { dialectOf } from '@assay/warehouse';
import { afterAll, describe, expect, it } from 'vitest';
import { dimensionIds, dimensionOf } from '../dimensions.ts';
import { rowColumns } from '../plan/rows.ts';
import { metricIds, metricOf } from '../registry.ts';
import { readsOfDimension, readsOfMetric } from './reads.ts';
import {
  isMasked,
  refusalOfColumns,
  refusalOfDimension,
  refusalOfMetric,
  refusalOfRequest,
  refusalOfRows,
} from './refusal.ts';
import { rightsOf, usualContentRoles } from './rights.ts';
import { withdrawConfidential } from '../testing/confidential.ts';

const dialect = dialectOf('duckdb');
afterAll(withdrawConfidential);
const scope = (role: Role, contentRoles = usualContentRoles) => ({
  rights: rightsOf(role, contentRoles),
  contentRoles,
  dialect,
});
const refusedTo = (refusal: (role: Role) => unknown) => roles.filter((role) => refusal(role) !== null);
const request = (change: Partial<PanelRequest> = {}): PanelRequest => ({
  metrics: ['over_refusal_rate'],
  grain: 'none',
  range: { kind: 'all' },
  by: [],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
  ...change,
});

describe('a request', () => {
  it.each([
    ['a metric of money', { metrics: ['over_refusal_rate', 'costly_answers'] }, ['trust_safety']],
    ['a metric of texts', { metrics: ['worded_answers'] }, ['trust_safety', 'finance', 'admin']],
    ['a split by people', { by: ['team'] }, ['trust_safety', 'finance']],
    ['a filter on people', { where: [{ dimension: 'team', values: ['x'] }] }, ['trust_safety', 'finance']],
    [
      'a comparison with a person',
      { compare: { kind: 'value', dimension: 'team', value: 'x' } },
      ['trust_safety', 'finance'],
    ],
    ['vendors, who have pseudonyms', { by: ['vendor'], where: [{ dimension: 'vendor', values: ['x'] }] }, []],
    ['nothing confidential', { by: ['workflow'] }, []],
  ] as const)('for %s is refused to %j', (_what, change, expected) => {
    expect(refusedTo((role) => refusalOfRequest(request(change), scope(role)))).toEqual(expected);
  });

  it('is refused in words that say who may see it', () => {
    expect(refusalOfMetric('costly_answers', scope('trust_safety'))).toEqual({
      message: '"Costly answers" reads amounts, prices or contract terms, which the role trust and safety may not see.',
      hint: 'Ask somebody with the role lead, finance, or admin: they may see it.',
    });
    expect(refusalOfDimension('team', scope('finance'))).toEqual({
      message: 'The dimension "Team" reads what single people did, which the role finance may not see.',
      hint: 'Ask somebody with the role lead or admin: they may see it.',
    });
    expect(refusalOfMetric('worded_answers', scope('lead', ['owner']))?.hint).toBe(
      'Ask the owner of this workspace: they may see it.',
    );
  });

  it('names what there is not as ever', () => {
    expect(() => refusalOfRequest(request({ metrics: ['nope'] }), scope('finance'))).toThrow(
      'There is no metric "nope".',
    );
    expect(() => refusalOfRequest(request({ by: ['nope'] }), scope('finance'))).toThrow(
      'There is no dimension "nope".',
    );
  });
});

describe('rows', () => {
  const cell = { metric: 'over_refusal_rate', bucket: null, by: {} };

  it('are refused with their number, with a slice, and where a table is closed to a role', () => {
    expect(refusedTo((role) => refusalOfRows(request(), cell, scope(role)))).toEqual([]);
    expect(refusedTo((role) => refusalOfRows(request(), { ...cell, by: { team: 'x' } }, scope(role)))).toEqual([
      'trust_safety',
      'finance',
    ]);
    // Who handles incidents reads single ones; their number is for everybody.
    const incidental = { ...cell, metric: 'incidental_answers' };
    expect(refusedTo((role) => refusalOfRows(request(), incidental, scope(role)))).toEqual(['finance']);
    expect(refusedTo((role) => refusalOfMetric('incidental_answers', scope(role)))).toEqual([]);
    const costly = { ...cell, metric: 'costly_answers' };
    expect(refusedTo((role) => refusalOfRows(request(), costly, scope(role)))).toEqual(['trust_safety']);
  });

  it('are refused for a column', () => {
    const columns = (...names: string[]) => names.map((name) => ({ name, title: name, type: 'str' as const }));
    const refused = (...names: string[]) => refusedTo((role) => refusalOfColumns(columns(...names), scope(role)));
    expect(refused('output_id', 'weight')).toEqual([]);
    expect(refused('output_id', 'amount')).toEqual(['trust_safety']);
    expect(refused('annotator_id')).toEqual(['trust_safety', 'finance']);
    expect(refused('audit_group')).toEqual([...roles]);
  });
});

describe('vendors', () => {
  it('are under pseudonyms where their names are not for a role', () => {
    expect(roles.filter((role) => isMasked('vendor', scope(role)))).toEqual(['trust_safety']);
    expect(roles.filter((role) => isMasked('workflow', scope(role)))).toEqual([]);
  });
});

describe('what definitions read', () => {
  it('is known of every metric, and no more than their own tables hold', () => {
    for (const id of metricIds) expect(readsOfMetric(id, dialect).tables.length, id).toBeGreaterThan(0);
    expect([...readsOfMetric('over_refusal_rate', dialect).classes]).toEqual(['none']);
    expect([...readsOfMetric('costly_answers', dialect).classes].sort()).toEqual(['conf', 'none']);
  });

  it('is known of every dimension: it names a column of the model, or says what it is made of', () => {
    for (const id of dimensionIds) expect(readsOfDimension(id, dialect).values.size, id).toBeGreaterThan(0);
  });

  it('reaches rows by way of their names: a column of ids that have names says which', () => {
    const named = new Set(dimensionIds.map((id) => dimensionOf(id).label?.id));
    const columns = metricIds.flatMap((id) => rowColumns(metricOf(id)));
    for (const { name, dimension } of columns) if (named.has(name)) expect(dimension, name).toBeDefined();
  });
});
