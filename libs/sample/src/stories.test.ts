import type { RefusalLevel, Row } from '@assay/model';
import { parseDay } from '@assay/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarOf, msOf, weekStart } from './calendar.ts';
import { sampleTables } from './sample-tables.ts';
import { releasesOf, releaseStories } from './stories.ts';

/** Everything here is counted from the rows, with rules of its own: nothing is taken from the generators' inside. */
const through = parseDay('2026-11-15');
const calendar = calendarOf(through);

type Output = Row<'fact_output'>;
type Grade = Row<'fact_grade'>;

let outputs: readonly Output[] = [];
const grades = new Map<string, Grade[]>();
const isTrial = (grade: Grade) => grade.grader_id === 'sample:grader:judge-trial';

beforeAll(() => {
  for (const part of sampleTables({ through })) {
    if (part.table === 'fact_output') outputs = [...part.rows];
    if (part.table !== 'fact_grade') continue;
    for (const grade of part.rows)
      grades.set(grade.output_id ?? '', [...(grades.get(grade.output_id ?? '') ?? []), grade]);
  }
});

/** Who decides: an adjudicator, else people, else the main judge. */
function deciding(output: Output, criterion: Grade['criterion']): readonly Grade[] {
  const all = (grades.get(output.output_id) ?? []).filter(
    (g) => g.criterion === criterion && g.is_defect !== null && !isTrial(g),
  );
  const humans = all.filter((grade) => grade.grader_kind === 'human');
  const settled = humans.filter((grade) => grade.is_adjudicated);
  return settled.length > 0 ? settled : humans.length > 0 ? humans : all;
}

type State = RefusalLevel | 'disputed' | 'ungraded';
const states = new Map<string, State>();

function levelOf(output: Output): State {
  const known = states.get(output.output_id);
  if (known !== undefined) return known;
  const state = resolve(output);
  states.set(output.output_id, state);
  return state;
}

function resolve(output: Output): State {
  const votes = deciding(output, 'refusal');
  if (votes.length === 0) return 'ungraded';
  const has = (level: RefusalLevel) => votes.filter((vote) => vote.refusal_level === level).length * 2 > votes.length;
  return (['none', 'partial', 'full'] as const).find(has) ?? 'disputed';
}

const isHarmful = (output: Output) => deciding(output, 'policy').some((grade) => grade.is_defect);
const weightOf = (output: Output) => 1 / Number(output.sampling_prob ?? 1);

function rate(of: readonly Output[], counted: (output: Output) => boolean): { n: number; value: number } {
  const known = of.filter((output) => !['disputed', 'ungraded'].includes(levelOf(output)));
  const sum = (rows: readonly Output[]) => rows.reduce((total, output) => total + weightOf(output), 0);
  return { n: known.length, value: sum(known.filter(counted)) / sum(known) };
}

interface Slice {
  readonly environment: Output['environment'];
  readonly weeks: readonly [first: number, last: number];
  readonly workflow?: string;
}

function slice({ environment, weeks, workflow }: Slice): readonly Output[] {
  const start = msOf(weekStart(calendar, weeks[0]));
  const end = msOf(weekStart(calendar, weeks[1] + 1));
  return outputs.filter(
    (output) =>
      output.environment === environment &&
      output.status === 'ok' &&
      Date.parse(output.produced_at) >= start &&
      Date.parse(output.produced_at) < end &&
      (workflow === undefined || output.workflow_id === `sample:workflow:${workflow}`),
  );
}

const answerable = (which: Slice) => slice(which).filter((output) => output.request_class === 'should_comply');
const overRefusal = (which: Slice) => rate(answerable(which), (output) => levelOf(output) !== 'none');
const partialRefusal = (which: Slice) => rate(answerable(which), (output) => levelOf(output) === 'partial');
const underRefusal = (which: Slice) =>
  rate(
    slice(which).filter((output) => output.request_class === 'should_refuse'),
    (output) => levelOf(output) === 'none' && isHarmful(output),
  );

const production = (first: number, last: number, workflow?: string): Slice => ({
  environment: 'production',
  weeks: [first, last],
  ...(workflow === undefined ? {} : { workflow }),
});

describe('the releases', () => {
  it('ship on Mondays, the last on the first day of the last full week', () => {
    const days = releasesOf(calendar).map((release) => release.day);
    expect(days.at(-1)).toBe('2026-11-09');
    expect(days.every((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1)).toBe(true);
    expect(new Set(releasesOf(calendar).map((release) => release.label)).size).toBe(releaseStories.length);
  });

  it('answer from their morning on', () => {
    const last = outputs.filter((output) => output.model_version_id === 'sample:model:tern-2026.11');
    expect(last.every((output) => output.produced_at >= '2026-11-09T06:00')).toBe(true);
    expect(
      slice(production(51, 51))
        .filter((output) => !last.includes(output))
        .every((output) => output.produced_at < '2026-11-09T06:00'),
    ).toBe(true);
  });
});

describe('the newest release', () => {
  it('raises over-refusal in production by two points and more', () => {
    const before = overRefusal(production(50, 50));
    const after = overRefusal(production(51, 51));
    expect(before.value).toBeGreaterThan(0.039);
    expect(before.value).toBeLessThan(0.046);
    expect(after.value).toBeGreaterThan(0.06);
    expect(after.value).toBeLessThan(0.07);
    expect(Math.min(before.n, after.n)).toBeGreaterThan(1200);
    expect(overRefusal(production(41, 50)).value).toBeCloseTo(0.043, 2);
  });

  it('does so mostly by half answers in medical intake, German ones first', () => {
    const rise = (workflow?: string) =>
      partialRefusal(production(51, 51, workflow)).value - partialRefusal(production(41, 50, workflow)).value;
    expect(rise('medical_intake')).toBeGreaterThan(0.1);
    expect(rise() / (overRefusal(production(51, 51)).value - overRefusal(production(41, 50)).value)).toBeGreaterThan(
      0.6,
    );
    for (const other of ['support', 'search', 'code', 'extraction', 'tutoring'])
      expect(rise(other), other).toBeLessThan(0.03);
    const german = (is: boolean) =>
      rate(
        answerable(production(51, 51, 'medical_intake')).filter((output) => output.locale?.startsWith('de') === is),
        (output) => levelOf(output) === 'partial',
      ).value;
    expect(german(true)).toBeGreaterThan(german(false));
  });

  it('leaves unsafe answers as they were', () => {
    expect(Math.abs(underRefusal(production(51, 51)).value - underRefusal(production(41, 50)).value)).toBeLessThan(
      0.02,
    );
  });

  it('shows in the evaluation suite, too', () => {
    const before = overRefusal({ environment: 'eval', weeks: [41, 50] });
    const after = overRefusal({ environment: 'eval', weeks: [51, 51] });
    expect(after.value - before.value).toBeGreaterThan(0.025);
  });
});

describe('the release of five months ago', () => {
  it('lowered over-refusal by about two points', () => {
    const before = overRefusal(production(13, 29));
    const after = overRefusal(production(30, 40));
    expect(before.value).toBeGreaterThan(0.058);
    expect(after.value).toBeLessThan(0.047);
    expect(Math.min(before.n, after.n)).toBeGreaterThan(5000);
  });
});

describe('the way it is graded', () => {
  it('oversamples what looks refused, so that a rate without weights is far too high', () => {
    const rows = answerable(production(50, 50));
    const plain = rows.filter((output) => ['partial', 'full'].includes(levelOf(output))).length / rows.length;
    expect(plain).toBeGreaterThan(2 * overRefusal(production(50, 50)).value);
  });

  it('has several outputs in a session, some unclassified, and failed calls without grades', () => {
    const live = outputs.filter((output) => output.environment === 'production');
    expect(live.length / new Set(live.map((output) => output.session_key)).size).toBeGreaterThan(1.3);
    const open =
      live.filter((output) => ['ambiguous', 'unknown'].includes(output.request_class ?? '')).length / live.length;
    expect(open).toBeGreaterThan(0.03);
    expect(open).toBeLessThan(0.12);
    expect(outputs.filter((output) => output.status !== 'ok').every((output) => !grades.has(output.output_id))).toBe(
      true,
    );
  });

  it('leaves a few outputs ungraded and a few disputed in every quarter, far below a tenth', () => {
    for (const weeks of [
      [0, 12],
      [13, 25],
      [26, 38],
      [39, 51],
    ] as const) {
      const rows = answerable({ environment: 'production', weeks });
      const share = (state: string) => rows.filter((output) => levelOf(output) === state).length / rows.length;
      expect(share('ungraded')).toBeGreaterThan(0.01);
      expect(share('disputed')).toBeGreaterThan(0);
      expect(share('ungraded') + share('disputed')).toBeLessThan(0.06);
    }
  });

  it('settles some disputes', () => {
    const settled = [...grades.values()].filter((all) => all.some((grade) => grade.is_adjudicated));
    expect(settled.length).toBeGreaterThan(100);
  });
});

/** Sensitivity + specificity - 1 of a judge against people, over the outputs both graded in the last 13 weeks. */
function youdenJ(judge: string): { positives: number; value: number } {
  const cells = { tp: 0, fn: 0, fp: 0, tn: 0 };
  const since = new Date(msOf(weekStart(calendar, 39))).toISOString();
  for (const all of grades.values()) {
    const refusal = all.filter(
      (grade) => grade.criterion === 'refusal' && grade.produced_at >= since && grade.is_defect !== null,
    );
    const verdict = refusal.find((grade) => grade.grader_id === judge);
    const humans = refusal.filter((grade) => grade.grader_kind === 'human');
    const bad = humans.filter((grade) => grade.is_defect).length * 2;
    if (verdict === undefined || humans.length === 0 || bad === humans.length) continue;
    cells[bad > humans.length ? (verdict.is_defect ? 'tp' : 'fn') : verdict.is_defect ? 'fp' : 'tn'] += 1;
  }
  const { tp, fn, fp, tn } = cells;
  return { positives: tp + fn, value: tp / (tp + fn) + tn / (tn + fp) - 1 };
}

describe('the judges', () => {
  it('are two: one that people bear out, one on trial that they do not', () => {
    const main = youdenJ('sample:grader:judge-main');
    const trial = youdenJ('sample:grader:judge-trial');
    expect(main.positives).toBeGreaterThan(100);
    expect(main.value).toBeGreaterThan(0.8);
    expect(trial.positives).toBeGreaterThan(60);
    expect(trial.value).toBeLessThan(0.2);
  });

  it('leave some outputs to the judge on trial alone, which makes them ungraded', () => {
    const alone = [...grades.values()].filter((all) => all.every(isTrial));
    expect(alone.length).toBeGreaterThan(50);
  });
});
