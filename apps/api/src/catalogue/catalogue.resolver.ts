import type { Asker, Workspace } from '@assay/workspace';
import { rowsInWords } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { MetricDefinition } from './metric-definition.ts';
import { MetricTarget } from './metric-target.ts';

@Resolver(() => MetricDefinition)
export class CatalogueResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => [MetricDefinition])
  catalogue(): readonly MetricDefinition[] {
    return this.workspace.catalogue;
  }

  @Query(() => [MetricTarget], { description: 'Every target in force today.' })
  async targets(@Context('asker') asker: Asker): Promise<readonly MetricTarget[]> {
    return this.workspace.targets(asker);
  }

  @ResolveField(() => String, { description: 'The rows of that table in words: outputs.' })
  factRows(@Parent() { fact }: MetricDefinition): string {
    return rowsInWords(fact);
  }
}
