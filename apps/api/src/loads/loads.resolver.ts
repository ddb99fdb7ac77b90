import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { ListArgs, QuarantineArgs, listQuestion } from './list-args.ts';
import { Load, LoadPage } from './load.ts';
import { QuarantinePage } from './quarantine.ts';

@Resolver()
export class LoadsResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => LoadPage)
  async loads(@Args() args: ListArgs, @Context('asker') asker: Asker): Promise<LoadPage> {
    return this.workspace.loads(listQuestion(args), asker);
  }

  @Query(() => Load, { description: 'One receipt by its whole id, also of a load that was taken back.' })
  async load(@Args('id', { type: () => ID }) id: string, @Context('asker') asker: Asker): Promise<Load> {
    return this.workspace.load(id, asker);
  }

  @Query(() => QuarantinePage)
  async quarantine(@Args() args: QuarantineArgs, @Context('asker') asker: Asker): Promise<QuarantinePage> {
    return this.workspace.quarantine({ ...listQuestion(args), load: args.load }, asker);
  }
}
