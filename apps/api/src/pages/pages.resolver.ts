import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { WORKSPACE } from '../platform/tokens.ts';
import { Page, PageLink } from './page.ts';
import { toPage } from './to-page.ts';

@Resolver(() => Page)
export class PagesResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => [PageLink], { description: 'In the order of the navigation.' })
  pages(): readonly PageLink[] {
    return [...this.workspace.pages].sort((a, b) => a.order - b.order);
  }

  @Query(() => Page)
  async page(@Args('id', { type: () => ID }) id: string, @Context('asker') asker: Asker): Promise<Page> {
    return toPage(await this.workspace.page(id, asker));
  }
}
