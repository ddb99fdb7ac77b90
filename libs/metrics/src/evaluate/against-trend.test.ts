import type { Day, Estimate, PanelRequest, Target, TrendDirection } from '@assay/contract';
import type { Row } from '@assay/model';
import type { Known } from '../plan/known.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { alwaysTarget, GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const about = (value: number): number => expect.closeTo(value, 6) as number;
const day = (text: string): Day => text as Day;
/** Mondays from 2 March 2026 on. */
const monday = (week: number): Day => day(new Date(Date.UTC(2026, 2, 2 + 7 * week)).toISOString().slice(0, 10));
const weeks = (from: number, to: number): PanelRequest['range'] => ({
  kind: 'days',
  days: { from: monday(from), to: monday(to) },
});
const wanting = (wanted: TrendDirection, bounds: Partial<Target> = {}): Target => {
  const agreed = { validFrom: day('2024-01-01'), proposed: true };
  return { lower: null, upper: null, trend: { wanted, ...agreed }, ...agreed, ...bounds };
};
/** Data of eight weeks, of which the rows change no more. */
const known: Partial<Known> = { span: { first: monday(0), last: day('2026-04-26') }, today: day('2026-06-30') };
const falling = [20, 16, 12, 8, 6, 4];

/** Forty requests a week, of which so many were refused. */
function refusals(counts: readonly number[], first = 0, more: Partial<Row<'fact_output'>> = {}) {
  return counts.flatMap((refused, week) =>
    Array.from({ length: 40 }, (_, index): Partial<Row<'fact_output'>> => ({
      output_id: `${more.workflow_id ?? ''}-${first + week}-${index}`,
      produced_at: `${monday(first + week)}T12:00:00Z`,
      refusal_level: index < refused ? 'full' : 'none',
      ...more,
    })),
  );
}

interface Asked {
  readonly request?: Partial<PanelRequest>;
  readonly target?: Target;
  readonly known?: Partial<Known>;
}

async function judged(outputs: ReturnType<typeof refusals>, asked: Asked = {}): Promise<readonly Estimate[]> {
  await open?.close();
  open = await GradedWarehouse.open({ fact_output: outputs });
  return open.ask(
    { metrics: ['over_refusal_rate'], range: weeks(0, 6), ...asked.request },
    { ...known, ...asked.known },
    { targets: alwaysTarget(asked.target ?? wanting('down')) },
  );
}

describe('a target that wants a trend', () => {
  it('is judged by the last six finished weeks of a number of a whole range', async () => {
    // Cochran-Armitage: 57 below what is expected, variance 0.275 x 0.725 x 40 x 17.5; z = -4.825.
    const [met] = await judged(refusals(falling));
    expect(met).toMatchObject({ verdict: 'met', trend: { verdict: 'met', wanted: 'down', moves: 'down' } });
    expect(met?.trend).toMatchObject({ grain: 'week', periods: 6, since: null, p: about(0.0000014007) });
    const [missed] = await judged(refusals(falling.toReversed()));
    expect(missed).toMatchObject({ verdict: 'missed', trend: { moves: 'up' } });
    const [flat] = await judged(refusals([10, 12, 9, 11, 10, 10]));
    expect(flat).toMatchObject({ verdict: 'unproven', trend: { verdict: 'unproven', periods: 6 } });
    const [wanted] = await judged(refusals(falling.toReversed()), { target: wanting('up') });
    expect(wanted?.verdict).toBe('met');
  });

  it('looks at weeks before the days asked for, at no running ones, and at none that may still change', async () => {
    const outputs = refusals([...falling, 40, 40]);
    const short = { range: weeks(4, 6) };
    expect((await judged(outputs, { request: short }))[0]).toMatchObject({ verdict: 'met', trend: { periods: 6 } });
    // The week of all refusals is whole, but its rows can change for seven days more.
    const asked = { request: { range: weeks(0, 7) }, known: { ...known, today: day('2026-04-21') } };
    expect((await judged(outputs, { ...asked, known: { today: day('2026-04-26') } }))[0]?.verdict).toBe('met');
    expect((await judged(outputs, { ...asked, known: { today: day('2026-04-27') } }))[0]?.verdict).toBe('missed');
  });

  it('gives each week of a series the six that end with it, and says where there are fewer', async () => {
    const numbers = await judged(refusals([...falling, 2, 40]), { request: { grain: 'week', range: weeks(0, 8) } });
    expect(numbers.map(({ verdict }) => verdict)).toEqual([
      ...Array<string>(5).fill('unproven'),
      'met',
      'met',
      'missed',
    ]);
    expect(numbers.map(({ trend }) => trend?.periods)).toEqual([1, 2, 3, 4, 5, 6, 6, 6]);
    expect(numbers[4]?.trend).toMatchObject({ moves: null, p: null });
  });

  it('takes each slice by itself', async () => {
    const outputs = [
      ...refusals(falling, 0, { workflow_id: 'a' }),
      ...refusals(falling.toReversed(), 0, { workflow_id: 'b' }),
      ...refusals(falling.slice(1), 1, { workflow_id: 'c' }),
    ];
    const numbers = await judged(outputs, { request: { by: ['workflow'] } });
    const of = (workflow: string) => numbers.find(({ by }) => by['workflow'] === workflow);
    expect([of('a')?.verdict, of('b')?.verdict, of('c')?.verdict]).toEqual(['met', 'missed', 'unproven']);
    expect(of('c')?.trend?.periods).toBe(5);
  });

  it('stands beside bounds, whose verdict it leaves', async () => {
    const [both] = await judged(refusals(falling), { target: wanting('down', { upper: 0.05 }) });
    expect(both).toMatchObject({ verdict: 'missed', trend: { verdict: 'met' } });
  });

  it('judges neither a period that is cut nor a number that is not shown', async () => {
    const [cut] = await judged(refusals([...falling, 2, 2, 2]), { request: { range: weeks(2, 9) } });
    expect(cut).toMatchObject({ partial: true, verdict: 'not_judged' });
    expect(cut).not.toHaveProperty('trend');
    const [none] = await judged(refusals(falling), { request: { range: weeks(7, 8) } });
    expect(none).toMatchObject({ status: 'no_data', verdict: 'not_judged' });
    expect(none).not.toHaveProperty('trend');
  });

  it('begins anew where most slices moved at once, which is a new instrument', async () => {
    // Five workflows, a request more or less in turn; so many of them jump in the fourth week.
    const jumping = (count: number) =>
      [0, 1, 2, 3, 4].flatMap((index) =>
        refusals(index < count ? [10, 9, 10, 20, 19, 20] : [10, 9, 10, 10, 9, 10], 0, { workflow_id: `w${index}` }),
      );
    for (const grain of ['none', 'week'] as const) {
      const request = { by: ['workflow'], grain } as const;
      const ofW0 = (numbers: readonly Estimate[]) => numbers.findLast(({ by }) => by['workflow'] === 'w0');
      expect(ofW0(await judged(jumping(3), { request }))).toMatchObject({ verdict: 'missed', trend: { since: null } });
      expect(ofW0(await judged(jumping(5), { request }))).toMatchObject({
        verdict: 'unproven',
        trend: { periods: 3, since: monday(3), moves: null },
      });
    }
  });

  it('begins anew at a break', async () => {
    const modes = {
      ...(await import('../output/mode-tree.ts')).noModes,
      breaks: [{ at: `${monday(1)}T08:00:00Z`, version: '2' }],
    };
    const failing = refusals(falling).map((output, index) => ({ ...output, output_id: `o${index}` }));
    open = await GradedWarehouse.open({
      fact_output: failing,
      fact_grade: failing.map(({ output_id, refusal_level, produced_at = '' }, index) => ({
        grade_id: `g${index}`,
        output_id: output_id ?? '',
        produced_at,
        criterion: 'failure_mode' as const,
        is_defect: refusal_level === 'full',
        node_version_id: null,
      })),
    });
    const ask = async (more: Partial<Known>) =>
      (
        await open?.ask(
          { metrics: ['failure_mode_rate'], range: weeks(0, 6) },
          { ...known, ...more },
          { targets: alwaysTarget(wanting('down')) },
        )
      )?.[0];
    expect(await ask({})).toMatchObject({ verdict: 'met', trend: { since: null } });
    // One that is mixed is left out, too: five weeks are of the new labels alone.
    expect(await ask({ modes })).toMatchObject({
      verdict: 'unproven',
      trend: { periods: 5, since: monday(1), moves: null },
    });
  });
});

describe('the trend test', () => {
  const month = (index: number) => `2026-0${index + 1}`;
  const half = {
    range: { kind: 'days', days: { from: day('2026-01-01'), to: day('2026-07-01') } },
    grain: 'month',
  } as const;
  const later: Partial<Known> = {
    span: { first: day('2026-01-01'), last: day('2026-06-30') },
    today: day('2027-01-01'),
  };

  it('is that of events where they are counted by what they could happen in', async () => {
    const [counts, sessions] = [
      [14, 11, 12, 8, 7, 5],
      [10, 10.5, 11, 11, 12, 12.5],
    ];
    open = await GradedWarehouse.open({
      fact_incident: counts.flatMap((count, index) =>
        Array.from({ length: count }, (_, each) => ({
          incident_id: `${index}-${each}`,
          detected_at: `${month(index)}-10T12:00:00Z`,
          status: 'open' as const,
          severity_rank: 1,
        })),
      ),
      fact_counter_daily: sessions.map((millions, index) => ({
        counter_date: day(`${month(index)}-10`),
        counter_name: 'sessions',
        bin_key: '',
        environment: 'production' as const,
        workflow_id: '',
        model_version_id: '',
        locale: '',
        vendor_id: '',
        task_id: '',
        n: millions * 1_000_000,
      })),
    });
    const numbers = await open.ask({ metrics: ['incident_rate'], ...half }, later, {
      targets: alwaysTarget(wanting('down')),
    });
    // The vector poisson_trend/01 of the catalogue.
    expect(numbers.at(-1)).toMatchObject({ verdict: 'met', trend: { grain: 'month', p: about(0.00401207904) } });
  });

  it('is that of order where values are neither shares nor counts', async () => {
    const perDay = [7, 8, 10, 9, 11, 12];
    open = await GradedWarehouse.open({
      fact_annotation: perDay.flatMap((count, index) =>
        ['p1', 'p2', 'p3', 'p4', 'p5'].flatMap((person) =>
          Array.from({ length: count }, (_, each) => ({
            annotation_id: `${person}-${index}-${each}`,
            work_item_id: `${person}-${index}-${each}`,
            annotator_id: person,
            submitted_at: `${month(index)}-10T12:${String(each).padStart(2, '0')}:00Z`,
            active_seconds: 600,
          })),
        ),
      ),
    });
    const numbers = await open.ask({ metrics: ['labeled_items'], ...half }, later, {
      targets: alwaysTarget(wanting('down')),
    });
    expect(numbers.map(({ value }) => value)).toEqual(perDay);
    // 14 pairs rise and one falls: S = 13, z = 12 / sqrt(28.3333).
    expect(numbers.at(-1)).toMatchObject({ verdict: 'missed', trend: { moves: 'up', p: about(0.0241705) } });
  });

  it('is that of events a day where all are counted', async () => {
    // Ten a day: a month is no busier for being longer.
    const items = [31, 28, 31, 30, 31, 30].map((days) => days * 10);
    open = await GradedWarehouse.open({
      fact_work_item: items.flatMap((count, index) =>
        Array.from({ length: count }, (_, each) => ({
          work_item_id: `${index}-${each}`,
          accepted_at: `${month(index)}-10T12:00:00Z`,
        })),
      ),
    });
    const numbers = await open.ask({ metrics: ['accepted_items'], ...half }, later, {
      targets: alwaysTarget(wanting('up')),
    });
    expect(numbers.at(-1)).toMatchObject({ verdict: 'unproven', trend: { periods: 6, p: about(1) } });
  });
});
