import type { PanelInput, PanelResult, Series, SpecOf } from '../gql/types.ts';
import { readyWith, seriesWith, weeks } from './answers.ts';
import { answerTo } from './server.ts';

/** A small tree of failure modes for tests: facts > (claim, citation), tone, and what nobody labelled. */

export const taxonomySpec: SpecOf<'TaxonomySpec'> = {
  __typename: 'TaxonomySpec',
  id: 'modes',
  title: 'Rate by mode',
  note: null,
  metric: 'failure_mode_rate',
  share: 'failure_mode_share',
  by: 'failure_mode',
  recent: { last: '26w', grain: 'week' },
};

export const paretoSpec: SpecOf<'ParetoSpec'> = {
  __typename: 'ParetoSpec',
  id: 'spread',
  title: 'What failures are made of',
  note: null,
  metric: 'failure_mode_share',
  by: 'failure_mode',
  rates: { metric: 'failure_mode_rate', columns: 'workflow' },
};

interface Mode {
  readonly value: string;
  readonly label: string;
  readonly parent: string | null;
  readonly rate: number;
  /** Of those that fail; what is above has its own labels beside those below it. */
  readonly share: number;
}

const modes: readonly Mode[] = [
  { value: 'facts', label: 'Facts', parent: null, rate: 0.06, share: 0.6 },
  { value: 'claim', label: 'Claim', parent: 'facts', rate: 0.02, share: 0.15 },
  { value: 'citation', label: 'Citation', parent: 'facts', rate: 0.05, share: 0.4 },
  { value: 'tone', label: 'Tone', parent: null, rate: 0.03, share: 0.3 },
  { value: 'unlabelled', label: 'Without a mode', parent: null, rate: 0.01, share: 0.1 },
];

const by = ({ value, label }: Mode): Series['by'] => [{ dimension: 'failure_mode', value, label }];
const branches = modes.map(({ value, parent }) => ({ dimension: 'failure_mode', value, parent }));
const taxonomyBreak = { kind: 'taxonomy' as const, day: '2026-08-31', title: 'Taxonomy 2', by: [] };

/** Each mode in two workflows, in the second twice as often; tone is seen in the first alone. */
const places = (metric: Series['metric']): readonly Series[] =>
  modes.flatMap((mode) =>
    ['Code', 'Search'].slice(0, mode.value === 'tone' ? 1 : 2).map((workflow, index) => {
      const slice = { dimension: 'workflow', value: workflow, label: workflow };
      const point = { value: mode.rate * (index + 1), target: null, n: 500 };
      return seriesWith([point], { metric, by: [...by(mode), slice] });
    }),
  );

/** What the API would answer about modes; of other splits what the tests' server answers. */
export function modesAnswer(input: PanelInput): PanelResult {
  const [metric] = input.metrics;
  if (!metric?.startsWith('failure_mode')) return answerTo(input);
  const history = input.grain === 'none' ? null : weeks(26);
  const value = (mode: Mode): number => (metric === 'failure_mode_rate' ? mode.rate : mode.share);
  if (input.by.includes('workflow')) return readyWith(places(metric), { branches });
  const points = (rate: number) => (history ?? [null]).map(() => ({ value: rate, target: null, n: 1000 }));
  const series =
    input.by.length === 0
      ? [seriesWith(points(0.1), { metric })]
      : modes.map((mode) => seriesWith(points(value(mode)), { metric, by: by(mode) }));
  return readyWith(series, {
    branches: input.by.length === 0 ? [] : branches,
    breaks: history ? [taxonomyBreak] : [],
    ...(history ? { grain: 'week' as const, buckets: history } : {}),
  });
}
