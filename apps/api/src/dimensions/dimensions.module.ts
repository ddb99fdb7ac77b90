import { Module } from '@nestjs/common';
import { DimensionsResolver } from './dimensions.resolver.ts';

@Module({ providers: [DimensionsResolver] })
export class DimensionsModule {}
