import type { DatabaseIntrospector, Kysely, SchemaMetadata, TableMetadata } from 'kysely';
import { sql } from 'kysely';

interface ColumnRow {
  readonly table_schema: string;
  readonly table_name: string;
  readonly table_type: string;
  readonly column_name: string;
  readonly data_type: string;
  readonly is_nullable: string;
  readonly column_default: string | null;
}

export class DuckdbIntrospector implements DatabaseIntrospector {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } = await sql<SchemaMetadata>`
      select distinct schema_name as name from information_schema.schemata order by name`.execute(this.#db);
    return rows;
  }

  async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<ColumnRow>`
      select table_schema, table_name, table_type, column_name, data_type, is_nullable, column_default
      from information_schema.columns join information_schema.tables using (table_catalog, table_schema, table_name)
      where table_catalog = current_database()
      order by table_schema, table_name, ordinal_position`.execute(this.#db);
    return [...Map.groupBy(rows, (row) => JSON.stringify([row.table_schema, row.table_name])).values()].map(tableOf);
  }
}

function tableOf(columns: readonly ColumnRow[]): TableMetadata {
  const [first] = columns as readonly [ColumnRow, ...ColumnRow[]];
  return {
    schema: first.table_schema,
    name: first.table_name,
    isView: first.table_type === 'VIEW',
    isForeign: false,
    columns: columns.map((column) => ({
      name: column.column_name,
      dataType: column.data_type,
      isNullable: column.is_nullable === 'YES',
      isAutoIncrementing: false,
      hasDefaultValue: column.column_default !== null,
    })),
  };
}
