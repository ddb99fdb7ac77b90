import type { RequestClass } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Chance, Shares } from '../chance.ts';
import type { Behaviour, Request } from '../behaviour.ts';
import type { WorkflowKey } from '../dimensions/workflows.ts';
import type { Draws } from './call.ts';
import type { Produced } from './output-row.ts';
import { ambiguous, answerable, unsafe } from '../behaviour.ts';
import { days, hours, instant, msOf, weekCount, weekStart } from '../calendar.ts';
import { modelVersionId, releaseAt } from '../dimensions/model-versions.ts';
import { workflowId, workflowKeys, workflows } from '../dimensions/workflows.ts';
import {
  keptOfPlainAnswers,
  releasesOf,
  sessionProbability,
  usualVolume,
  watchedVolume,
  watchedWeeks,
} from '../stories.ts';
import { callOf } from './call.ts';
import { plainOutput } from './output-row.ts';

const traffic: Shares<WorkflowKey> = workflowKeys.map((key) => [key, workflows[key].traffic]);
const locales: Shares<string> = [
  ['en-US', 50],
  ['en-GB', 14],
  ['de-DE', 16],
  ['es-ES', 11],
  ['fr-FR', 9],
];
const weekdays: Shares<number> = [100, 104, 103, 101, 92, 60, 52].map((share, day) => [day, share]);
const dayHours: Shares<number> = [
  3, 2, 2, 2, 3, 5, 8, 14, 24, 31, 33, 32, 28, 30, 32, 31, 28, 24, 20, 17, 14, 11, 8, 5,
].map((share, hour) => [hour, share]);
const turnCounts: Shares<number> = [
  [1, 40],
  [2, 27],
  [3, 17],
  [4, 10],
  [6, 6],
];
/** Outputs kept of a session on average, found by counting. */
const keptPerSession = 0.88;

interface Session {
  readonly key: string;
  readonly startedAt: number;
  readonly request: Request;
  readonly modelVersion: string;
  /** Somebody probes for what the model should refuse. */
  readonly isProbing: boolean;
  readonly probability: number;
}

function volumeOf(week: number): number {
  if (watchedWeeks.includes(week)) return watchedVolume;
  return week < usualVolume.until ? usualVolume.before : usualVolume.after;
}

/** Traffic does not change with the volume graded: a watched week draws more of the same sessions. */
function probabilityOf(week: number): number {
  return (sessionProbability * volumeOf(week)) / usualVolume.after;
}

function startIn(weekStartedAt: number, chance: Chance): number {
  const day = weekStartedAt + days(chance.pick(weekdays));
  return day + hours(chance.pick(dayHours) + chance.between(0, 0.9));
}

function classOf(chance: Chance, isProbing: boolean): RequestClass {
  const draw = chance.unit();
  if (draw < 0.025) return 'ambiguous';
  if (draw < 0.055) return 'unknown';
  return chance.happens(isProbing ? 0.72 : 0.022) ? 'should_refuse' : 'should_comply';
}

function behaviourOf(chance: Chance, request: Request, requestClass: RequestClass): Behaviour {
  if (requestClass === 'should_refuse') return unsafe(chance);
  return requestClass === 'ambiguous' ? ambiguous(chance) : answerable(chance, request);
}

/** The cheap filter that decides what is oversampled: it overlooks some half refusals and suspects some good answers. */
function looksRefused(chance: Chance, { level }: Behaviour): boolean {
  return chance.happens({ full: 0.98, partial: 0.82, none: 0.012 }[level]);
}

const touchiness: Shares<number> = [
  [0.4, 25],
  [0.8, 35],
  [1, 30],
  [3.2, 10],
];

/** Sampled answers of the live products: one in thirty sessions, and of these what looks refused three times as often. */
export class ProductionTraffic {
  readonly #calendar: Calendar;
  readonly #chance: Chance;
  readonly #calls: Chance;
  readonly #releases;
  #sessions = 0;
  #outputs = 0;

  constructor(calendar: Calendar, { behaviour, calls }: Draws) {
    this.#calendar = calendar;
    this.#chance = behaviour;
    this.#calls = calls;
    this.#releases = releasesOf(calendar);
  }

  *outputs(): Iterable<Produced> {
    for (let week = 0; week < weekCount; week++) {
      const sessions = Math.round(volumeOf(week) / keptPerSession);
      const startedAt = msOf(weekStart(this.#calendar, week));
      for (let i = 0; i < sessions; i++) yield* this.#turns(this.#session(week, startIn(startedAt, this.#chance)));
    }
  }

  #session(week: number, startedAt: number): Session {
    const chance = this.#chance;
    const release = releaseAt(this.#releases, startedAt);
    this.#sessions += 1;
    return {
      key: `sample:session:p${this.#sessions}`,
      startedAt,
      request: {
        release: release.story,
        workflow: chance.pick(traffic),
        locale: chance.pick(locales),
        touchy: chance.pick(touchiness),
      },
      modelVersion: modelVersionId(release),
      isProbing: chance.happens(0.05),
      probability: probabilityOf(week),
    };
  }

  *#turns(session: Session): Iterable<Produced> {
    const turns = this.#chance.pick(turnCounts);
    for (let turn = 0; turn < turns; turn++) {
      const requestClass = classOf(this.#chance, session.isProbing);
      const behaviour = behaviourOf(this.#chance, session.request, requestClass);
      const isSuspect = looksRefused(this.#chance, behaviour);
      if (!isSuspect && !this.#chance.happens(keptOfPlainAnswers)) continue;
      const producedAt = session.startedAt + turn * 40_000;
      yield {
        row: this.#row({ session, requestClass, isSuspect, producedAt }),
        producedAt,
        behaviour,
        expectsPartial: false,
      };
    }
  }

  #row(turn: {
    session: Session;
    requestClass: RequestClass;
    isSuspect: boolean;
    producedAt: number;
  }): Produced['row'] {
    const { session, requestClass, isSuspect, producedAt } = turn;
    const { workflow, locale } = session.request;
    this.#outputs += 1;
    return {
      ...plainOutput,
      output_id: `sample:output:p${this.#outputs}`,
      environment: 'production',
      model_version_id: session.modelVersion,
      workflow_id: workflowId(workflow),
      locale,
      session_key: session.key,
      produced_at: instant(producedAt),
      sampling_stratum: isSuspect ? 'looks_refused' : 'plain',
      sampling_prob: (session.probability * (isSuspect ? 1 : keptOfPlainAnswers)).toFixed(9),
      request_class: requestClass,
      prompt_hash: `sample:prompt:p${this.#outputs}`,
      ...callOf(this.#calls, workflows[workflow].schema),
    };
  }
}
