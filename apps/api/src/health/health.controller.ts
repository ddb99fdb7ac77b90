import type { Workspace } from '@assay/workspace';
import { Controller, Get, Inject } from '@nestjs/common';
import { WORKSPACE } from '../platform/tokens.ts';
import { healthOf } from './health-of.ts';
import type { Health } from './health.ts';

@Controller('health')
export class HealthController {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Get()
  health(): Health {
    return healthOf(this.workspace);
  }
}
