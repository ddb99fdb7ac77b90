import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import { clusteredProportionFromSums } from '@assay/statistics';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let db: GradedWarehouse | null = null;
afterEach(async () => {
  await db?.close();
  db = null;
});

type Item = Partial<Row<'fact_work_item'>>;
type Audit = Partial<Row<'fact_review'>>;
interface Stratum {
  readonly name: string | null;
  /** Submitted items, how many of them were audited, and how many of those passed. */
  readonly population: number;
  readonly audited: number;
  readonly passed: number;
  /** How many people take turns; everybody has one audit where nobody says. */
  readonly people?: number;
  readonly item?: Item;
  readonly audit?: Audit;
}

/** Items of some strata with their audits, each the work of somebody else. */
async function audited(...strata: readonly Stratum[]): Promise<GradedWarehouse> {
  const rows = strata.map(({ name, population, audited: drawn, passed, people, item, audit }, place) => {
    const ids = Array.from({ length: population }, (_, index) => `${place}-${index}`);
    const submitted = { last_submitted_at: '2026-03-04T00:00:00Z', audit_stratum: name };
    return {
      answers: ids.slice(0, drawn).map((id, index): Partial<Row<'fact_annotation'>> => ({
        annotation_id: id,
        annotator_id: people === undefined ? `p${id}` : `p${index % people}`,
      })),
      items: ids.map((id): Item => ({ work_item_id: id, item_id: id, ...submitted, ...item })),
      audits: ids.slice(0, drawn).map((id, index): Audit => ({
        review_id: id,
        work_item_id: id,
        annotation_id: id,
        decision: index < passed ? 'pass' : 'fail',
        sampling_stratum: name,
        sampling_prob: (drawn / population).toFixed(9),
        ...audit,
      })),
    };
  });
  return (db = await GradedWarehouse.open({
    fact_work_item: rows.flatMap(({ items }) => items),
    fact_review: rows.flatMap(({ audits }) => audits),
    fact_annotation: rows.flatMap(({ answers }) => answers),
  }));
}
const march: Partial<PanelRequest> = {
  metrics: ['audit_pass_rate'],
  range: { kind: 'days', days: { from: '2026-03-01' as Day, to: '2026-04-01' as Day } },
};
const about = (value: number) => expect.closeTo(value, 6) as number;
const codes = ({ caveats }: Estimate) => caveats.map(({ code, count }) => `${code}:${count ?? ''}`);

/** stratified_proportion/01 of the published vectors: risk-based audit. */
const risky: Stratum = { name: 'risky', population: 400, audited: 80, passed: 66 };
const normal: Stratum = { name: 'normal', population: 3600, audited: 90, passed: 87 };

describe('audit_pass_rate of audits that were drawn by stratum', () => {
  it('is of all items, each stratum as large as it was submitted, with the published limits where people are few', async () => {
    const warehouse = await audited({ ...risky, people: 3 }, { ...normal, people: 3 });
    const [all] = await warehouse.ask(march);
    expect(all).toMatchObject({ value: about(0.9525), rows: 170, numeratorRows: 153, status: 'ok', caveats: [] });
    expect(all).toMatchObject({
      lower: about(0.90442172),
      upper: about(0.977008497),
      interval: 'stratified_proportion',
    });
    expect(all?.parts['passed']).toMatchObject({ value: about(0.9525), lower: about(0.90442172), rows: 153 });
  });

  it('has the limits over strata where little is known of a large one', async () => {
    const even = { audit: { sampling_prob: '0.5' } };
    const warehouse = await audited(
      { name: 'a', population: 5000, audited: 10, passed: 5, ...even },
      { name: 'b', population: 100, audited: 90, passed: 90, ...even },
    );
    const [all] = await warehouse.ask(march);
    // By hand: se^2 = (50/51)^2 0.998 0.25/9, on the logit of 2600/5100; by their weights 95 of 100 would have passed.
    expect(all).toMatchObject({ value: about(2600 / 5100), lower: about(0.224259874), upper: about(0.789090764) });
    expect(all).toMatchObject({ interval: 'stratified_proportion', numerator: 190, denominator: 200 });
  });

  it('has the limits over people where those differ by more', async () => {
    const warehouse = await audited(risky, normal);
    const [all] = await warehouse.ask(march);
    // Everybody has one audit: 80 stand for 5 items each, of which 66 passed, and 90 for 40, of which 87 passed.
    const square = (fives: number, forties: number) => 25 * fives + 1600 * forties;
    const { lower, upper } = clusteredProportionFromSums({
      k: 170,
      sumM: 4000,
      sumX: 5 * 66 + 40 * 87,
      sumM2: square(80, 90),
      sumX2: square(66, 87),
      sumXM: square(66, 87),
      n: 4000 ** 2 / square(80, 90),
      conf: 0.95,
    });
    expect(all).toMatchObject({ value: about(0.9525), interval: 'clustered_proportion' });
    expect([all?.lower, all?.upper]).toEqual([about(lower ?? 0), about(upper ?? 0)]);
    expect((all?.upper ?? 0) - (all?.lower ?? 0)).toBeGreaterThan(0.977008497 - 0.90442172);
  });

  it('takes what the weights say where items do not say their stratum', async () => {
    const warehouse = await audited(
      { ...risky, item: { audit_stratum: null } },
      { ...normal, item: { audit_stratum: null } },
    );
    expect((await warehouse.ask(march))[0]?.value).toBeCloseTo(0.9525, 6);
  });

  it('is the weighted share, by annotator, where audits do not', async () => {
    const plain = { audit: { sampling_stratum: null } };
    const warehouse = await audited(
      { ...risky, ...plain },
      { ...normal, ...plain, audit: { ...plain.audit, sampling_prob: '0.05' } },
    );
    const [all] = await warehouse.ask(march);
    expect(all?.interval).toBe('clustered_proportion');
    expect(all?.value).toBeCloseTo((66 * 5 + 87 * 20) / (80 * 5 + 90 * 20), 10);
  });

  it('counts what was submitted of a stratum, not what its audits stand for', async () => {
    // Twice as many risky items as the probabilities say: 800 of 4,400.
    const warehouse = await audited({ ...risky, population: 800, audit: { sampling_prob: '0.2' } }, normal);
    const [all] = await warehouse.ask(march);
    expect(all?.value).toBeCloseTo((800 * (66 / 80) + 3600 * (87 / 90)) / 4400, 10);
    // The limits are about this share and not about that of the weights, 0.9525.
    const [below, above] = [(all?.value ?? 0) - (all?.lower ?? 0), (all?.upper ?? 0) - (all?.value ?? 0)];
    expect(below).toBeGreaterThan(above);
    expect(above).toBeGreaterThan(0.02);
  });

  it('leaves gold and other periods out of the population, and follows filters and splits', async () => {
    const vendor = (id: string) => ({ item: { vendor_id: id } });
    const warehouse = await audited(
      { ...risky, ...vendor('a') },
      { ...normal, ...vendor('b') },
      { name: 'risky', population: 500, audited: 0, passed: 0, item: { purpose: 'gold' } },
      { name: 'risky', population: 700, audited: 0, passed: 0, item: { last_submitted_at: '2026-05-01T00:00:00Z' } },
    );
    expect((await warehouse.ask(march))[0]?.value).toBeCloseTo(0.9525, 6);
    const split = await warehouse.ask({ ...march, by: ['vendor'] });
    expect(split.map(({ by, value }) => [by['vendor'], value])).toEqual([
      ['a', about(66 / 80)],
      ['b', about(87 / 90)],
    ]);
  });

  it('puts strata with fewer than two audits together with their neighbours, and says so', async () => {
    const rare: Stratum = { name: 'rare', population: 1000, audited: 1, passed: 1 };
    const warehouse = await audited({ ...risky, name: 'a' }, { ...rare, name: 'b' }, { ...normal, name: 'c' });
    const [all] = await warehouse.ask(march);
    // b goes to c: 4,600 items, 91 audits of which 88 passed.
    expect(all?.value).toBeCloseTo((400 * (66 / 80) + 4600 * (88 / 91)) / 5000, 10);
    expect(all && codes(all)).toEqual(['merged_strata:1']);
  });

  it('is told by the annotator of the audited answer by what the audits weigh: nobody knows what else was theirs', async () => {
    // Of p0 28 of 40 risky ones passed, which weigh 2, and all 40 normal ones, which weigh 50.
    const people = { audited: 80, people: 2 };
    const warehouse = await audited(
      { ...people, name: 'risky', population: 100, passed: 56, audit: { sampling_prob: '0.5' } },
      { ...people, name: 'normal', population: 4000, passed: 80 },
    );
    const both = { value: about(2056 / 2080), n: 80, rows: 80, interval: 'wilson', caveats: [] };
    const split = await warehouse.ask({ ...march, by: ['annotator'] });
    expect(split.map(({ by }) => by['annotator']).toSorted()).toEqual(['p0', 'p1']);
    for (const each of split) expect(each).toMatchObject(both);
    const members = new Map([['annotator', [{ value: 'p0', label: 'p0', rows: 1 }]]]);
    const where = [{ dimension: 'annotator', values: ['p0'] }];
    expect((await warehouse.ask({ ...march, where }, { members }))[0]).toMatchObject(both);
    // Beside it in one statement the whole is of what was submitted: 100 and 4,000.
    const { answers, statements } = await warehouse.askTogether([{ ...march, by: ['annotator'] }, march]);
    expect(statements).toBe(1);
    expect(answers[1]?.[0]?.value).toBeCloseTo((100 * 0.7 + 4000) / 4100, 10);
    expect(answers[0]?.[0]).toMatchObject(both);
  });

  it('shows audits whose reviewer saw the label first apart, by what the audits weigh', async () => {
    const warehouse = await audited(
      { ...risky, audit: { sampling_prob: '0.2', is_blind: true } },
      { ...normal, audit: { sampling_prob: '0.025', is_blind: false } },
    );
    const found = await warehouse.ask({ ...march, by: ['blind'] });
    expect(found.map(({ by, rows, numerator, denominator }) => [by['blind'], rows, numerator, denominator])).toEqual([
      ['no', 90, 87 * 40, 3600],
      ['yes', 80, 66 * 5, 400],
    ]);
    expect(found.map(({ value }) => value)).toEqual([about(87 / 90), about(66 / 80)]);
    // Items that nobody audited are of no kind of audit: 4,000 as they weigh, not 4,400 as there are.
    await warehouse.close();
    const unsaid = await audited(
      { ...risky, population: 800, audit: { sampling_prob: '0.2', is_blind: null } },
      { ...normal, audit: { sampling_prob: '0.025', is_blind: null } },
    );
    const [only] = await unsaid.ask({ ...march, by: ['blind'] });
    expect([only?.by['blind'], only?.rows, only?.value]).toEqual([null, 170, about(0.9525)]);
  });

  it('has no value without an audit, however much was submitted', async () => {
    const warehouse = await audited({ ...risky, audited: 0, passed: 0 });
    expect((await warehouse.ask(march))[0]).toMatchObject({ value: null, status: 'no_data', rows: 0 });
  });
});
