import type { Estimate } from '@assay/contract';
import type { AskedSample } from './testing/asked-sample.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedSample, only, whole } from './testing/asked-sample.ts';

/** What docs/sample.md says was planted in answers and grades, found through the metrics. */
let sample: AskedSample;
beforeAll(async () => (sample = await askedSample()), 120_000);
afterAll(() => sample.close());

const production = only('environment', 'production');
const weeks = (from: number, to: number) => whole(sample.weekStart(from), sample.weekStart(to));
const previous = { compare: { kind: 'previous' } } as const;
const byWorkflow = { by: ['workflow'], where: [production] };

/** The change of each slice, by the value of what it is split by. */
function changesOf(found: readonly Estimate[], by: string): Readonly<Record<string, Estimate['change']>> {
  return Object.fromEntries(found.map((each) => [each.by[by] ?? '', each.change]));
}
const withVerdict = (changes: ReturnType<typeof changesOf>, verdict: string): readonly string[] =>
  Object.keys(changes)
    .filter((id) => changes[id]?.verdict === verdict)
    .sort();

/** How many times what it was the value of a slice is. */
const ratioOf = ({ value, change }: Pick<Estimate, 'value' | 'change'>): number =>
  (value ?? 0) / (change?.comparedValue ?? 0);

describe('over-refusal of the sample', () => {
  const refusals = (change: object) => sample.ask({ metrics: ['over_refusal_rate'], ...change });

  it('doubles in tutoring with the release of week 13, and is worse nowhere else', async () => {
    const found = await refusals({ ...byWorkflow, ...previous, ...weeks(13, 24) });
    const changes = changesOf(found, 'workflow');
    expect(Object.keys(changes)).toHaveLength(10);
    expect(withVerdict(changes, 'worse')).toEqual(['tutoring']);
    const tutoring = found.find(({ by }) => by['workflow'] === 'tutoring');
    expect(ratioOf(tutoring as Estimate)).toBeGreaterThan(1.7);
    expect(ratioOf(tutoring as Estimate)).toBeLessThan(2.6);
  });

  it('is repaired there by the release of week 24, which lowers it by a third everywhere', async () => {
    const found = await refusals({ ...byWorkflow, ...previous, ...weeks(24, 35) });
    const changes = changesOf(found, 'workflow');
    expect(withVerdict(changes, 'better')).toContain('tutoring');
    expect(withVerdict(changes, 'worse')).toEqual([]);
    expect(found.filter((each) => ratioOf(each) < 1)).toHaveLength(10);
    const tutoring = found.find(({ by }) => by['workflow'] === 'tutoring');
    expect(ratioOf(tutoring as Estimate)).toBeLessThan(0.5);
    const elsewhere = only('workflow', ...Object.keys(changes).filter((id) => id !== 'tutoring'));
    const [rest] = await refusals({ where: [production, elsewhere], ...previous, ...weeks(24, 35) });
    expect(ratioOf(rest as Estimate)).toBeGreaterThan(0.6);
    expect(ratioOf(rest as Estimate)).toBeLessThan(0.8);
    expect(rest?.change?.verdict).toBe('better');
  });

  it('rises in the last week with the newest release: in medical intake, German requests first', async () => {
    const [all] = await refusals({ where: [production], ...previous, ...weeks(51, 52) });
    expect(all?.value).toBeGreaterThan(0.06);
    expect(all?.change?.comparedValue).toBeLessThan(0.046);
    expect(all?.change?.verdict).toBe('worse');
    const found = await refusals({ ...byWorkflow, ...previous, ...weeks(51, 52) });
    expect(withVerdict(changesOf(found, 'workflow'), 'worse')).toEqual(['medical_intake']);
    expect(found.find(({ by }) => by['workflow'] === 'medical_intake')?.value).toBeGreaterThan(0.2);
    const medical = [production, only('workflow', 'medical_intake')];
    const locales = await refusals({ by: ['locale'], where: medical, ...weeks(51, 52) });
    const shown = locales.filter(({ status }) => status === 'ok').toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
    expect(shown[0]?.by['locale']).toBe('de-DE');
    const unsafe = { metrics: ['under_refusal_rate'], where: [production], ...previous, ...weeks(51, 52) };
    expect((await sample.ask(unsafe))[0]?.change?.verdict).toBe('no_clear_change');
  });
});

describe('hallucination of the sample', () => {
  it('is halved by the retrieval upgrade of week 30 where answers rest on retrieved texts, and only there', async () => {
    const found = await sample.ask({ metrics: ['hallucination_rate'], ...byWorkflow, ...previous, ...weeks(30, 43) });
    const changes = changesOf(found, 'workflow');
    expect(withVerdict(changes, 'better')).toEqual(['contracts', 'search']);
    expect(withVerdict(changes, 'worse')).toEqual([]);
    for (const each of found.filter(({ by }) => ['contracts', 'search'].includes(by['workflow'] ?? ''))) {
      expect(ratioOf(each)).toBeGreaterThan(0.4);
      expect(ratioOf(each)).toBeLessThan(0.65);
    }
  });
});

describe('failure modes of the sample', () => {
  it('has wrong reasoning split in two by version 2 of the taxonomy, 62 to 38; what was coded before stays whole', async () => {
    const modes = async (from: number, to: number) => {
      const shown = { by: ['failure_mode'], where: [production], ...weeks(from, to) };
      const found = await sample.ask({ metrics: ['failure_mode_rate'], ...shown });
      const rows = (mode: string) => found.find(({ by }) => by['failure_mode'] === mode)?.rows ?? 0;
      const [whole, before] = [rows('reasoning'), rows('reasoning:before_split')];
      return { whole, before, arithmetic: rows('arithmetic_error'), logic: rows('logic_error') };
    };
    const early = await modes(0, 3);
    expect(early).toEqual({ whole: early.before, before: early.before, arithmetic: 0, logic: 0 });
    expect(early.before).toBeGreaterThan(10);
    const late = await modes(26, 52);
    expect(late.before).toBe(0);
    expect(late.arithmetic / (late.arithmetic + late.logic)).toBeGreaterThan(0.52);
    expect(late.arithmetic / (late.arithmetic + late.logic)).toBeLessThan(0.72);
    // Where one grader says the one and another the other, most say that the reasoning is wrong and no more.
    expect(late.whole).toBeGreaterThan(100);
    expect(Math.abs(late.whole - late.arithmetic - late.logic)).toBeLessThan(0.1 * late.whole);
  });
});

describe('hallucination in workflows of the sample that are critical', () => {
  it('is judged by what it was two quarters before, and in all others by where it goes', async () => {
    const ask = (from: number, to: number) =>
      sample.ask({ metrics: ['hallucination_rate'], by: ['criticality'], where: [production], ...weeks(from, to) });
    const [now, before] = await Promise.all([ask(39, 52), ask(13, 26)]);
    const of = (found: readonly Estimate[], value: string) => found.find(({ by }) => by['criticality'] === value);
    const then = of(before, 'critical')?.value ?? 0;
    expect(of(now, 'critical')).toMatchObject({
      verdict: 'met',
      target: { lower: null, upper: expect.closeTo(0.8 * then, 9) as number, proposed: false },
      trend: { wanted: 'down', grain: 'week', periods: 6 },
    });
    expect((of(now, 'critical')?.upper ?? 1) / then).toBeLessThan(0.8);
    expect(of(now, 'other')?.target).toMatchObject({ lower: null, upper: null, trend: { wanted: 'down' } });
    // A year of data: nothing is known of two quarters before its first.
    expect(of(before, 'critical')).toMatchObject({ verdict: 'not_judged', target: { lower: null, upper: null } });
  });
});
