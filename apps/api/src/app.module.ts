import type { Door, Workspace } from '@assay/workspace';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { MercuriusDriverConfig } from '@nestjs/mercurius';
import { MercuriusDriver } from '@nestjs/mercurius';
import { CatalogueModule } from './catalogue/catalogue.module.ts';
import { DimensionsModule } from './dimensions/dimensions.module.ts';
import { DoorModule } from './door/door.module.ts';
import { ExportModule } from './export/export.module.ts';
import { FindingsModule } from './findings/findings.module.ts';
import { FreshnessModule } from './freshness/freshness.module.ts';
import { HealthModule } from './health/health.module.ts';
import { LoadsModule } from './loads/loads.module.ts';
import { PagesModule } from './pages/pages.module.ts';
import { PanelsModule } from './panels/panels.module.ts';
import { graphqlOptions } from './platform/graphql.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { RequestAskers } from './platform/request-askers.ts';
import { SentAnswers } from './platform/sent-answers.ts';
import type { Log } from './platform/tokens.ts';
import { LOG } from './platform/tokens.ts';
import type { Gatekeeper } from './viewers/gatekeeper.ts';
import { ViewersModule } from './viewers/viewers.module.ts';

export interface AppOptions {
  readonly workspace: Workspace;
  /** Without one no command can come in beside the server. */
  readonly door: Door | null;
  readonly gatekeeper: Gatekeeper;
  readonly log: Log;
  readonly isIntrospectable: boolean;
}

@Module({})
export class AppModule {
  static over({ workspace, door, gatekeeper, log, isIntrospectable }: AppOptions): DynamicModule {
    const graphql = GraphQLModule.forRootAsync<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      inject: [RequestAskers, SentAnswers, LOG],
      useFactory: (askers: RequestAskers, sent: SentAnswers, logTo: Log) =>
        graphqlOptions({ askers, sent, log: logTo, isIntrospectable }),
    });
    return {
      module: AppModule,
      imports: [
        PlatformModule.over({ workspace, log, gatekeeper }),
        graphql,
        ...[CatalogueModule, DimensionsModule, FreshnessModule, HealthModule, LoadsModule, PagesModule],
        ...[PanelsModule, FindingsModule, ViewersModule, ExportModule.with(graphql)],
        ...(door ? [DoorModule.with(door)] : []),
      ],
    };
  }
}
