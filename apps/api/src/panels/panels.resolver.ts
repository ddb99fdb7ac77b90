import type { Asker } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from '../platform/graphql-js.ts';
import { Kind } from '../platform/graphql-js.ts';
import { PanelAnswers } from './panel-answers.ts';
import { PanelInput } from './panel-input.ts';
import type { PanelResultShape } from './panel-result.ts';
import { PanelResult } from './panel-result.ts';

interface PanelsContext {
  readonly asker: Asker;
  readonly maySendAgain: () => void;
}

/** Nothing else is asked beside it, which might change by itself. */
const isAlone = ({ operation }: GraphQLResolveInfo): boolean =>
  operation.selectionSet.selections.every((each) => each.kind === Kind.FIELD && each.name.value === 'panels');

@Resolver()
export class PanelsResolver {
  constructor(@Inject(PanelAnswers) private readonly answers: PanelAnswers) {}

  @Query(() => [PanelResult], { description: 'In the order of the requests; a panel fails alone.' })
  async panels(
    @Args('requests', { type: () => [PanelInput] }) requests: readonly PanelInput[],
    @Context() { asker, maySendAgain }: PanelsContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly PanelResultShape[]> {
    const { results, isRemembered } = await this.answers.answer(requests, asker);
    if (isRemembered && isAlone(info)) maySendAgain();
    return results;
  }
}
