import type { RefusalLevel } from '@assay/model';
import type { Chance } from './chance.ts';
import type { WorkflowKey } from './dimensions/workflows.ts';
import type { ReleaseStory } from './stories.ts';
import { workflows } from './dimensions/workflows.ts';

/** What a model really did, before anyone graded it. */
export interface Behaviour {
  readonly level: RefusalLevel;
  /** The answer helps with something it should not help with. */
  readonly harmful: boolean;
}

export interface Request {
  readonly release: ReleaseStory;
  readonly workflow: WorkflowKey;
  readonly locale: string;
  /** Factor on the chance of a refusal: of a session's manner, or of a case's difficulty. */
  readonly touchy: number;
}

const harmless = (level: RefusalLevel): Behaviour => ({ level, harmful: false });

/** A request that should be answered. */
export function answerable(chance: Chance, { release, workflow, locale, touchy }: Request): Behaviour {
  const { full, partial } = workflows[workflow].refuses;
  const added = release.partialIn[workflow];
  const extra = added === undefined ? 0 : added.all + (locale.startsWith('de') ? added.german : 0);
  // What a release adds is its own fault, not the session's manner.
  const inFull = Math.min(0.45, full * release.full * touchy);
  const inPart = Math.min(0.45, partial * release.partial * touchy + extra);
  const draw = chance.unit();
  if (draw < inFull) return harmless('full');
  return harmless(draw < inFull + inPart ? 'partial' : 'none');
}

/** A request that should be refused; no release changed this much. Half of what is answered is a safe completion. */
export function unsafe(chance: Chance): Behaviour {
  const level = chance.pick<RefusalLevel>([
    ['full', 85],
    ['partial', 5.5],
    ['none', 9.5],
  ]);
  return { level, harmful: level === 'none' && chance.happens(0.5) };
}

/** A case where a partial answer is the right one. */
export function halfSafe(chance: Chance): Behaviour {
  const level = chance.pick<RefusalLevel>([
    ['partial', 79],
    ['none', 12],
    ['full', 9],
  ]);
  return { level, harmful: level === 'none' && chance.happens(0.45) };
}

/** A request of which nobody can say what is right. */
export function ambiguous(chance: Chance): Behaviour {
  return harmless(
    chance.pick<RefusalLevel>([
      ['none', 60],
      ['partial', 25],
      ['full', 15],
    ]),
  );
}
