import type { Day, DimensionMember, Estimate, PanelRequest } from '@assay/contract';
import type { GradedRows } from '../testing/graded-rows.ts';
import { otherMember } from '@assay/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const day = (text: string): Day => text as Day;
const days = (from: string, to: string): PanelRequest['range'] => ({
  kind: 'days',
  days: { from: day(from), to: day(to) },
});
/** a01, a02 and so on. */
const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `a${String(index + 1).padStart(2, '0')}`);
const membersOf = (values: readonly (string | null)[]): readonly DimensionMember[] =>
  values.map((value) => ({ value, label: value ?? 'not known', rows: 1 }));
const known = (dimension: string, values: readonly (string | null)[]) => ({
  members: new Map([
    [dimension, membersOf(values)],
    ['currency', membersOf(['EUR'])],
    ['environment', membersOf(['eval'])],
  ]),
});
const find = (list: readonly Estimate[], dimension: string, value: string | null) =>
  list.find(({ by }) => by[dimension] === value);
const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const output = (workflow: string | null, row: object = {}) => ({
  workflow_id: workflow,
  refusal_level: 'none' as const,
  ...row,
});

describe('a split of many values', () => {
  it('shows the twenty with most and pools the rest as one population', async () => {
    const workflows = names(23);
    // The first twenty have three outputs each, the last three two: of those six two are refused, in one session.
    const db = await asking({
      fact_output: workflows.flatMap((workflow, place) =>
        times(place < 20 ? 3 : 2).map((index) =>
          output(workflow, {
            output_id: `${workflow}-${index}`,
            session_key: place < 20 ? `${workflow}-${index}` : `late-${index}`,
            environment: 'production',
            refusal_level: place > 20 && index === 0 ? 'full' : 'none',
          }),
        ),
      ),
    });
    const answer = await db.ask({ by: ['workflow'] }, known('workflow', workflows));
    expect(answer.map(({ by }) => by['workflow'])).toEqual([...names(20), otherMember]);
    expect(find(answer, 'workflow', otherMember)).toMatchObject({ n: 6, rows: 6, numerator: 2, denominator: 6 });
    const whole = await db.ask({});
    expect(answer.reduce((sum, { n }) => sum + n, 0)).toBe(whole[0]?.n);
  });

  it('has an interval of the rest by its own clusters, which are no sum of theirs', async () => {
    const workflows = names(40);
    // Twenty of three outputs; twenty of two, whose forty make ten sessions, each all of one kind.
    const db = await asking({
      fact_output: workflows.flatMap((workflow, place) =>
        times(place < 20 ? 3 : 2).map((index) =>
          output(workflow, {
            output_id: `${workflow}-${index}`,
            environment: 'production',
            session_key: place < 20 ? `${workflow}-${index}` : `late-${place % 10}`,
            refusal_level: place >= 20 && place % 10 < 3 ? 'full' : 'none',
          }),
        ),
      ),
    });
    const [rest] = (await db.ask({ by: ['workflow'] }, known('workflow', workflows))).filter(
      ({ by }) => by['workflow'] === otherMember,
    );
    const where = [{ dimension: 'workflow', values: workflows.slice(20) }];
    const [pooled] = await db.ask({ where }, known('workflow', workflows));
    expect(rest).toMatchObject({ value: 0.3, n: 40, interval: 'clustered_proportion' });
    expect([rest?.lower, rest?.upper]).toEqual([pooled?.lower, pooled?.upper]);
  });

  it('shows all where there are one more than twenty, and one that is not known among them', async () => {
    const workflows = [...names(20), null];
    const db = await asking({
      fact_output: workflows.map((workflow, index) => output(workflow, { output_id: `o${index}` })),
    });
    const answer = await db.ask({ by: ['workflow'] }, known('workflow', [...workflows, 'never seen']));
    expect(answer).toHaveLength(21);
    expect(find(answer, 'workflow', null)?.n).toBe(1);
    expect(find(answer, 'workflow', otherMember)).toBeUndefined();
  });

  it('takes what is not known for one of the rest where it has few', async () => {
    const workflows = names(21);
    const db = await asking({
      fact_output: [...workflows.flatMap((workflow) => [output(workflow), output(workflow)]), output(null)].map(
        (row, index) => ({ ...row, output_id: `o${index}` }),
      ),
    });
    const answer = await db.ask({ by: ['workflow'] }, known('workflow', [...workflows, null]));
    expect(find(answer, 'workflow', null)).toBeUndefined();
    expect(find(answer, 'workflow', otherMember)?.n).toBe(3);
  });

  it('ranks over environments that stand side by side, which are pooled in no number', async () => {
    const workflows = names(23);
    // a23 has one output in evals and four in production, which puts it before a20, a21 and a22 with two and two.
    const made = (workflow: string, place: number, environment: 'eval' | 'production') =>
      times(place < 19 ? 3 : place < 22 ? 2 : environment === 'eval' ? 1 : 4).map((index) =>
        output(workflow, { output_id: `${workflow}-${environment}-${index}`, environment }),
      );
    const db = await asking({
      fact_output: workflows.flatMap((workflow, place) => [
        ...made(workflow, place, 'eval'),
        ...made(workflow, place, 'production'),
      ]),
    });
    const answer = await db.ask({ by: ['environment', 'workflow'] }, known('workflow', workflows));
    const shown = answer.filter(({ by }) => by['environment'] === 'eval');
    expect(answer).toHaveLength(42);
    expect(shown.map(({ by }) => by['workflow'])).toEqual([...names(19), 'a23', otherMember]);
    expect(answer.filter(({ by }) => by['workflow'] === otherMember).map(({ n }) => n)).toEqual([6, 6]);
  });

  it('is the same in every period, as ranked in the days that are asked for', async () => {
    const workflows = names(22);
    const at = (date: string, workflow: string, count: number) =>
      times(count).map((index) =>
        output(workflow, { output_id: `${date} ${workflow} ${index}`, produced_at: `${date}T12:00:00Z` }),
      );
    // In the first week a22 has most; in the second, in which values are ranked, a21 and a22 have least.
    const db = await asking({
      fact_output: workflows.flatMap((workflow, place) => [
        ...at('2026-03-03', workflow, place === 21 ? 4 : 1),
        ...at('2026-03-10', workflow, place < 20 ? 2 : 1),
      ]),
    });
    const answer = await db.ask(
      {
        by: ['workflow'],
        grain: 'week',
        range: days('2026-03-02', '2026-03-16'),
        rankedIn: days('2026-03-09', '2026-03-16'),
      },
      known('workflow', workflows),
    );
    const rest = answer.filter(({ by }) => by['workflow'] === otherMember);
    expect(rest.map(({ bucket, n }) => [bucket, n])).toEqual([
      ['2026-03-02', 5],
      ['2026-03-09', 2],
    ]);
  });

  it('ranks what adds up by how much there is, and sums the rest of it', async () => {
    const vendors = names(23);
    // The more lines, the less money: a01 has one of 2300, a23 has three of together 100.
    const lines = vendors.flatMap((vendor, place) =>
      times(place < 20 ? 1 : 4).map((index) => ({
        invoice_line_id: `${vendor}-${index}`,
        vendor_id: vendor,
        line_kind: 'invoice' as const,
        status: 'paid' as const,
        posting_date: day('2026-03-03'),
        service_from: day('2026-03-01'),
        service_to: day('2026-04-01'),
        amount: place < 20 ? `${2300 - place}.01` : '25.10',
        currency: 'EUR',
      })),
    );
    const db = await asking({ fact_invoice_line: lines });
    const answer = await db.ask(
      { metrics: ['spend_actual'], by: ['vendor'], range: days('2026-03-01', '2026-04-01') },
      known('vendor', vendors),
    );
    expect(answer.map(({ by }) => by['vendor'])).toEqual([...names(20), otherMember]);
    // Three vendors of four lines of 25.10.
    expect(find(answer, 'vendor', otherMember)?.money?.value).toBe('301.2000');
    expect(find(answer, 'vendor', otherMember)?.rows).toBe(12);
  });

  it('counts items of the rest', async () => {
    const vendors = names(22);
    const db = await asking({
      fact_work_item: vendors.flatMap((vendor, place) =>
        times(place < 20 ? 2 : 1).map((index) => ({
          work_item_id: `${vendor}-${index}`,
          vendor_id: vendor,
          accepted_at: '2026-03-05T12:00:00Z',
        })),
      ),
    });
    const answer = await db.ask({ metrics: ['accepted_items'], by: ['vendor'] }, known('vendor', vendors));
    expect(find(answer, 'vendor', otherMember)).toMatchObject({ value: 2, n: 2 });
  });

  it.each(['iaa_alpha', 'label_drift'])('says that %s of the rest cannot be pooled', async (metric) => {
    const vendors = names(23);
    const items = vendors.map((vendor_id) => ({
      vendor_id,
      answers: [{ value_code: 'x' }, { value_code: 'x' }],
    }));
    const db = await asking(answeredItems({ items }));
    const answer = await db.ask({ metrics: [metric], by: ['vendor'] }, known('vendor', vendors));
    expect(answer).toHaveLength(21);
    const rest = find(answer, 'vendor', otherMember);
    expect(rest).toMatchObject({ value: null, status: 'undefined', n: 3 });
    expect(rest?.caveats).toEqual([{ code: 'not_pooled', count: null }]);
  });

  it('leads to the rows of the rest', async () => {
    const workflows = [...names(22), null];
    const db = await asking({
      fact_output: workflows.map((workflow, index) => output(workflow, { output_id: `o${index}` })),
    });
    const where = [{ dimension: 'workflow', values: names(20), isOther: true as const }];
    const range = { from: day('2026-03-01'), to: day('2026-04-01') };
    expect(await db.rowsBehind({ metric: 'over_refusal_rate', range, where })).toBe(3);
  });
});
