import type { LoadedSample } from './loaded-sample.ts';
import { expect, it } from 'vitest';

/** The whole is the same as ever. */
export function chanceStories(loaded: () => LoadedSample): void {
  it('is the same for the same day, to the letter', async () => {
    const own = (await loaded()
      .rows(`select table_name, string_agg(column_name, ', ' order by column_index) as names from duckdb_columns()
      where database_name = current_database() and schema_name = 'main' and not ends_with(table_name, '_history')
        and column_name not in ('source_system', 'source_id', 'load_id', 'ingested_at', 'updated_at', 'voided_at', 'is_test')
      group by table_name order by table_name`)) as readonly { table_name: string; names: string }[];
    const digests = await Promise.all(
      own.map(({ table_name: table, names }) =>
        loaded().rows(
          `select '${table} ' || count(*) || ' ' || cast(sum(cast(hash(${names}) as hugeint)) % 1000000007 as varchar) as line from ${table}`,
        ),
      ),
    );
    expect(own).toHaveLength(24);
    // A change here is a change of every sample: meant, or a mistake; or another engine hashes otherwise.
    expect(digests.map(([row]) => row?.['line'])).toMatchInlineSnapshot(`
      [
        "dim_annotator 85 674734659",
        "dim_dataset_version 26 423308285",
        "dim_model_version 12 387657581",
        "dim_task 16 92020368",
        "dim_taxonomy_node 33 663763938",
        "dim_test_case 496 903154052",
        "dim_vendor 5 490197947",
        "dim_workflow 12 902134224",
        "fact_annotation 384380 71584806",
        "fact_budget 546 390714317",
        "fact_counter_daily 19292 531101259",
        "fact_delivery 1092 69702132",
        "fact_grade 260556 787984003",
        "fact_incident 61 241012394",
        "fact_invoice_line 852 729904842",
        "fact_issue 763 185353857",
        "fact_output 123522 731803924",
        "fact_review 80912 257993590",
        "fact_survey_response 1932 532137000",
        "fact_time_entry 25966 961993092",
        "fact_work_item 149803 120983491",
        "ref_content 353 774036919",
        "ref_fx_rate 1196 388705509",
        "ref_rate_card 25 956520856",
      ]
    `);
  });
}
