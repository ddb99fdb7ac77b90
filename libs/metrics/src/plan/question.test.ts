import type { Day, DimensionMember, Grain } from '@assay/contract';
import type { Known } from './known.ts';
import { describe, expect, it } from 'vitest';
import { plainKnown, plainRequest } from '../testing/graded-rows.ts';
import { resolveRequest } from './question.ts';

const member = (value: string | null, label: string): DimensionMember => ({ value, label, rows: 1 });
const known: Known = {
  ...plainKnown,
  members: new Map([
    ['model_version', [member('m1', 'Owl 1'), member('m2', 'm1'), member(null, 'not known')]],
    ['workflow', []],
  ]),
};

describe('resolveRequest', () => {
  it('matches filters by id, then by label', () => {
    const where = (value: string | null): unknown => {
      const resolution = resolveRequest(
        { ...plainRequest, where: [{ dimension: 'model_version', values: [value] }] },
        known,
      );
      return resolution.kind === 'resolved' ? resolution.resolved.current.where[0]?.values : resolution.message;
    };
    expect(where('m1')).toEqual(['m1']);
    expect(where('Owl 1')).toEqual(['m1']);
    expect(where(null)).toEqual([null]);
    expect(where('owl')).toBe('No rows with model version "owl".');
  });

  it('names what there is where a filter finds nothing', () => {
    const resolution = resolveRequest(
      { ...plainRequest, where: [{ dimension: 'model_version', values: ['x'] }] },
      known,
    );
    expect(resolution).toMatchObject({ kind: 'empty', hint: 'There are: m1, m2, not known.' });
  });

  it('says of an unknown value beside a known one that there are no such rows, and which are near', () => {
    const where = (...values: (string | null)[]): unknown =>
      resolveRequest({ ...plainRequest, where: [{ dimension: 'model_version', values }] }, known);
    expect(where('m1', 'Owl 2', 'zebra')).toMatchObject({
      kind: 'empty',
      reason: 'value_unknown',
      message: 'No rows with model version "Owl 2" or "zebra".',
      hint: 'Did you mean Owl 1? There are: m1, m2, not known.',
    });
    expect(where('m1', 'm2')).toMatchObject({ kind: 'resolved' });
    expect(where()).toMatchObject({ kind: 'empty', message: 'No rows with model version of no name.' });
  });

  it('takes rows without a value beside others for granted, whether there are any or not', () => {
    const values = ['m1', null];
    const [owl] = known.members.get('model_version') ?? [];
    const without = { ...known, members: new Map([['model_version', owl ? [owl] : []]]) };
    const resolution = resolveRequest({ ...plainRequest, where: [{ dimension: 'model_version', values }] }, without);
    expect(resolution.kind === 'resolved' && resolution.resolved.current.where).toEqual([
      { dimension: 'model_version', values: ['m1'] },
    ]);
    expect(
      resolveRequest({ ...plainRequest, where: [{ dimension: 'model_version', values: [null] }] }, without),
    ).toMatchObject({ kind: 'empty', message: 'No rows with model version not known.' });
  });

  it('says when nothing has been loaded', () => {
    expect(resolveRequest(plainRequest, { ...known, span: null, spans: new Map() })).toMatchObject({
      kind: 'empty',
      message: 'No outputs have been loaded yet.',
    });
  });

  it('says of an instant before the first load that nothing was there then', () => {
    const asOf = '2026-01-01T00:00:00.000Z';
    expect(resolveRequest({ ...plainRequest, asOf }, { ...known, asOf, span: null, spans: new Map() })).toMatchObject({
      kind: 'empty',
      message: `No outputs had been loaded by ${asOf}.`,
    });
  });

  it.each([
    ['METRIC_UNKNOWN', { metrics: ['over_refusal'] }],
    ['DIMENSION_UNKNOWN', { by: ['model'] }],
    ['DIMENSION_UNKNOWN', { where: [{ dimension: 'nope', values: ['x'] }] }],
    ['USAGE', { by: ['model_version', 'workflow', 'locale'] }],
    ['USAGE', { metrics: [] }],
    ['PARAM_INVALID', { compare: { kind: 'value', dimension: 'model_version', value: 'x' } }],
    ['PARAM_INVALID', { by: ['workflow'], compare: { kind: 'rest', dimension: 'model_version' } }],
    ['PARAM_INVALID', { by: ['environment'], compare: { kind: 'rest', dimension: 'environment' } }],
    [
      'PARAM_INVALID',
      { metrics: ['failure_mode_rate'], by: ['failure_mode'], compare: { kind: 'rest', dimension: 'failure_mode' } },
    ],
    ['DIMENSION_UNKNOWN', { by: ['workflow'], compare: { kind: 'rest', dimension: 'nope' } }],
    ['DAY_INVALID', { range: { kind: 'days', days: { from: '2026-02-02' as Day, to: '2026-02-01' as Day } } }],
  ] as const)('refuses with %s: %o', (code, wrong) => {
    expect(() => resolveRequest({ ...plainRequest, ...wrong }, known)).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  it.each([
    [{ metrics: ['over_refusal'] }, 'Did you mean over_refusal_rate?'],
    [{ by: ['workflw'] }, 'Did you mean workflow?'],
    [{ where: [{ dimension: 'vendr', values: ['x'] }] }, 'Did you mean vendor?'],
    [{ by: ['planet'] }, 'Dimensions: environment, model_version, '],
  ])('says what is near a name that there is not: %j', (wrong, hint) => {
    expect(() => resolveRequest({ ...plainRequest, ...wrong }, known)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(hint) as string }) as Error,
    );
  });

  it('refuses more points than a chart draws, whatever the length of the range', () => {
    const ask = (from: string, to: string, grain: Grain) => (): unknown =>
      resolveRequest(
        { ...plainRequest, grain, range: { kind: 'days', days: { from: from as Day, to: to as Day } } },
        known,
      );
    const refused = expect.objectContaining({ code: 'TOO_LARGE' }) as Error;
    // 2024 has 366 days: 500 of them end before 15 May 2025.
    expect(ask('2024-01-01', '2025-05-15', 'day')).not.toThrow();
    expect(ask('2024-01-01', '2025-05-16', 'day')).toThrow(refused);
    expect(ask('2024-01-01', '2025-05-16', 'week')).not.toThrow();
    expect(ask('0001-01-01', '9999-12-01', 'day')).toThrow(refused);
    expect(ask('0001-01-01', '9999-12-01', 'none')).not.toThrow();
  });

  it('compares a slice with a named one over the same days', () => {
    const resolution = resolveRequest(
      {
        ...plainRequest,
        by: ['model_version', 'workflow'],
        compare: { kind: 'value', dimension: 'model_version', value: 'Owl 1' },
      },
      known,
    );
    expect(resolution.kind === 'resolved' && resolution.resolved.baseline).toMatchObject({
      by: ['workflow'],
      where: [{ dimension: 'model_version', values: ['m1'] }],
      range: { from: '2026-03-02', to: '2026-04-01' },
    });
  });
});
