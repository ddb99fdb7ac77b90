import type { Day } from '@assay/contract';
import { describe, expectTypeOf, it } from 'vitest';
import type { Row, StateRow, StoredRow, TableName } from './index.ts';

type Output = Row<'fact_output'>;

describe('row types', () => {
  it('give every logical type its shape, null unless required', () => {
    expectTypeOf<Output['output_id']>().toEqualTypeOf<string>();
    expectTypeOf<Output['produced_at']>().toEqualTypeOf<string>();
    expectTypeOf<Output['model_version_id']>().toEqualTypeOf<string | null>();
    expectTypeOf<Output['sample_index']>().toEqualTypeOf<number | null>();
    expectTypeOf<Output['sampling_prob']>().toEqualTypeOf<string | null>();
    expectTypeOf<Output['schema_required']>().toEqualTypeOf<boolean | null>();
    expectTypeOf<Row<'fact_annotation'>['value_num']>().toEqualTypeOf<number | null>();
    expectTypeOf<Row<'fact_delivery'>['service_from']>().toEqualTypeOf<Day>();
    expectTypeOf<Row<'fact_delivery'>['service_to']>().toEqualTypeOf<Day | null>();
    expectTypeOf<Row<'fact_delivery'>['qty_accepted']>().toEqualTypeOf<string | null>();
  });

  it('narrow an enumeration to its codes', () => {
    expectTypeOf<Output['environment']>().toEqualTypeOf<'eval' | 'red_team' | 'staging' | 'production'>();
    expectTypeOf<Output['refusal_level']>().toEqualTypeOf<'none' | 'partial' | 'full' | null>();
    expectTypeOf<Row<'fact_review'>['decision']>().toEqualTypeOf<
      'pass' | 'fail' | 'fixed' | 'overturned' | 'upheld' | null
    >();
  });

  it('have the own columns only; stored rows add the system columns', () => {
    expectTypeOf<Row<'ref_content'>>().toEqualTypeOf<{
      readonly content_uri: string;
      readonly kind: 'prompt' | 'output' | 'item' | 'rationale' | null;
      readonly text: string | null;
      readonly language: string | null;
    }>();
    expectTypeOf<keyof Output>().not.toEqualTypeOf<keyof StoredRow<'fact_output'>>();
    expectTypeOf<StoredRow<'fact_output'>['ingested_at']>().toEqualTypeOf<string>();
    expectTypeOf<StoredRow<'fact_output'>['voided_at']>().toEqualTypeOf<string | null>();
    expectTypeOf<StoredRow<'fact_output'>['is_test']>().toEqualTypeOf<boolean>();
  });

  it('cover keys of several columns and the tables of loads', () => {
    expectTypeOf<Row<'ref_fx_rate'>['rate_date']>().toEqualTypeOf<Day>();
    expectTypeOf<Row<'fact_counter_daily'>['vendor_id']>().toEqualTypeOf<string>();
    expectTypeOf<StateRow<'meta'>>().toEqualTypeOf<{ readonly key: string; readonly value: string }>();
    expectTypeOf<StateRow<'loads'>['records_read']>().toEqualTypeOf<number | null>();
    expectTypeOf<'fact_output'>().toExtend<TableName>();
    expectTypeOf<'fact_outputs'>().not.toExtend<TableName>();
  });
});
