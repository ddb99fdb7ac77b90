import type { Caveat, Estimate, PanelAnswer, PanelRequest, ReadyAnswer } from '@assay/contract';
import type { Workspace } from '@assay/workspace';

type Known = Exclude<PanelAnswer, { readonly kind: 'failed' }>;

/** The part of the workspace that the document states. */
export type Shown = Pick<Workspace, 'catalogue' | 'isSample'>;

/** The document of `assay metric --json`. Its shape is a contract: keys may be added, never renamed. */
export function metricDocument(request: PanelRequest, answer: Known, { catalogue, isSample }: Shown): object {
  const ready = answer.kind === 'ready' ? answer : null;
  const metrics = request.metrics.map((id) => ({
    id,
    unit: catalogue.find((card) => card.id === id)?.unit ?? null,
    rows: ready ? rowsOf(id, ready, request) : [],
  }));
  return {
    metrics,
    asOf: ready?.asOf ?? request.asOf,
    engine: ready?.engine ?? null,
    statements: ready?.statements ?? 0,
    range: ready?.range ?? null,
    sample: isSample,
    notes: ready ? ready.notes : [],
    ...(answer.kind === 'empty'
      ? { empty: { reason: answer.reason, message: answer.message, hint: answer.hint } }
      : {}),
  };
}

function rowsOf(id: string, ready: ReadyAnswer, request: PanelRequest): readonly object[] {
  return ready.estimates
    .filter((estimate) => estimate.metric === id)
    .map((estimate) => ({ ...rowOf(estimate), ...(request.compare ? { change: estimate.change } : {}) }));
}

function rowOf(estimate: Estimate): object {
  const parts = Object.entries(estimate.parts).map(([part, { numerator }]) => [part, numerator] as const);
  return {
    bucket: estimate.bucket,
    by: estimate.by,
    value: estimate.value,
    n: estimate.n,
    numerator: estimate.numerator,
    denominator: estimate.denominator,
    parts: Object.fromEntries(parts),
    lower: estimate.lower,
    upper: estimate.upper,
    interval: estimate.interval,
    status: estimate.status,
    target: estimate.target,
    verdict: estimate.verdict,
    partial: estimate.partial,
    caveats: estimate.caveats.map(caveatCode),
  };
}

/** A caveat as `code:count`, or its bare code where a count has no meaning. */
function caveatCode({ code, count }: Caveat): string {
  return count === null ? code : `${code}:${count}`;
}
