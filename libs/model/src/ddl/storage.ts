import type { Engine } from '@assay/contract';
import { keyColumns } from '../columns-of.ts';
import type { Table } from '../table.ts';

/** How an engine names, lays out and guards a table. */
export interface Storage {
  readonly quote: (name: string) => string;
  /** Whether the engine itself refuses a second row with the same key. */
  readonly enforcesKeys: boolean;
  /** Clauses after the column list, a line each. */
  readonly clauses: (table: Table) => readonly string[];
  /** Statements after the table's own. */
  readonly indexes: (table: Table) => readonly string[];
}

const none = () => [];
const doubleQuote = (name: string) => `"${name}"`;
const backtick = (name: string) => `\`${name}\``;
/** As an unquoted name would be stored, so that hand-written views fit; quoted, so that no word is reserved. */
const upperQuote = (name: string) => `"${name.toUpperCase()}"`;

/** BigQuery and liquid clustering take at most four columns. */
const maxClusterColumns = 4;

const isInstant = (table: Table, name: string) =>
  table.columns.some((column) => column.name === name && column.type === 'ts');

function byDay(table: Table, quote: (name: string) => string, asDay: (name: string) => string): readonly string[] {
  if (table.partition === null) return [];
  const name = quote(table.partition);
  return [isInstant(table, table.partition) ? asDay(name) : name];
}

/** Where there are no partitions, the bound that every statement carries must be the first thing rows are laid out by. */
function partitionFirst(table: Table): readonly string[] {
  return [...new Set(table.partition === null ? table.cluster : [table.partition, ...table.cluster])];
}

function bigqueryClauses(table: Table): readonly string[] {
  const days = byDay(table, backtick, (name) => `DATE(${name})`);
  const columns = table.cluster.slice(0, maxClusterColumns).map(backtick);
  return [...days.map((day) => `partition by ${day}`), `cluster by ${columns.join(', ')}`];
}

function snowflakeClauses(table: Table): readonly string[] {
  const days = byDay(table, upperQuote, (name) => `to_date(${name})`);
  return [`cluster by (${[...days, ...table.cluster.map(upperQuote)].join(', ')})`];
}

function databricksClauses(table: Table): readonly string[] {
  return [`cluster by (${partitionFirst(table).slice(0, maxClusterColumns).map(backtick).join(', ')})`];
}

function redshiftClauses(table: Table): readonly string[] {
  const distribution = table.cluster.slice(0, 1).map((name) => `diststyle key distkey (${doubleQuote(name)})`);
  return table.partition === null ? distribution : [...distribution, `sortkey (${doubleQuote(table.partition)})`];
}

function postgresIndexes(table: Table): readonly string[] {
  const name = doubleQuote(table.name);
  const statements: string[] = [];
  if (table.partition !== null) {
    const index = doubleQuote(`${table.name}_${table.partition}_brin`);
    statements.push(`create index ${index} on ${name} using brin (${doubleQuote(table.partition)})`);
  }
  const key = keyColumns(table.columns);
  // The index of the primary key already serves columns it begins with.
  if (!table.cluster.every((column, position) => key[position] === column)) {
    const columns = table.cluster.map(doubleQuote).join(', ');
    statements.push(`create index ${doubleQuote(`${table.name}_cluster`)} on ${name} (${columns})`);
  }
  return statements;
}

/**
 * Keys are declared only where they are enforced. Redshift, BigQuery, Snowflake and Databricks take a declared key as a
 * promise and may plan by it, so a duplicate would give a wrong number instead of a finding. DuckDB would enforce it,
 * with an index held in memory that grows with the table and slows every load; there the merge keeps keys unique.
 */
export const storages: Record<Engine, Storage> = {
  duckdb: { quote: doubleQuote, enforcesKeys: false, clauses: none, indexes: none },
  postgres: { quote: doubleQuote, enforcesKeys: true, clauses: none, indexes: postgresIndexes },
  redshift: { quote: doubleQuote, enforcesKeys: false, clauses: redshiftClauses, indexes: none },
  bigquery: { quote: backtick, enforcesKeys: false, clauses: bigqueryClauses, indexes: none },
  snowflake: { quote: upperQuote, enforcesKeys: false, clauses: snowflakeClauses, indexes: none },
  databricks: { quote: backtick, enforcesKeys: false, clauses: databricksClauses, indexes: none },
};
