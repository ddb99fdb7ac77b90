import { AssayError } from '@assay/contract';
import type { Asker, Workspace } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Context, Field, Int, Query, Resolver } from '@nestjs/graphql';
import { limits } from '../platform/limits.ts';
import { WORKSPACE } from '../platform/tokens.ts';
import { CellInput, PanelInput } from './panel-input.ts';
import { RowPage } from './row-page.ts';
import { toCell, toRequest } from './to-request.ts';

@ArgsType()
class RowsArgs {
  @Field(() => PanelInput)
  readonly request!: PanelInput;

  @Field(() => CellInput)
  readonly cell!: CellInput;

  @Field(() => String, { nullable: true })
  readonly after?: string | null;

  @Field(() => Int, { nullable: true })
  readonly first?: number | null;
}

const defaultFirst = 50;

@Resolver(() => RowPage)
export class RowsResolver {
  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  @Query(() => RowPage, { description: 'The rows behind one number, a page at a time.' })
  async rows(@Args() { request, cell, after, first }: RowsArgs, @Context('asker') asker: Asker): Promise<RowPage> {
    const size = first ?? defaultFirst;
    if (size < 1 || size > limits.rowsOnPage) {
      throw new AssayError('PARAM_INVALID', `A page has from 1 to ${limits.rowsOnPage} rows.`);
    }
    return this.workspace.rows(
      { request: toRequest(request), cell: toCell(cell), after: after ?? null, first: size },
      asker,
    );
  }
}
