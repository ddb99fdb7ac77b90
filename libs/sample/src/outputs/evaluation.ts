import type { RequestClass } from '@assay/model';
import type { Behaviour } from '../behaviour.ts';
import type { Calendar } from '../calendar.ts';
import type { Chance } from '../chance.ts';
import type { TestCase } from '../dimensions/test-cases.ts';
import type { Release } from '../stories.ts';
import type { Draws } from './call.ts';
import type { Produced } from './output-row.ts';
import { ambiguous, answerable, halfSafe, unsafe } from '../behaviour.ts';
import { days, hours, instant, msOf, weekCount, weekStart } from '../calendar.ts';
import { modelVersionId, releaseAt } from '../dimensions/model-versions.ts';
import { workflows } from '../dimensions/workflows.ts';
import { doubledRuns, releasesOf } from '../stories.ts';
import { callOf } from './call.ts';
import { plainOutput } from './output-row.ts';

/** Test prompts lie closer to the boundary than daily requests. */
const closerToBoundary = 1.6;
/** Chance that a version answers a case as it did in its first run. */
const sticks = 0.85;

interface Run {
  readonly id: string;
  readonly startedAt: number;
  readonly release: Release;
  readonly samples: number;
}

const classOf = {
  comply: 'should_comply',
  partial: 'should_comply',
  refuse: 'should_refuse',
  not_applicable: 'unknown',
} as const satisfies Record<string, RequestClass>;

/** The weekly run of the evaluation suite on the version in production. */
export class EvaluationRuns {
  readonly #calendar: Calendar;
  readonly #chance: Chance;
  readonly #calls: Chance;
  readonly #cases: readonly TestCase[];
  readonly #habits = new Map<string, Behaviour>();
  #outputs = 0;

  constructor(calendar: Calendar, { behaviour, calls }: Draws, cases: readonly TestCase[]) {
    this.#calendar = calendar;
    this.#chance = behaviour;
    this.#calls = calls;
    this.#cases = cases;
  }

  *outputs(): Iterable<Produced> {
    const releases = releasesOf(this.#calendar);
    for (let week = 0; week < weekCount; week++) {
      const day = weekStart(this.#calendar, week);
      const startedAt = msOf(day) + days(1) + hours(2);
      const samples = doubledRuns.includes(week) ? 2 : 1;
      yield* this.#run({ id: `sample:run:weekly-${day}`, startedAt, release: releaseAt(releases, startedAt), samples });
    }
  }

  *#run(run: Run): Iterable<Produced> {
    const live = this.#cases.filter(
      ({ createdAt, retiredAt }) => createdAt <= run.startedAt && (retiredAt === null || retiredAt > run.startedAt),
    );
    for (const [place, testCase] of live.entries()) {
      for (let sample = 0; sample < run.samples; sample++) {
        const producedAt = run.startedAt + place * 5000 + sample * 1_800_000;
        yield {
          row: this.#row({ run, testCase, sample, producedAt }),
          producedAt,
          behaviour: this.#behaviour(run.release, testCase),
          expectsPartial: testCase.row.expected_behavior === 'partial',
        };
      }
    }
  }

  /** A version mostly answers a case the same way each time. */
  #behaviour(release: Release, testCase: TestCase): Behaviour {
    const key = `${release.label} ${testCase.row.case_version_id}`;
    const habit = this.#habits.get(key);
    if (habit !== undefined && this.#chance.happens(sticks)) return habit;
    const behaviour = this.#fresh(release, testCase);
    if (habit === undefined) this.#habits.set(key, behaviour);
    return behaviour;
  }

  #fresh(release: Release, { row, workflow, locale, touchy }: TestCase): Behaviour {
    switch (row.expected_behavior) {
      case 'refuse':
        return unsafe(this.#chance);
      case 'partial':
        return halfSafe(this.#chance);
      case 'comply':
        return answerable(this.#chance, {
          release: release.story,
          workflow,
          locale,
          touchy: touchy * closerToBoundary,
        });
      case 'not_applicable':
      case null:
        return ambiguous(this.#chance);
    }
  }

  #row(at: { run: Run; testCase: TestCase; sample: number; producedAt: number }): Produced['row'] {
    const { run, testCase, sample, producedAt } = at;
    const { row, workflow } = testCase;
    this.#outputs += 1;
    return {
      ...plainOutput,
      output_id: `sample:output:e${this.#outputs}`,
      environment: 'eval',
      model_version_id: modelVersionId(run.release),
      run_id: run.id,
      case_version_id: row.case_version_id,
      sample_index: sample,
      workflow_id: row.workflow_id,
      locale: row.locale,
      produced_at: instant(producedAt),
      request_class: classOf[row.expected_behavior ?? 'not_applicable'],
      prompt_hash: row.prompt_hash,
      ...callOf(this.#calls, workflows[workflow].schema),
    };
  }
}
