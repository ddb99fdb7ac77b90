import { Module } from '@nestjs/common';
import { FreshnessResolver } from './freshness.resolver.ts';

@Module({ providers: [FreshnessResolver] })
export class FreshnessModule {}
