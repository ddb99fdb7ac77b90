import type { Oracle } from './ask.ts';
import type { Graded } from './outputs.ts';
import type { ShareRow } from './share.ts';
import type { RatioRow } from './sums.ts';
import type { World } from './world.ts';
import { numbersOf } from './ask.ts';
import { brokenOutput, notesOf, placedOutputs } from './outputs.ts';
import { sayShare } from './share.ts';
import { sayRatio } from './sums.ts';

/** Workflows whose outputs must cite their sources, by the list in force. */
const groundedOf = ({ dim_workflow }: World): ReadonlySet<string | null> =>
  new Set(
    dim_workflow
      .filter(
        ({ voided_at, valid_to, requires_grounding }) => voided_at === null && valid_to === null && requires_grounding,
      )
      .map(({ workflow_id }) => workflow_id as string | null),
  );

/** Citations that hold, of all citations, where sources must be cited. */
export const citationCorrectness =
  (world: World): Oracle =>
  (ask) => {
    const grounded = groundedOf(world);
    const rows = placedOutputs(world, ask).map((graded): RatioRow => {
      const { workflow_id, cited_claims: cited, cited_claims_ok: holds } = graded.output;
      const fate = (): string => {
        if (!grounded.has(workflow_id)) return 'outside';
        const broken = brokenOutput(graded);
        if (broken !== null) return broken;
        if (cited === null || holds === null) return 'uncounted';
        return cited === 0 ? 'uncited' : 'counts';
      };
      return { ...graded.place, fate: fate(), notes: notesOf(graded, null), holds: holds ?? 0, cited: cited ?? 0 };
    });
    return numbersOf(rows, ask, { isOwn: ({ fate }) => fate !== 'outside', say: sayRatio });
  };

function missingFate(graded: Graded, grounded: ReadonlySet<string | null>): string {
  const { workflow_id, claims, cited_claims } = graded.output;
  if (!grounded.has(workflow_id) || claims === 0) return 'outside';
  return brokenOutput(graded) ?? (claims === null || cited_claims === null ? 'uncounted' : 'counts');
}

/** Answers with claims and without a citation, of all answers with claims. */
export const citationMissingRate =
  (world: World): Oracle =>
  (ask) => {
    const grounded = groundedOf(world);
    const rows = placedOutputs(world, ask).map((graded): ShareRow => ({
      ...graded.place,
      fate: missingFate(graded, grounded),
      is: graded.output.cited_claims === 0 ? ['missing'] : [],
      notes: notesOf(graded, null),
    }));
    const rule = { kinds: ['missing'], value: ['missing'], minimum: 'N30' } as const;
    return numbersOf(rows, ask, { isOwn: ({ fate }) => fate !== 'outside', say: (own) => sayShare(own, rule) });
  };
