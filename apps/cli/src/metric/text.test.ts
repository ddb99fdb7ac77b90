import type { Change, Comparison, Estimate } from '@assay/contract';
import { parseDay } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { styleOf } from '../shell/terminal.ts';
import { llama, overRefusalCard, readyAnswer } from '../testing/sample-answer.ts';
import { metricText } from './text.ts';

const plain = styleOf(false);
const lines = (
  estimates: readonly Estimate[],
  over: Parameters<typeof readyAnswer>[1] = {},
  compare: Comparison | null = null,
): readonly string[] =>
  metricText(overRefusalCard, { answer: readyAnswer(estimates, over), compare }, plain).split('\n');

const tiny: Estimate = {
  ...llama,
  by: { model_version: null },
  value: null,
  lower: null,
  upper: null,
  n: 4,
  parts: {
    full: { numerator: 1, rows: 1, value: null, lower: null, upper: null },
    partial: { numerator: 0, rows: 0, value: null, lower: null, upper: null },
  },
  status: 'low_n',
};

const change: Change = {
  comparedValue: 0.896,
  comparedN: 250,
  comparedRange: null,
  difference: -0.3,
  lower: -0.362,
  upper: -0.238,
  p: 1e-8,
  pAdjusted: 1e-8,
  looks: 1,
  verdict: 'better',
};

describe('metricText', () => {
  it('lines up value, interval, n and parts, with status in words', () => {
    expect(lines([llama, tiny])).toEqual([
      'Over-refusal rate (over_refusal_rate), 15 Jan 2024',
      'model_version   value   95 % interval    n  full refusal  partial refusal  verdict',
      'llama2orig     59.6 %  53.4 to 65.5 %  250   95 (38.0 %)      54 (21.6 %)  no target',
      'not known           –                    4             1                0  too little data',
      '',
    ]);
  });

  it('says which other side of a boundary went the other way, and of which row', () => {
    const boundary = { metric: 'under_refusal_rate', difference: 0.1 };
    const moved = { ...llama, change: { ...change, boundary } };
    expect(lines([moved, tiny]).filter((line) => line.includes('oundary'))).toEqual([
      'llama2orig: Boundary moved: under-refusal rose by 10.0 points at the same time.',
    ]);
    expect(lines([{ ...moved, by: {} }]).filter((line) => line.includes('oundary'))).toEqual([
      'Boundary moved: under-refusal rose by 10.0 points at the same time.',
    ]);
    const range = { from: parseDay('2024-01-15'), to: parseDay('2024-01-22') };
    expect(lines([{ ...moved, bucket: range.from, range }]).find((line) => line.includes('oundary'))).toMatch(
      /^15 to 21 Jan 2024, llama2orig: Boundary moved/,
    );
  });

  it('says once whether all modes together changed', () => {
    const modes = { p: 0.0004, cramersV: 0.123 };
    const each = ['facts', 'tone'].map((mode) => ({ ...llama, by: { mode }, change: { ...change, modes } }));
    expect(lines(each).filter((line) => line.includes('together'))).toEqual([
      'What failures are made of has clearly changed, all modes together: chance alone would do as much in less than 0.1 % of cases; by 0.12, where 0 is nothing and 1 everything.',
    ]);
  });

  it('says which label moved most, by what, and since when', () => {
    const moved = { label: 'a|b', before: 0.2, now: 0.324, mixEffect: 0.003, rateEffect: 0.121, recentChange: 0.98 };
    expect(lines([{ ...llama, moved }]).at(-2)).toBe(
      'llama2orig: a, b moved most, +12.4 points: +0.3 points by another mix of sources and languages, +12.1 points within them; 98.0 % likely that this began in the last three weeks.',
    );
    const alone = { ...moved, label: '', mixEffect: null, rateEffect: null, recentChange: null };
    expect(lines([{ ...llama, by: {}, moved: alone }]).at(-2)).toBe('none of them moved most, +12.4 points.');
  });

  it('says what it stands beside', () => {
    const beside = { ...overRefusalCard, title: 'Under-refusal rate' };
    const [head] = metricText(overRefusalCard, { answer: readyAnswer([llama]), compare: null, beside }, plain).split(
      '\n',
    );
    expect(head).toBe('Over-refusal rate (over_refusal_rate), 15 Jan 2024, beside under-refusal rate');
  });

  it('counts the rows of a part, not what they weigh: 2,434 of 2,307 would be nonsense', () => {
    const sampled: Estimate = { ...llama, n: 2307 };
    const full = { numerator: 2434.3, rows: 81, value: 0.02, lower: 0.015, upper: 0.026 };
    const [, , row = ''] = lines([{ ...sampled, parts: { ...llama.parts, full } }]);
    expect(row).toMatch(/2,307 +81 \(2\.0 %\)/);
    expect(row).not.toContain('2,434');
  });

  it('names buckets, running periods and the comparison', () => {
    const week: Estimate = { ...llama, by: {}, bucket: parseDay('2024-01-15'), partial: true, change };
    const [, head = '', row = ''] = lines([week], {
      grain: 'week',
      compareRange: { from: parseDay('2024-01-08'), to: parseDay('2024-01-15') },
    });
    expect(head).toContain('week');
    expect(head).toContain('change from 8 to 14 Jan 2024');
    expect(row).toContain('week 03 of 2024');
    expect(row).toContain('-30.0 points (-36.2 to -23.8), better');
    expect(row).toContain('not a whole period');
  });

  it('names what many values are together', () => {
    expect(lines([{ ...llama, by: { model_version: '~other' } }])[2]).toMatch(/^ *Other /);
  });

  it('names the value that others are compared with', () => {
    const compare = { kind: 'value', dimension: 'model_version', value: 'llama2new' } as const;
    const compareRange = { from: parseDay('2024-01-15'), to: parseDay('2024-01-16') };
    expect(lines([{ ...llama, change }], { compareRange }, compare)[1]).toContain(
      'change from model_version llama2new',
    );
  });

  it('says once what the change of all slices comes from', () => {
    const whole = { difference: 0.14, mixEffect: 0.09, rateEffect: 0.05 };
    const first = { ...llama, change: { ...change, contribution: { mixEffect: 0.11, rateEffect: 0.05, whole } } };
    const second = { ...first, change: { ...change, contribution: { mixEffect: -0.02, rateEffect: 0, whole } } };
    expect(lines([first, second]).filter((line) => line.startsWith('All together'))).toEqual([
      'All together +14.0 points: +9.0 points by another mix, +5.0 points by other rates.',
    ]);
  });

  it('says how likely the target is met', () => {
    const target = { lower: null, upper: 0.05, validFrom: parseDay('2026-01-01'), proposed: false };
    const estimate: Estimate = { ...llama, target, verdict: 'unproven', chanceMet: 0.834 };
    expect(lines([estimate]).join(' ')).toContain('target not proven (83 % likely)');
  });

  it('says the target below, and whether it is met', () => {
    const target = { lower: null, upper: 0.05, validFrom: parseDay('2024-01-01'), proposed: true };
    const shown = lines([{ ...llama, target, verdict: 'missed' }]);
    expect(shown[2]).toMatch(/ {2}target missed$/);
    expect(shown[3]).toBe('Target since 2024-01-01: at most 5.0 % (proposed, not agreed).');
    const shares = {
      ...target,
      upper: null,
      proposed: false,
      ofEarlier: { lower: null, upper: 0.9, when: 'last_year' },
    } as const;
    const open = lines([{ ...llama, target: shares }]);
    expect(open[3]).toBe('Target since 2024-01-01: at most 90.0 % of a year before.');
    const beside = lines([{ ...llama, target: { ...shares, upper: 0.045 } }]);
    expect(beside[3]).toBe('Target since 2024-01-01: at most 4.5 %, by the value a year before.');
    const other = { metric: 'audit_pass_rate', margin: 0.01 };
    const missed = { ...other, difference: -0.025, lower: -0.032, upper: -0.018, verdict: 'missed' } as const;
    const held = lines([{ ...llama, target: { ...shares, notWorse: other }, verdict: 'missed', notWorse: missed }]);
    expect(held[2]).toMatch(
      / {2}target missed \(Audit pass rate: -2\.5 points \(-3\.2 to -1\.8\), at most 1\.0 worse is agreed\)$/,
    );
    expect(held[3]).toBe(
      'Target since 2024-01-01: at most 90.0 % of a year before, while audit_pass_rate is not worse by more than 1.0 %.',
    );
  });

  it('says the trend that is wanted by itself, and what there is of it', () => {
    const agreed = { validFrom: parseDay('2024-01-01'), proposed: true };
    const trend = {
      wanted: 'down',
      verdict: 'unproven',
      grain: 'week',
      periods: 4,
      since: null,
      moves: null,
      p: null,
    } as const;
    const bounds = { lower: null, upper: 0.05, validFrom: parseDay('2025-01-01'), proposed: false };
    const both = { ...bounds, trend: { wanted: 'down', ...agreed } } as const;
    const shown = lines([{ ...llama, target: both, verdict: 'missed', trend }]);
    expect(shown[2]).toMatch(
      / {2}target missed, trend not proven \(not enough finished weeks with a number of their own: 4 of 6\)$/,
    );
    expect(shown.slice(3, 5)).toEqual([
      'Target since 2025-01-01: at most 5.0 %.',
      'Target since 2024-01-01: falling (proposed, not agreed).',
    ]);
    const alone = { ...both, upper: null, ...agreed };
    const falls = { ...trend, verdict: 'met', periods: 6, moves: 'down', p: 0.001 } as const;
    const open = lines([{ ...llama, target: alone, verdict: 'met', trend: falls }]);
    expect(open[2]).toMatch(/ {2}trend as wanted \(falling over 6 finished weeks\)$/);
    expect(open[3]).toBe('Target since 2024-01-01: falling (proposed, not agreed).');
  });

  it('adds up caveats over the rows and explains them', () => {
    const left = { ...llama, caveats: [{ code: 'ungraded', count: 41 }] };
    const right = {
      ...llama,
      caveats: [
        { code: 'ungraded', count: 2 },
        { code: 'few_clusters', count: null },
      ],
    };
    expect(lines([left, right]).slice(4)).toEqual([
      '43 outputs without a verdict; with disputed ones above 10 % the metric is grey',
      'few independent groups, so the interval is rough',
      '',
    ]);
    expect(lines([{ ...llama, caveats: [{ code: 'ungraded', count: 1 }] }])[3]).toBe(
      'outputs without a verdict; with disputed ones above 10 % the metric is grey: 1',
    );
  });
});
