import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { PanelsModule } from '../panels/panels.module.ts';
import { ExportBody } from './export-body.ts';
import { ExportFiles } from './export-files.ts';
import { PanelExportController } from './panel-export.controller.ts';
import { QuarantineExportController } from './quarantine-export.controller.ts';
import { RowsExportController } from './rows-export.controller.ts';

@Module({})
export class ExportModule {
  /** Needs the schema's module, because bodies are read by the schema's input types. */
  static with(graphql: DynamicModule): DynamicModule {
    return {
      module: ExportModule,
      imports: [PanelsModule, graphql],
      controllers: [PanelExportController, QuarantineExportController, RowsExportController],
      providers: [ExportBody, ExportFiles],
    };
  }
}
