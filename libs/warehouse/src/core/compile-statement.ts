import type { OperationNodeSource, QueryCompiler, RootOperationNode } from 'kysely';
import type { Statement } from '@assay/contract';
import { createQueryId } from 'kysely';
import { checkParameter } from './parameter.ts';

/** Compiles any Kysely query or fragment with an engine's compiler, whatever dialect its builder was made with. */
export function compileStatement(query: OperationNodeSource, compiler: QueryCompiler): Statement {
  // Every builder that can stand alone gives a root node; a lone fragment compiles just as well.
  const node = query.toOperationNode() as RootOperationNode;
  const { sql, parameters } = compiler.compileQuery(node, createQueryId());
  return { sql, parameters: parameters.map(checkParameter) };
}
