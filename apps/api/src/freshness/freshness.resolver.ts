import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { Freshness } from './freshness.ts';

@Resolver(() => Freshness)
export class FreshnessResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => Freshness)
  async freshness(@Context('asker') asker: Asker): Promise<Freshness> {
    return this.workspace.freshness(null, asker);
  }
}
