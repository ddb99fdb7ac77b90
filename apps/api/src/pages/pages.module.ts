import { Module } from '@nestjs/common';
import { PagesResolver } from './pages.resolver.ts';

@Module({ providers: [PagesResolver] })
export class PagesModule {}
