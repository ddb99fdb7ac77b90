import { describe, expect, it } from 'vitest';
import type { PanelInput } from './panel-input.ts';
import { toCell, toRequest } from './to-request.ts';

const input: PanelInput = { metrics: ['over_refusal_rate'], grain: 'week', period: {}, by: [], where: [] };

describe('toRequest', () => {
  it('fills in what an input may leave out', () => {
    expect(toRequest(input)).toEqual({
      metrics: ['over_refusal_rate'],
      grain: 'week',
      range: { kind: 'all' },
      by: [],
      where: [],
      compare: null,
      params: { gradeBasis: 'best' },
      asOf: null,
    });
  });

  it('reads everything an input may say', () => {
    const full: PanelInput = {
      ...input,
      period: { from: '2026-11-09', to: '2026-11-16' },
      by: ['workflow'],
      where: [{ dimension: 'environment', values: ['production', null] }],
      compare: { kind: 'value', dimension: 'model_version', value: 'm1' },
      limits: true,
      restated: true,
      params: {
        gradeBasis: 'judge',
        labelBasis: 'as_graded',
        vote: 'all',
        scope: 'full',
        itemBasis: 'ledger',
        answerScale: 'nominal',
        answerCut: 0,
      },
      asOf: '2026-11-16T08:00:00+02:00',
    };
    expect(toRequest(full)).toMatchObject({
      range: { kind: 'days', days: { from: '2026-11-09', to: '2026-11-16' } },
      by: ['workflow'],
      where: [{ dimension: 'environment', values: ['production', null] }],
      compare: { kind: 'value', dimension: 'model_version', value: 'm1' },
      limits: true,
      restated: true,
      params: {
        gradeBasis: 'judge',
        labelBasis: 'as_graded',
        vote: 'all',
        scope: 'full',
        itemBasis: 'ledger',
        answerScale: 'nominal',
        answerCut: 0,
      },
      asOf: '2026-11-16T06:00:00.000Z',
    });
    expect(toRequest({ ...input, period: { last: '13w' }, compare: { kind: 'last_year' } })).toMatchObject({
      range: { kind: 'last', last: { count: 13, unit: 'week' } },
      compare: { kind: 'last_year' },
    });
    const paired = { kind: 'value', dimension: 'model_version', value: 'm1', paired: true } as const;
    expect(toRequest({ ...input, compare: paired }).compare).toEqual(paired);
    const rest = { kind: 'rest', dimension: 'workflow' } as const;
    expect(toRequest({ ...input, compare: { ...rest, value: null } }).compare).toEqual(rest);
  });

  it.each<[string, Partial<PanelInput>, string]>([
    ['both a relative period and days', { period: { last: '1w', from: '2026-01-01' } }, 'PARAM_INVALID'],
    ['half a period', { period: { from: '2026-01-01' } }, 'PARAM_INVALID'],
    ['a day that does not exist', { period: { from: '2026-02-30', to: '2026-03-01' } }, 'DAY_INVALID'],
    ['a comparison with half a value', { compare: { kind: 'value', dimension: 'model_version' } }, 'PARAM_INVALID'],
    ['one case by case without a named value', { compare: { kind: 'previous', paired: true } }, 'PARAM_INVALID'],
    ['a comparison with the rest of nothing', { compare: { kind: 'rest' } }, 'PARAM_INVALID'],
    ['one with the rest of a value', { compare: { kind: 'rest', dimension: 'a', value: 'x' } }, 'PARAM_INVALID'],
    ['an instant without a zone', { asOf: '2026-11-16T08:00:00' }, 'PARAM_INVALID'],
    ['no metric', { metrics: [] }, 'PARAM_INVALID'],
    ['three splits', { by: ['a', 'b', 'c'] }, 'TOO_LARGE'],
    ['too many filters', { where: Array.from({ length: 21 }, () => ({ dimension: 'a', values: [] })) }, 'TOO_LARGE'],
    ['too many values', { where: [{ dimension: 'a', values: Array.from({ length: 201 }, () => 'x') }] }, 'TOO_LARGE'],
  ])('refuses %s', (_name, over, code) => {
    expect(() => toRequest({ ...input, ...over })).toThrow(expect.objectContaining({ code }));
  });
});

describe('toCell', () => {
  it('reads a cell of the whole range and one of a week', () => {
    expect(toCell({ metric: 'm', by: [{ dimension: 'workflow' }] })).toEqual({
      metric: 'm',
      bucket: null,
      by: { workflow: null },
    });
    expect(toCell({ metric: 'm', bucket: '2026-11-09', by: [{ dimension: 'workflow', value: 'a' }] })).toEqual({
      metric: 'm',
      bucket: '2026-11-09',
      by: { workflow: 'a' },
    });
  });
});
