import { labelText } from '@assay/contract';
import type { PanelReady, Series, SpecOf } from '../../gql/types.ts';
import { formatDifference, formatFigure, formatValue } from '../../number/format.ts';
import { numberOf } from '../../number/number-model.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { niceCeil } from '../../number/interval-scale.ts';
import { whyNot } from '../../number/why-not.ts';
import type { Address } from '../../state/address.ts';
import { words } from '../../words.ts';
import type { PanelState } from '../panel-state.ts';
import { stateOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import { labelsQuestion } from './questions.ts';

type Spec = SpecOf<'DistributionSpec'>;
type Moved = NonNullable<Series['moved']>;

export interface DistributionModel {
  /** What moved most comes first. */
  readonly groups: readonly LabelGroup[];
  /** Those whose labels cannot be compared, and why. */
  readonly without: readonly { readonly title: string; readonly why: string }[];
}

export interface LabelGroup {
  readonly title: string;
  readonly address: Address;
  /** `Drift 0.152, chance alone up to 0.021`. */
  readonly says: string;
  /** What the index means, in words. */
  readonly verdict: { readonly text: string; readonly isMoved: boolean };
  /** Of an alarm what moved most, and by what; null without one. */
  readonly moved: string | null;
  /** By more than chance alone makes, however little. */
  readonly isBeyondChance: boolean;
  /** The guideline changed between the two. */
  readonly isBroken: boolean;
  readonly labels: readonly LabelLine[];
  /** Right end of the scale, as a share. */
  readonly most: number;
}

export interface LabelLine {
  readonly label: string;
  /** Shares of all items of the group. */
  readonly before: number;
  readonly now: number;
}

/** More labels than these are shown as one line. */
const mostLabels = 12;

export function prepareDistribution(spec: Spec, answers: Answers): PanelState<DistributionModel> {
  return stateOf(answers[labelsQuestion], (ready) => modelOf(spec, ready));
}

function modelOf(spec: Spec, ready: PanelReady): DistributionModel {
  const entries = ready.series.flatMap((series) => {
    const number = numberOf(ready, series);
    return number ? [{ series, number, title: titleOf(number) }] : [];
  });
  const drawn = entries.filter(({ series, number }) => series.distribution !== null && number.value !== null);
  return {
    groups: drawn
      .toSorted((a, b) => (b.number.value ?? 0) - (a.number.value ?? 0))
      .map((entry) => groupOf(spec, entry)),
    without: entries
      .filter((entry) => !drawn.includes(entry))
      .map(({ number, title }) => ({ title, why: number.caveats.at(-1)?.text ?? whyNot(number) ?? words.noValue })),
  };
}

const titleOf = ({ by }: NumberModel): string =>
  by.map(({ label, value }) => (value === null ? words.notKnown : label)).join(', ');

interface Entry {
  readonly series: Series;
  readonly number: NumberModel;
  readonly title: string;
}

function groupOf(spec: Spec, { series, number, title }: Entry): LabelGroup {
  const labels = linesOf(series.distribution ?? []);
  const chance = number.parts.find(({ id }) => id === 'critical95')?.value ?? null;
  const index = formatFigure(number.value ?? 0, number.unit, 3);
  const verdict = verdictOf(number, chance);
  return {
    title,
    address: { panel: spec.id, question: labelsQuestion, metric: number.metric, bucket: null, by: number.by },
    says:
      chance === null ? `Drift ${index}` : `Drift ${index}, chance alone up to ${formatFigure(chance, number.unit, 3)}`,
    verdict,
    moved: verdict.isMoved && series.moved ? sayMoved(series.moved) : null,
    isBeyondChance: number.status === 'ok' && chance !== null && (number.value ?? 0) > chance,
    isBroken: number.caveats.some(({ code }) => code === 'guideline_break'),
    labels,
    most: Math.min(1, niceCeil(Math.max(0.05, ...labels.flatMap(({ before, now }) => [before, now])))),
  };
}

/** Size and evidence both: neither a large index of few items nor a sure but small one is an alarm. */
function verdictOf({ value, status, caveats }: NumberModel, chance: number | null): LabelGroup['verdict'] {
  const has = (code: string): boolean => caveats.some((caveat) => caveat.code === code);
  if (has('drift_act')) return { text: 'moved far', isMoved: true };
  // Label and period go together by more than chance, among all slices looked at: however small the index, an alarm.
  if (has('drift_watch') || has('drift_shift')) return { text: 'moved', isMoved: true };
  if (status !== 'ok') return { text: words.tooLittle, isMoved: false };
  const isChance = chance !== null && (value ?? 0) <= chance;
  return { text: isChance ? 'within chance' : 'hardly moved', isMoved: false };
}

/** `complaint moved most, +12.4 pp: +0.3 pp by another mix of sources and languages, +12.1 pp within them.` */
function sayMoved({ label, before, now, mixEffect, rateEffect, recentChange }: Moved): string {
  const move = `${labelText(label)} moved most, ${formatDifference(now - before, 'percent')}`;
  const by =
    mixEffect === null || rateEffect === null
      ? move
      : `${move}: ${formatDifference(mixEffect, 'percent')} by another mix of sources and languages, ${formatDifference(rateEffect, 'percent')} within them`;
  return recentChange === null ? by : `${by}; ${formatSure(recentChange)} sure that this began in the last three weeks`;
}

/** Nothing is quite sure. */
const formatSure = (share: number): string => formatValue(Math.min(0.99, Math.max(0.01, share)), 'percent', 0);

function linesOf(counts: NonNullable<Series['distribution']>): readonly LabelLine[] {
  const total = (of: 'baseline' | 'current'): number => counts.reduce((sum, each) => sum + each[of], 0);
  const [before, now] = [total('baseline'), total('current')];
  const lines = counts.map(({ label, baseline, current }) => ({
    label: labelText(label),
    before: before > 0 ? baseline / before : 0,
    now: now > 0 ? current / now : 0,
  }));
  if (lines.length <= mostLabels) return lines;
  const common = new Set(lines.toSorted((a, b) => b.before + b.now - a.before - a.now).slice(0, mostLabels - 1));
  const rare = lines.filter((line) => !common.has(line));
  const sum = (of: 'before' | 'now'): number => rare.reduce((all, line) => all + line[of], 0);
  return [
    ...lines.filter((line) => common.has(line)),
    { label: `${rare.length} others`, before: sum('before'), now: sum('now') },
  ];
}
