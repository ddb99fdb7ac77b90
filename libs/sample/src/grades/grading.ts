import type { Calendar } from '../calendar.ts';
import type { Chance } from '../chance.ts';
import type { Produced } from '../outputs/output-row.ts';
import type { Sitting } from './panel.ts';
import type { GradeRow, Opinion } from './verdict-rows.ts';
import { Panel } from './panel.ts';
import { abstains, routes, settled } from './route.ts';
import { isRisky, verdictRows } from './verdict-rows.ts';

interface Vote {
  readonly sitting: Sitting;
  readonly opinion: Opinion;
}

/** No level has more than half of the votes of those who could say. */
function isDisputed(votes: readonly Vote[]): boolean {
  const levels = votes.flatMap(({ opinion: { level } }) => (level === null ? [] : [level]));
  return (
    levels.length > 1 && !levels.some((level) => levels.filter((other) => other === level).length * 2 > levels.length)
  );
}

/** Sends outputs to graders and writes down what they saw. Nothing is graded after the sample ends. */
export class Grading {
  readonly #chance: Chance;
  readonly #panel: Panel;
  readonly #end: number;

  constructor(calendar: Calendar, chance: Chance) {
    this.#chance = chance;
    this.#panel = new Panel(calendar);
    this.#end = calendar.end;
  }

  /** Grades of one output; none for a call that failed. */
  gradesOf(output: Produced): readonly GradeRow[] {
    if (output.row.status !== 'ok') return [];
    const votes = this.#sittings(output).map((sitting) => ({ sitting, opinion: this.#opinion(output, sitting) }));
    const settling = this.#settling(output, votes);
    return [...votes, ...settling].flatMap((vote) => verdictRows(this.#chance, { output, ...vote }));
  }

  #sittings({ row, producedAt }: Produced): readonly Sitting[] {
    const route = this.#chance.pick(routes[row.environment]);
    const { mainJudge, trialJudge } = this.#panel;
    const planned = [...this.#panel.humans(this.#chance, producedAt, route.humans)];
    if (this.#chance.happens(route.judge)) planned.push(this.#panel.judged(this.#chance, producedAt, mainJudge));
    if (producedAt >= trialJudge.since && this.#chance.happens(route.trial)) {
      planned.push(this.#panel.judged(this.#chance, producedAt, trialJudge));
    }
    const done = planned.filter(({ at }) => at < this.#end);
    // People have not come to the last days' outputs yet: the judge is quicker.
    if (done.length > 0 || planned.length === 0) return done;
    return [
      { ...this.#panel.judged(this.#chance, producedAt, mainJudge), at: Math.min(producedAt + 60_000, this.#end - 1) },
    ];
  }

  #opinion(output: Produced, { grader }: Sitting): Opinion {
    if (grader.kind === 'human' && this.#chance.happens(abstains)) return { level: null, isHarmful: false };
    const level = grader.perception.level(this.#chance, output.behaviour.level);
    const seesRisk = level === 'none' && isRisky(output) && grader.judgesHarm;
    return { level, isHarmful: seesRisk && grader.perception.isHarmful(this.#chance, output.behaviour.harmful) };
  }

  /** Most disagreements of people are settled some days later; the others stay disputed. */
  #settling(output: Produced, votes: readonly Vote[]): readonly Vote[] {
    const humans = votes.filter(({ sitting }) => sitting.grader.kind === 'human');
    if (!isDisputed(humans) || !this.#chance.happens(settled)) return [];
    const sitting = this.#panel.adjudicator(this.#chance, Math.max(...humans.map(({ sitting: { at } }) => at)));
    if (sitting === null || sitting.at >= this.#end) return [];
    return [{ sitting, opinion: this.#opinion(output, sitting) }];
  }
}
