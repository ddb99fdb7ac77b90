import type { PiiClass, TableName } from '@assay/model';
import type { MetricDialect } from '../dialect.ts';
import type { Dimension, DimensionId } from '../dimensions.ts';
import type { MetricId } from '../registry.ts';
import { AssayError } from '@assay/contract';
import { columnsOf } from '@assay/model';
import { sql } from 'kysely';
import { dimensionOf } from '../dimensions.ts';
import { factIds, factOf } from '../facts.ts';
import { goldenReadings, goldenStatement } from '../golden.ts';
import { metricOf } from '../registry.ts';
import { classesNamed, classesRead, tablesNamed } from './columns-read.ts';

interface MetricReads {
  readonly tables: readonly TableName[];
  /** Pseudonyms only tell people apart inside a sum, and none of them is in it: see `readsOfDimension`. */
  readonly classes: ReadonlySet<PiiClass>;
}

const remembered = new WeakMap<object, MetricReads>();

/** What a metric reads, from the statements that it alone compiles to. */
export function readsOfMetric(id: string, dialect: MetricDialect): MetricReads {
  const definition = metricOf(id);
  const known = remembered.get(definition);
  if (known) return known;
  const own = id as MetricId;
  const text = goldenReadings(own)
    .map(([, params]) => goldenStatement(own, dialect, params).sql)
    .join('\n');
  const reads = {
    tables: tablesNamed(text),
    classes: new Set([...classesRead(text)].filter((pii) => pii !== 'pseudo')),
  };
  remembered.set(definition, reads);
  return reads;
}

interface DimensionReads {
  /** Of the values themselves, which a split shows and a filter tests for. */
  readonly values: ReadonlySet<PiiClass>;
  /** Of the names that the values have; null where they have none. */
  readonly names: PiiClass | null;
}

const dimensionsRemembered = new Map<string, DimensionReads>();

/** Columns that a value is made of, where the expression of its dimension names only what a join has made of them. */
const madeOf: Readonly<Partial<Record<DimensionId, string>>> = {
  failure_mode: 'node_version_id',
  annotator_pair: 'annotator_id',
  criticality: 'risk_tier is_priority',
};

/** Over all facts: what one of them calls so is confidential for all. */
export function readsOfDimension(name: string, dialect: MetricDialect): DimensionReads {
  const { id, label } = dimensionOf(name);
  const known = dimensionsRemembered.get(id);
  if (known) return known;
  const expressions = factIds.flatMap((fact) => factOf(fact).dimensions[id]?.expression ?? []);
  const text = dialect.compile(sql`select ${sql.join([...expressions, sql`1`])}`).sql;
  const values = classesNamed(`${text} ${madeOf[id] ?? ''}`);
  if (values.size === 0) {
    throw new AssayError('INTERNAL', `Nothing says which columns the dimension ${id} is made of.`);
  }
  const reads = { values, names: classOfNames(label) };
  dimensionsRemembered.set(id, reads);
  return reads;
}

function classOfNames(label: Dimension['label']): PiiClass | null {
  if (!label) return null;
  // What the model does not know of is not shown.
  return columnsOf(label.table).find(({ name }) => name === label.label)?.pii ?? 'sens';
}
