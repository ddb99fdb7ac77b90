import type { Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { healthOf } from './health-of.ts';
import { Health } from './health.ts';

@Resolver(() => Health)
export class HealthResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => Health)
  health(): Health {
    return healthOf(this.workspace);
  }
}
