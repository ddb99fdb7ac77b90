import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { Finding } from './finding.ts';

@Resolver(() => Finding)
export class FindingsResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => [Finding])
  async findings(@Context('asker') asker: Asker): Promise<readonly Finding[]> {
    return this.workspace.findings(asker);
  }
}
