import type { KyselyDialect } from '../core/sql-dialect.ts';
import { compileStatement } from '../core/compile-statement.ts';
import { DuckdbQueryCompiler } from './compiler.ts';
import { duckdbFunctions } from './ops.ts';

export const duckdbDialect: KyselyDialect = {
  functions: duckdbFunctions,
  compile: (query) => compileStatement(query, new DuckdbQueryCompiler()),
};
