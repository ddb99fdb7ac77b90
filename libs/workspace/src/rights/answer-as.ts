import type { EmptyAnswer, FailedAnswer, PanelAnswer, PanelRequest } from '@assay/contract';
import type { AnswerParts } from '../answer.ts';
import type { Asker } from '../workspace.ts';
import type { Masks } from './unmask.ts';
import { refusalOfRequest } from '@assay/metrics';
import { answerRequests, failed } from '../answer.ts';
import { maskedBy, masksOf, unmaskRequest } from './unmask.ts';

type Admitted =
  { readonly request: PanelRequest; readonly masks: Masks } | { readonly answer: EmptyAnswer | FailedAnswer };

async function admit(request: PanelRequest, asker: Asker, parts: AnswerParts): Promise<Admitted> {
  try {
    const refusal = refusalOfRequest(request, parts.access.scopeOf(asker));
    if (refusal) return { answer: { kind: 'empty', reason: 'no_access', ...refusal } };
    const masks = await masksOf(request, asker, parts);
    return { request: unmaskRequest(request, masks), masks };
  } catch (error) {
    return { answer: failed(error) };
  }
}

function masked(answer: PanelAnswer, masks: Masks): PanelAnswer {
  if (answer.kind !== 'ready' || masks.size === 0) return answer;
  return { ...answer, estimates: answer.estimates.map((each) => ({ ...each, by: maskedBy(each.by, masks) })) };
}

/** Answers a viewer's requests as far as they may read what the requests read; the others say why not, each alone. */
export async function answerAs(
  requests: readonly PanelRequest[],
  asker: Asker,
  parts: AnswerParts,
): Promise<readonly PanelAnswer[]> {
  const admitted = await Promise.all(requests.map((request) => admit(request, asker, parts)));
  const asked = admitted.filter((each) => 'request' in each);
  const answers = await answerRequests(
    asked.map(({ request }) => request),
    asker,
    parts,
  );
  const byQuestion = new Map(asked.map((each, index) => [each, answers[index]]));
  return admitted.map((each) => {
    if ('answer' in each) return each.answer;
    const answer = byQuestion.get(each);
    return answer ? masked(answer, each.masks) : failed(null);
  });
}
