import type { Workspace } from '@assay/workspace';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { GATEKEEPER, WORKSPACE } from '../platform/tokens.ts';
import type { Gatekeeper } from '../viewers/gatekeeper.ts';
import { isStranger } from '../viewers/gatekeeper.ts';
import { healthOf } from './health-of.ts';
import type { Health } from './health.ts';

@Controller('health')
export class HealthController {
  constructor(
    @Inject(WORKSPACE) private readonly workspace: Workspace,
    @Inject(GATEKEEPER) private readonly gatekeeper: Gatekeeper,
  ) {}

  /** Who watches over the server need not be a viewer, and learns that it lives. */
  @Get()
  health(@Req() request: FastifyRequest): Health | Pick<Health, 'status'> {
    const health = healthOf(this.workspace);
    return isStranger(this.gatekeeper.ask(request)) ? { status: health.status } : health;
  }
}
