import { Module } from '@nestjs/common';
import { SignInController } from './sign-in.controller.ts';
import { ViewerResolver } from './viewer.resolver.ts';

@Module({ controllers: [SignInController], providers: [ViewerResolver] })
export class ViewersModule {}
