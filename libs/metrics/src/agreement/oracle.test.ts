import type { Day, Estimate } from '@assay/contract';
import type { Row } from '@assay/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

type Level = 'nominal' | 'ordinal' | 'interval' | 'multi_label';
const levels: readonly Level[] = ['nominal', 'ordinal', 'interval', 'multi_label'];
const labels: Readonly<Record<Level, readonly string[]>> = {
  nominal: ['yes', 'no', 'not|sure'],
  ordinal: ['1', '2', '3', '10'],
  interval: ['-1', '0.5', '2', '10'],
  multi_label: ['', 'x', 'x|y', 'y|z'],
};

const answer = fc.record({
  label: fc.nat({ max: 3 }),
  stage: fc.constantFrom<Row<'fact_annotation'>['stage']>('initial', 'overlap', 'overlap', 'overlap', 'rework'),
  status: fc.constantFrom<'submitted' | 'skipped'>('submitted', 'submitted', 'submitted', 'skipped'),
  is_latest: fc.constantFrom(true, true, true, false),
  day: fc.integer({ min: 2, max: 15 }),
});
const item = fc.record({
  purpose: fc.constantFrom<'production' | 'gold'>('production', 'production', 'production', 'gold'),
  model: fc.constantFrom('m1', 'm2'),
  answers: fc.array(answer, { maxLength: 5 }),
});
type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;

const masi = (one: string, two: string): number => {
  const [a, b] = [one, two].map((text) => new Set(text.split('|').filter((code) => code !== '')));
  if (!a || !b || one === two) return 0;
  const both = [...a].filter((code) => b.has(code)).length;
  const [least, most] = [Math.min(a.size, b.size), a.size + b.size - both];
  return 1 - (both / most) * (both === least ? 2 / 3 : 1 / 3);
};

/** Krippendorff (2011) straight from its definition: mean distance within items over mean distance among all answers. */
function plainAlpha(units: readonly (readonly string[])[], level: Level): number | null {
  const all = units.flat();
  const ranked = [...all].sort((a, b) => Number(a) - Number(b));
  const middleRank = (text: string): number =>
    (ranked.findIndex((each) => each === text) + ranked.findLastIndex((each) => each === text)) / 2;
  const distance: Readonly<Record<Level, (a: string, b: string) => number>> = {
    nominal: (a, b) => (a === b ? 0 : 1),
    ordinal: (a, b) => (middleRank(a) - middleRank(b)) ** 2,
    interval: (a, b) => (Number(a) - Number(b)) ** 2,
    multi_label: masi,
  };
  const between = (list: readonly string[]): number =>
    list.reduce((sum, a) => sum + list.reduce((inner, b) => inner + distance[level](a, b), 0), 0);
  const observed = units.reduce((sum, unit) => sum + between(unit) / (unit.length - 1), 0) / all.length;
  const expected = between(all) / (all.length * (all.length - 1));
  return expected > 0 ? 1 - observed / expected : null;
}

interface Plain {
  readonly n: number;
  readonly rows: number;
  readonly agreement: number;
  readonly value: number | null;
}

/** What the metric should say of the items of a model and a span of days, in plain steps. */
function oracle(items: readonly Item[], { level, model, to }: { level: Level; model: string; to: number }): Plain {
  const units = items
    .filter((each) => each.purpose === 'production' && each.model === model)
    .map((each) =>
      each.answers.filter(({ stage, status, is_latest }) => stage !== 'rework' && status === 'submitted' && is_latest),
    )
    .filter((answers) => answers.length >= 2 && Math.max(...answers.map(({ day }) => day)) < to)
    .map((answers) => answers.map(({ label }) => labels[level][label % labels[level].length] as string));
  const rows = units.flat().length;
  const shares = units.map((unit) => {
    const pairs = unit.flatMap((a, i) => unit.slice(i + 1).map((b) => a === b));
    return pairs.filter(Boolean).length / pairs.length;
  });
  const counts = [...Map.groupBy(units.flat(), (label) => label).values()].map((same) => same.length);
  const isEnough = units.length >= 50 && counts.length >= 2 && rows - Math.max(0, ...counts) >= 10;
  return {
    n: units.length,
    rows,
    agreement: shares.reduce((sum, share) => sum + share, 0),
    value: isEnough ? plainAlpha(units, level) : null,
  };
}

async function asked(items: readonly Item[], level: Level, to: number): Promise<readonly Estimate[]> {
  const dated = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T12:00:00Z`;
  const valued = (label: number): object => {
    const text = labels[level][label % labels[level].length] as string;
    if (level === 'multi_label') return { value_set: text };
    return level === 'nominal' ? { value_code: text } : { value_num: Number(text) };
  };
  const db = await GradedWarehouse.open(
    answeredItems({
      tasks: [{ label_level: level }],
      items: items.map(({ purpose, model, answers }) => ({
        purpose,
        model_version_id: model,
        answers: answers.map(({ label, day, ...rest }) => ({ ...rest, ...valued(label), submitted_at: dated(day) })),
      })),
    }),
  );
  const span = { first: '2026-03-02' as Day, last: '2026-03-15' as Day };
  const days = { from: '2026-03-02' as Day, to: dated(to).slice(0, 10) as Day };
  try {
    return await db.ask(
      { metrics: ['iaa_alpha'], by: ['model_version'], range: { kind: 'days', days } },
      { span, spans: new Map([['fact_annotation', span]]) },
    );
  } finally {
    await db.close();
  }
}

it('says what Krippendorff wrote down, whatever the answers, by model and up to any day', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { minLength: 200, maxLength: 400 }),
      fc.constantFrom(...levels),
      fc.integer({ min: 10, max: 16 }),
      async (items, level, to) => {
        const found = await asked(items, level, to);
        for (const model of ['m1', 'm2']) {
          const expected = oracle(items, { level, model, to });
          const own = found.find(({ by }) => by['model_version'] === model);
          expect([own?.n ?? 0, own?.rows ?? 0]).toEqual([expected.n, expected.rows]);
          expect(own?.numerator ?? 0).toBeCloseTo(expected.agreement, 9);
          if (expected.value === null) expect(own?.value ?? null).toBeNull();
          else expect(own?.value).toBeCloseTo(expected.value, 9);
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
