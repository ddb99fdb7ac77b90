import type { Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { MetricDefinition } from './metric-definition.ts';

@Resolver(() => MetricDefinition)
export class CatalogueResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => [MetricDefinition])
  catalogue(): readonly MetricDefinition[] {
    return this.workspace.catalogue;
  }
}
