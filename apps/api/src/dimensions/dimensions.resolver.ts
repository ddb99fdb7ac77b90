import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { DimensionMember } from './dimension-member.ts';

@Resolver(() => DimensionMember)
export class DimensionsResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => [DimensionMember], { description: 'Values of a dimension, most rows first.' })
  async dimension(
    @Args('id', { type: () => String }) id: string,
    @Context('asker') asker: Asker,
  ): Promise<readonly DimensionMember[]> {
    return this.workspace.members(id, asker);
  }
}
