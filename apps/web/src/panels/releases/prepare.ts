import { otherMember } from '@assay/contract';
import type { PanelReady, Series, SpecOf } from '../../gql/types.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { numberOf } from '../../number/number-model.ts';
import type { Address } from '../../state/address.ts';
import { shortTitles } from '../../words.ts';
import type { PanelState } from '../panel-state.ts';
import { readyOf, stateOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import { periodsQuestion, versionsQuestion, wholeQuestion } from './questions.ts';
import { windowOf } from './window.ts';

type Spec = SpecOf<'ReleasesSpec'>;

export interface ReleasesModel {
  /** In the order in which they began; the newest four. */
  readonly releases: readonly ReleaseModel[];
  /** Names of the lines: all together, then the parts. */
  readonly lines: readonly string[];
  /** Highest value of any of the charts, which have one scale. */
  readonly most: number;
}

export interface ReleaseModel {
  readonly key: string;
  readonly title: string;
  /** First day of the period in which it is first seen. */
  readonly day: string;
  /** The number of this value alone, over the whole history; null where that answer is not there. */
  readonly number: NumberModel | null;
  readonly address: Address;
  /** The whole around that day: what changes there changed with it. */
  readonly around: { readonly ready: PanelReady; readonly series: Series };
}

/** Periods in a chart, and how many of them lie before the beginning where the history has them. */
const width = 13;
const before = 5;
const mostReleases = 4;

export function prepareReleases(spec: Spec, answers: Answers): PanelState<ReleasesModel> {
  return stateOf(answers[wholeQuestion], (ready) => modelOf(spec, ready, answers));
}

function modelOf(spec: Spec, ready: PanelReady, answers: Answers): ReleasesModel {
  const [whole] = ready.series;
  const begun = whole ? beginningsOf(readyOf(answers[periodsQuestion])).slice(-mostReleases) : [];
  const versions = readyOf(answers[versionsQuestion]);
  const releases = begun.flatMap(({ series, at }): readonly ReleaseModel[] => {
    const [slice] = series.by;
    if (!whole || !slice) return [];
    const from = Math.max(0, Math.min(at - before, ready.buckets.length - width));
    const own = versions?.series.find(({ by }) => by[0]?.value === slice.value);
    return [
      {
        key: slice.value ?? '',
        title: slice.label,
        day: ready.buckets[at]?.start ?? '',
        number: versions && own ? numberOf(versions, own) : null,
        address: { panel: spec.id, question: versionsQuestion, metric: spec.metric, bucket: null, by: series.by },
        around: windowOf({ ready, series: whole }, from, from + width),
      },
    ];
  });
  const parts = spec.parts.flatMap((id) => whole?.parts.filter((part) => part.id === id) ?? []);
  return {
    releases,
    lines: parts.length === 0 ? [] : ['any', ...shortTitles(parts.map(({ title }) => title))],
    most: Math.max(0, ...releases.flatMap(({ around: { series } }) => highsOf(series))),
  };
}

const highsOf = ({ value, upper }: Series): readonly number[] => [...value, ...upper].filter((each) => each !== null);

interface Beginning {
  readonly series: Series;
  /** Place of its first period. */
  readonly at: number;
}

/** What is there from the first period on began before it, and nobody can say when. */
function beginningsOf(periods: PanelReady | null): readonly Beginning[] {
  const named =
    periods?.series.filter(({ by: [slice] }) => slice?.value !== null && slice?.value !== otherMember) ?? [];
  return named
    .map((series) => ({ series, at: series.n.findIndex((n) => n > 0) }))
    .filter(({ at }) => at > 0)
    .toSorted((a, b) => a.at - b.at);
}
