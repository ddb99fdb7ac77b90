import type { Workspace } from '@assay/workspace';
import type { DynamicModule } from '@nestjs/common';
import { Global, Module } from '@nestjs/common';
import { RequestAskers } from './request-askers.ts';
import type { Log } from './tokens.ts';
import { LOG, WORKSPACE } from './tokens.ts';

@Global()
@Module({})
export class PlatformModule {
  static over(workspace: Workspace, log: Log): DynamicModule {
    return {
      module: PlatformModule,
      providers: [{ provide: WORKSPACE, useValue: workspace }, { provide: LOG, useValue: log }, RequestAskers],
      exports: [WORKSPACE, LOG, RequestAskers],
    };
  }
}
