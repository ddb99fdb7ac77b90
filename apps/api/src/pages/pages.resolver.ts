import { AssayError } from '@assay/contract';
import type { Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
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
  page(@Args('id', { type: () => ID }) id: string): Page {
    const page = this.workspace.pages.find((each) => each.id === id);
    if (!page) {
      throw new AssayError('PAGE_UNKNOWN', 'There is no such page.', {
        hint: `Pages: ${this.workspace.pages.map((each) => each.id).join(', ')}.`,
      });
    }
    return toPage(page);
  }
}
