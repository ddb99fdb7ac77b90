import type { PanelRequest } from '@assay/contract';
import type { MetricId } from '../../registry.ts';
import type { Expected } from '../oracle/answer.ts';
import fc from 'fast-check';
import { dimensionIds } from '../../dimensions.ts';
import { metrics } from '../../registry.ts';
import { expectAsSaid } from '../laws/compare.ts';
import { MadeWorkspace } from '../laws/made-workspace.ts';
import { answerOf } from '../oracle/answer.ts';
import { maturities, oracles, poolable } from '../oracle/metrics.ts';
import { requestsFor, wholeRequestsFor } from '../random/requests.ts';
import { firstDay, lastDay } from '../random/values.ts';
import { worldOf } from '../random/world.ts';

/** One question with the answer that is right. */
interface Trial {
  readonly workspace: MadeWorkspace;
  readonly request: PanelRequest;
  readonly expected: readonly Expected[];
}

const zones = ['Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata'] as const;
/** Of a metric in each data set: the cheap ones first, so that most mutants end at once. */
const requestsEach = 16;
/** And of a metric split by one dimension. */
const requestsSplit = 4;

/** Data sets with questions whose right answers are known: what every mutant has to get by. */
export class Hunt {
  readonly #workspaces: readonly MadeWorkspace[];
  readonly #trials = new Map<string, readonly Trial[]>();

  constructor(workspaces: readonly MadeWorkspace[]) {
    this.#workspaces = workspaces;
  }

  static async open(): Promise<Hunt> {
    const workspaces: MadeWorkspace[] = [];
    for (const [index, zone] of zones.entries())
      workspaces.push(await MadeWorkspace.open(worldOf(index + 1), { zone }, dimensionIds));
    return new Hunt(workspaces);
  }

  /** Whether some question gets another answer than the right one, or none at all. */
  async catches(metric: MetricId, splitBy: string | null = null): Promise<boolean> {
    for (const { workspace, request, expected } of this.trialsOf(metric, splitBy)) {
      try {
        expectAsSaid(await workspace.db.ask(request, workspace.known), expected);
      } catch {
        return true;
      }
    }
    return false;
  }

  trialsOf(metric: MetricId, splitBy: string | null): readonly Trial[] {
    const key = `${metric} ${splitBy ?? ''}`;
    const known = this.#trials.get(key);
    if (known) return known;
    const asked = splitBy === null ? requestsEach : requestsSplit;
    const trials = this.#workspaces.flatMap((workspace, index) => {
      const sampled = fc.sample(fc.noBias(requestsFor(metric, splitBy)), { seed: index + 1, numRuns: asked });
      const whole = splitBy === null ? wholeRequestsFor(metric) : [];
      return [...whole, ...sampled].map((request) => trialOf(workspace, metric, request));
    });
    // Whole ranges hold the most rows: they find most.
    const size = ({ request }: Trial): number =>
      (request.grain === 'none' ? 0 : 1) + request.by.length + request.where.length;
    const inOrder = trials.toSorted((a, b) => size(a) - size(b));
    this.#trials.set(key, inOrder);
    return inOrder;
  }

  async close(): Promise<void> {
    for (const workspace of this.#workspaces) await workspace.close();
  }
}

function trialOf(workspace: MadeWorkspace, metric: MetricId, asked: Partial<PanelRequest>): Trial {
  const request = workspace.whole({ ...asked, metrics: [metric] });
  const around = { zone: workspace.known.zone, currency: 'EUR', first: firstDay, last: lastDay, now: workspace.now };
  return {
    workspace,
    request,
    expected: answerOf(oracles[metric](workspace.world), request, {
      ...around,
      maturity: maturities[metric],
      isPoolable: poolable.includes(metric),
    }),
  };
}

/** Does something with another definition in the place of a metric's own. */
export async function withDefinition<T>(id: MetricId, definition: object, act: () => Promise<T>): Promise<T> {
  const own = metrics[id];
  Object.assign(metrics, { [id]: definition });
  try {
    return await act();
  } finally {
    Object.assign(metrics, { [id]: own });
  }
}
