import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { HealthResolver } from './health.resolver.ts';

@Module({ controllers: [HealthController], providers: [HealthResolver] })
export class HealthModule {}
