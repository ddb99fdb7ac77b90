import { Module } from '@nestjs/common';
import { LoadsResolver } from './loads.resolver.ts';

@Module({ providers: [LoadsResolver] })
export class LoadsModule {}
