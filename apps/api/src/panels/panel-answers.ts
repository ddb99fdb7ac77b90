import type { PanelAnswer, PanelRequest } from '@assay/contract';
import type { Asker, Workspace } from '@assay/workspace';
import { Inject, Injectable } from '@nestjs/common';
import { describeFailure } from '../platform/failure.ts';
import type { Log } from '../platform/tokens.ts';
import { LOG, WORKSPACE } from '../platform/tokens.ts';
import { labelsFor } from './labels.ts';
import type { PanelInput } from './panel-input.ts';
import type { PanelResultShape } from './panel-result.ts';
import { toRequest } from './to-request.ts';
import { toMissing } from './to-missing.ts';
import type { Labels } from './to-series.ts';
import { toBranches, toSeries } from './to-series.ts';

export interface PanelResults {
  readonly results: readonly PanelResultShape[];
  /** No statement was sent for them and nothing is missing that the next asking might find: they come again alike. */
  readonly isRemembered: boolean;
}

function isOutOfMemory(answer: PanelAnswer): boolean {
  if (answer.kind === 'failed' || answer.missing?.some(({ why }) => why.kind === 'failed')) return false;
  return answer.kind === 'empty' || (answer.statements === 0 && answer.notes !== null);
}

/** Answers panels in the order of their inputs: one call of the workspace for all, and each fails alone. */
@Injectable()
export class PanelAnswers {
  constructor(
    @Inject(WORKSPACE) private readonly workspace: Workspace,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async answer(inputs: readonly PanelInput[], asker: Asker): Promise<PanelResults> {
    const read = inputs.map((input) => this.read(input));
    const requests = read.filter((each): each is PanelRequest => !('kind' in each));
    const answers = await this.workspace.answer(requests, asker);
    const { labels, isWhole } = await labelsFor(answers, asker, this.workspace);
    let next = 0;
    const results = read.map((each) => {
      if ('kind' in each) return each;
      const answer = answers[next++];
      if (!answer) throw new TypeError('The workspace answered fewer requests than it was asked.');
      return this.toResult(answer, labels);
    });
    return { results, isRemembered: isWhole && answers.length === inputs.length && answers.every(isOutOfMemory) };
  }

  private read(input: PanelInput): PanelRequest | Extract<PanelResultShape, { kind: 'failed' }> {
    try {
      return toRequest(input);
    } catch (error) {
      return { kind: 'failed', ...describeFailure(error, this.log), missing: [] };
    }
  }

  private toResult(answer: PanelAnswer, labels: Labels): PanelResultShape {
    const missing = (answer.missing ?? []).map(toMissing);
    if (answer.kind !== 'ready') return { ...answer, missing };
    const { buckets, estimates, breaks, limits, ...rest } = answer;
    return {
      ...rest,
      missing,
      buckets: buckets.map(({ from, to, partial, provisional }) => ({ start: from, end: to, partial, provisional })),
      breaks: breaks.map(({ by, ...mark }) => ({
        ...mark,
        by: Object.entries(by).map(([dimension, value]) => ({ dimension, value })),
      })),
      branches: toBranches(estimates, labels),
      series: toSeries(estimates, {
        buckets,
        catalogue: this.workspace.catalogue,
        labels,
        ...(limits ? { limits } : {}),
      }),
    };
  }
}
