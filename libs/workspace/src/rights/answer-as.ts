import type { MissingMetric, PanelAnswer, PanelRequest } from '@assay/contract';
import type { AnswerParts } from '../answer.ts';
import type { Asker } from '../workspace.ts';
import type { WithoutNumbers } from '../resolve-metrics.ts';
import type { Masks } from './unmask.ts';
import { answerRequests } from '../answer.ts';
import { failed } from '../failed.ts';
import { inOrder, withoutNumbers } from '../resolve-metrics.ts';
import { readable } from './readable.ts';
import { maskedBy, masksOf, unmaskRequest } from './unmask.ts';

/** A request as far as the viewer may ask it, and why not the rest of it. */
type Admitted =
  | { readonly request: PanelRequest; readonly masks: Masks; readonly missing: readonly MissingMetric[] }
  | { readonly answer: WithoutNumbers };

async function admit(request: PanelRequest, asker: Asker, parts: AnswerParts): Promise<Admitted> {
  try {
    const { metrics, missing } = readable(request, parts.access.scopeOf(asker));
    if (metrics.length === 0 && missing.length > 0) return { answer: withoutNumbers(missing) };
    const masks = await masksOf(request, asker, parts);
    return { request: unmaskRequest({ ...request, metrics }, masks), masks, missing };
  } catch (error) {
    return { answer: failed(error) };
  }
}

/** The answer to what was admitted, beside what was not. */
function withRefused(answer: PanelAnswer, refused: readonly MissingMetric[], request: PanelRequest): PanelAnswer {
  if (refused.length === 0) return answer;
  if (answer.kind === 'ready') return { ...answer, missing: inOrder([...answer.missing, ...refused], request) };
  const admitted = request.metrics.filter((metric) => !refused.some((each) => each.metric === metric));
  const own = answer.missing ?? admitted.map((metric) => ({ metric, why: answer }));
  return withoutNumbers(inOrder([...own, ...refused], request));
}

function masked(answer: PanelAnswer, masks: Masks): PanelAnswer {
  if (answer.kind !== 'ready' || masks.size === 0) return answer;
  return {
    ...answer,
    estimates: answer.estimates.map((each) => ({ ...each, by: maskedBy(each.by, masks) })),
    breaks: answer.breaks.map((each) => ({ ...each, by: maskedBy(each.by, masks) })),
  };
}

/** Answers a viewer's requests as far as they may read what the requests read; the others say why not, each alone. */
export async function answerAs(
  requests: readonly PanelRequest[],
  asker: Asker,
  parts: AnswerParts,
): Promise<readonly PanelAnswer[]> {
  const admitted = await Promise.all(requests.map((request) => admit(request, asker, parts)));
  const asked = admitted.flatMap((each) => ('request' in each ? [each.request] : []));
  const answers = [...(await answerRequests(asked, asker, parts))];
  return admitted.map((each, index) => {
    if ('answer' in each) return each.answer;
    const answer = masked(answers.shift() ?? failed(null), each.masks);
    return withRefused(answer, each.missing, requests[index] as PanelRequest);
  });
}
