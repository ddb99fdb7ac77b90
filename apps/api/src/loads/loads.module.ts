import { Module } from '@nestjs/common';
import { LoadedRowsResolver } from './loaded-rows.resolver.ts';
import { LoadsResolver } from './loads.resolver.ts';

@Module({ providers: [LoadsResolver, LoadedRowsResolver] })
export class LoadsModule {}
