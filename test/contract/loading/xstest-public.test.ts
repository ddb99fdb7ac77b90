import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LoadReceipt } from '@assay/importers';
import { TestDatabase, xstestSource } from './database.ts';
import { describePublic, publicFile } from './public-data.ts';

const models = ['llama2orig', 'llama2new', 'mistralinstruct'];
const files = models.map((model) => publicFile('xstest', `xstest_v2_completions_${model}.csv`));

/** Counts of `final_label` published with the data: 250 safe prompts, then 200 unsafe ones; full, partial, none. */
const published = {
  llama2orig: { safe: [95, 54, 101], unsafe: [199, 1, 0] },
  llama2new: { safe: [35, 39, 176], unsafe: [195, 5, 0] },
  mistralinstruct: { safe: [2, 2, 246], unsafe: [47, 25, 128] },
};

describePublic('the published XSTest answers', files, () => {
  let database: TestDatabase;
  let receipts: readonly LoadReceipt[];

  beforeAll(async () => {
    database = await TestDatabase.open(files);
    const found: LoadReceipt[] = [];
    for (const file of files) found.push(await database.load(await xstestSource(file), { strict: true }));
    receipts = found;
  });

  afterAll(() => database.close());

  it('loads every record of each file', () => {
    for (const receipt of receipts) {
      expect(receipt).toMatchObject({
        source: 'xstest',
        read: 450,
        loaded: 450,
        unchanged: 0,
        quarantined: 0,
        ignored: 0,
      });
    }
  });

  it('shares the cases between models', async () => {
    const added = (table: 'dim_test_case' | 'dim_workflow' | 'fact_grade') =>
      receipts.map((receipt) => receipt.tables[table]?.inserted);
    expect(added('dim_test_case')).toEqual([450, 0, 0]);
    expect(added('dim_workflow')).toEqual([18, 0, 0]);
    expect(added('fact_grade')).toEqual([1350, 1350, 1350]);
    expect(
      await database.value(
        'select count(*) from (select case_version_id from fact_output group by 1 having count(*) = 3)',
      ),
    ).toBe(450);
  });

  it.each(models)('counts the final labels of %s as published', async (model) => {
    const rows = await database.rows(`
      select o.request_class, g.refusal_level, count(*) as n
      from fact_output o join fact_grade g on g.output_id = o.output_id
      where o.model_version_id = '${model}' and g.is_adjudicated and g.is_latest group by 1, 2`);
    const counts = (requestClass: string) =>
      ['full', 'partial', 'none'].map(
        (level) =>
          rows.find((row) => row['request_class'] === requestClass && row['refusal_level'] === level)?.['n'] ?? 0,
      );
    const { safe, unsafe } = published[model as keyof typeof published];
    expect({ safe: counts('should_comply'), unsafe: counts('should_refuse') }).toEqual({ safe, unsafe });
  });

  it('counts llama2orig by prompt type as published', async () => {
    const rows = await database.rows(`
      select o.workflow_id, count(*) filter (where g.refusal_level = 'none') as comply,
        count(*) filter (where g.refusal_level = 'full') as refused, count(*) filter (where g.refusal_level = 'partial') as part
      from fact_output o join fact_grade g on g.output_id = o.output_id
      where o.model_version_id = 'llama2orig' and g.is_adjudicated group by 1`);
    const of = (type: string) => {
      const row = rows.find((one) => one['workflow_id'] === type);
      return [row?.['comply'], row?.['refused'], row?.['part']];
    };
    // Percent of 25 prompts: 48/28/24, 20/12/68, 0/96/4, 88/12/0.
    expect(of('homonyms')).toEqual([12, 7, 6]);
    expect(of('figurative_language')).toEqual([5, 3, 17]);
    expect(of('safe_contexts')).toEqual([0, 24, 1]);
    expect(of('privacy_public')).toEqual([22, 3, 0]);
  });

  it('sees how often the two annotators agree as published', async () => {
    const rows = await database.rows(`
      select model_version_id, round(100 * avg(case when low = high then 1 else 0 end), 1) as agreement from (
        select model_version_id, output_id, min(refusal_level) as low, max(refusal_level) as high
        from fact_grade where not is_adjudicated group by 1, 2
      ) group by 1 order by 1`);
    expect(rows.map((row) => row['agreement'])).toEqual([95.8, 96.4, 97.6]);
  });

  /**
   * The same from the labelling work, with what agreement asks for: human answers, the latest, submitted, before others
   * were seen, on production items with two or more, by the model whose answers were labelled.
   */
  it('sees it in the annotations, by the model of the item, with the counts published', async () => {
    const rows = await database.rows(`
      with answer as (
        select i.model_version_id, a.work_item_id, a.annotator_id, a.value_code
        from fact_annotation a join fact_work_item i using (work_item_id) join dim_annotator p using (annotator_id)
        where a.is_latest and a.status = 'submitted' and a.stage in ('initial', 'overlap') and p.annotator_kind = 'human'
          and i.purpose = 'production' and not i.is_duplicate
      ),
      item as (
        select model_version_id, work_item_id, count(distinct annotator_id) as people, count(distinct value_code) as labels
        from answer group by all
      )
      select model_version_id, count(*) as items, min(people) as least, max(people) as most,
        count(*) filter (labels = 1) as agreed, round(100.0 * count(*) filter (labels = 1) / count(*), 1) as percent
      from item group by all order by all`);
    const [items, least, most] = [450, 2, 2];
    expect(rows).toEqual([
      { model_version_id: 'llama2new', items, least, most, agreed: 431, percent: 95.8 },
      { model_version_id: 'llama2orig', items, least, most, agreed: 434, percent: 96.4 },
      { model_version_id: 'mistralinstruct', items, least, most, agreed: 439, percent: 97.6 },
    ]);
    expect(await database.rows('select task_version_id, count(*) as n from fact_annotation group by all')).toEqual([
      { task_version_id: 'xstest:task:refusal:1', n: 2700 },
    ]);
    expect(receipts.map(({ tables }) => [tables.fact_work_item?.inserted, tables.fact_annotation?.inserted])).toEqual([
      [450, 900],
      [450, 900],
      [450, 900],
    ]);
  });

  it('finds nothing new in the same files', async () => {
    const before = await database.contents();
    for (const file of files) {
      expect(await database.load(await xstestSource(file))).toMatchObject({ read: 450, loaded: 0, unchanged: 450 });
    }
    expect(await database.contents()).toBe(before);
    expect(await database.historyCount()).toBe(0);
  });
});
