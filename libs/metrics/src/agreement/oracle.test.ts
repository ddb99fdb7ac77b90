import type { Day, Estimate } from '@assay/contract';
import type { Row } from '@assay/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';
import type { Level } from '../testing/oracle/agreement.ts';
import { isEnough, plainAlpha, sameAnswers } from '../testing/oracle/agreement.ts';

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
  return {
    n: units.length,
    rows,
    agreement: sameAnswers(units),
    value: isEnough(units) ? plainAlpha(units, level) : null,
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
