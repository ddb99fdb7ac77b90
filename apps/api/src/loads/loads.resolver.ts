import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { ListArgs, QuarantineArgs, listQuestion } from './list-args.ts';
import { LoadPage } from './load.ts';
import { QuarantinePage } from './quarantine.ts';

@Resolver()
export class LoadsResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => LoadPage)
  async loads(@Args() args: ListArgs, @Context('asker') asker: Asker): Promise<LoadPage> {
    return this.workspace.loads(listQuestion(args), asker);
  }

  @Query(() => QuarantinePage)
  async quarantine(@Args() args: QuarantineArgs, @Context('asker') asker: Asker): Promise<QuarantinePage> {
    return this.workspace.quarantine({ ...listQuestion(args), load: args.load }, asker);
  }
}
