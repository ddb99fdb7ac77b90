import type { Asker } from '@assay/workspace';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { PanelAnswers } from './panel-answers.ts';
import { PanelInput } from './panel-input.ts';
import type { PanelResultShape } from './panel-result.ts';
import { PanelResult } from './panel-result.ts';

@Resolver()
export class PanelsResolver {
  constructor(@Inject(PanelAnswers) private readonly answers: PanelAnswers) {}

  @Query(() => [PanelResult], { description: 'In the order of the requests; a panel fails alone.' })
  async panels(
    @Args('requests', { type: () => [PanelInput] }) requests: readonly PanelInput[],
    @Context('asker') asker: Asker,
  ): Promise<readonly PanelResultShape[]> {
    return this.answers.answer(requests, asker);
  }
}
