import type { ExplainedStatement as Explained } from '@assay/contract';
import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { PanelInput } from './panel-input.ts';
import type { ExplainedStatement } from './query-explanation.ts';
import { QueryExplanation } from './query-explanation.ts';
import { toRequest } from './to-request.ts';

const toStatement = ({ parameters, ...rest }: Explained): ExplainedStatement => ({
  ...rest,
  parameters: parameters.map(({ type, value }) => ({ type, value: value === null ? null : String(value) })),
});

@Resolver(() => QueryExplanation)
export class QueryResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => QueryExplanation, { description: 'The statements behind a panel, with what they cost.' })
  async query(
    @Args('request', { type: () => PanelInput }) request: PanelInput,
    @Context('asker') asker: Asker,
  ): Promise<QueryExplanation> {
    const { engine, statements } = await this.workspace.explain(toRequest(request), asker);
    return { engine, statements: statements.map(toStatement) };
  }
}
