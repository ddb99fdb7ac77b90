import type { Workspace } from '@assay/workspace';
import type { DynamicModule } from '@nestjs/common';
import { Global, Module } from '@nestjs/common';
import type { Gatekeeper } from '../viewers/gatekeeper.ts';
import { RequestAskers } from './request-askers.ts';
import { SentAnswers } from './sent-answers.ts';
import type { Log } from './tokens.ts';
import { GATEKEEPER, LOG, WORKSPACE } from './tokens.ts';

export interface PlatformOptions {
  readonly workspace: Workspace;
  readonly log: Log;
  readonly gatekeeper: Gatekeeper;
}

@Global()
@Module({})
export class PlatformModule {
  static over({ workspace, log, gatekeeper }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: WORKSPACE, useValue: workspace },
        { provide: LOG, useValue: log },
        { provide: GATEKEEPER, useValue: gatekeeper },
        RequestAskers,
        SentAnswers,
      ],
      exports: [WORKSPACE, LOG, GATEKEEPER, RequestAskers, SentAnswers],
    };
  }
}
