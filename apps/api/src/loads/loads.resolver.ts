import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { Load } from './load.ts';

@Resolver(() => Load)
export class LoadsResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => [Load])
  async loads(@Context('asker') asker: Asker): Promise<readonly Load[]> {
    return this.workspace.loads(asker);
  }
}
