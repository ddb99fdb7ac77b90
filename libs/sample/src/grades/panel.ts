import type { Calendar } from '../calendar.ts';
import type { Chance } from '../chance.ts';
import { hours, msOf, weekStart } from '../calendar.ts';
import { graderId, judges, people } from '../dimensions/graders.ts';
import { trialJudgeFrom } from '../stories.ts';
import { Perception } from './perception.ts';

export interface Grader {
  readonly id: string;
  readonly kind: 'human' | 'model';
  readonly perception: Perception;
  /** Also asked whether a risky answer is harmful; the judge on trial is not. */
  readonly judgesHarm: boolean;
  /** First instant it may grade. */
  readonly since: number;
}

/** One grader looks at one output at one time. */
export interface Sitting {
  readonly grader: Grader;
  readonly at: number;
  /** The grader settles what others disagreed on. */
  readonly isAdjudicated: boolean;
}

/** Everyone who can grade, and who is there at a given time. */
export class Panel {
  readonly mainJudge: Grader;
  readonly trialJudge: Grader;
  readonly #graders: readonly Grader[];
  readonly #adjudicators: readonly Grader[];

  constructor(calendar: Calendar) {
    const since = (week: number) => msOf(weekStart(calendar, week));
    const judge = (key: string, week: number, perception: Perception): Grader => ({
      id: graderId(key),
      kind: 'model',
      perception,
      judgesHarm: key === judges.main,
      since: since(week),
    });
    this.mainJudge = judge(judges.main, -8, Perception.ofMainJudge());
    this.trialJudge = judge(judges.trial, trialJudgeFrom, Perception.ofTrialJudge());
    const humans = people.map(({ key, role, week, errs }) => {
      const perception = Perception.ofPerson(errs);
      return {
        role,
        grader: { id: graderId(key), kind: 'human' as const, perception, judgesHarm: true, since: since(week) },
      };
    });
    this.#graders = humans.filter(({ role }) => role !== 'adjudicator').map(({ grader }) => grader);
    this.#adjudicators = humans.filter(({ role }) => role === 'adjudicator').map(({ grader }) => grader);
  }

  /** Different people, each within two days or so of the output. */
  humans(chance: Chance, producedAt: number, count: number): readonly Sitting[] {
    const there = this.#graders.filter(({ since }) => since <= producedAt);
    const sittings: Sitting[] = [];
    while (sittings.length < Math.min(count, there.length)) {
      const grader = there[chance.below(there.length)];
      if (grader === undefined || sittings.some((sitting) => sitting.grader === grader)) continue;
      const at = producedAt + hours(chance.between(2, 16 + 34 * chance.unit()));
      sittings.push({ grader, at, isAdjudicated: false });
    }
    return sittings;
  }

  judged(chance: Chance, producedAt: number, grader: Grader): Sitting {
    return { grader, at: producedAt + hours(chance.between(0.2, 1.5)), isAdjudicated: false };
  }

  adjudicator(chance: Chance, after: number): Sitting | null {
    const grader = this.#adjudicators[chance.below(this.#adjudicators.length)];
    return grader === undefined ? null : { grader, at: after + hours(chance.between(4, 40)), isAdjudicated: true };
  }
}
