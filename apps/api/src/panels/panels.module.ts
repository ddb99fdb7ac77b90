import { Module } from '@nestjs/common';
import { PanelAnswers } from './panel-answers.ts';
import { PanelsResolver } from './panels.resolver.ts';
import { QueryResolver } from './query.resolver.ts';
import { RowsResolver } from './rows.resolver.ts';

@Module({ providers: [PanelAnswers, PanelsResolver, RowsResolver, QueryResolver], exports: [PanelAnswers] })
export class PanelsModule {}
