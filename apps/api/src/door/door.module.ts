import type { Door } from '@assay/workspace';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { DOOR } from '../platform/tokens.ts';
import { DoorGuard } from './door-guard.ts';
import { DoorController } from './door.controller.ts';

@Module({})
export class DoorModule {
  static with(door: Door): DynamicModule {
    return {
      module: DoorModule,
      controllers: [DoorController],
      providers: [{ provide: DOOR, useValue: door }, DoorGuard],
    };
  }
}
