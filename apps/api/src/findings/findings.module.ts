import { Module } from '@nestjs/common';
import { FindingsResolver } from './findings.resolver.ts';

@Module({ providers: [FindingsResolver] })
export class FindingsModule {}
