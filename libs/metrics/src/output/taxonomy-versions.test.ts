import type { Row } from '@assay/model';
import type { Known } from '../plan/known.ts';
import type { TaxonomyNode } from './mode-tree.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';
import { modeTree } from './mode-tree.ts';

const kinds = ['same', 'renamed', 'merged', 'broadened', 'split', 'narrowed', 'retired'] as const;
type Kind = (typeof kinds)[number];

/** A node of a version: where it hangs (0 is the root, k the k-th node before it) and what becomes of it in the next. */
interface Drawn {
  readonly parent: number;
  readonly kind: Kind;
  readonly target: number;
}

const version = fc.array(fc.record({ parent: fc.nat(5), kind: fc.constantFrom(...kinds), target: fc.nat(20) }), {
  minLength: 1,
  maxLength: 6,
});

const root = (number: number): TaxonomyNode => ({
  ...{
    id: `${number}:all`,
    version: String(number),
    code: 'all',
    parent: null,
    concept: 'all',
    title: 'All',
    path: 'all',
  },
  ...{ mapsTo: null, mapKind: null, validFrom: `2026-0${number + 1}-01T00:00:00Z` },
});

/** Nodes of one version, with their ways to the next one, which has `next` nodes below its root. */
function nodesOf(drawn: readonly Drawn[], number: number, next: number | null): readonly TaxonomyNode[] {
  const nodes: TaxonomyNode[] = [
    { ...root(number), ...(next === null ? {} : { mapsTo: `${number + 1}:all`, mapKind: 'same' }) },
  ];
  for (const [index, { parent, kind, target }] of drawn.entries()) {
    const above = nodes[Math.min(parent, index)] ?? root(number);
    const code = `c${number}${index}`;
    const isFollowed = next !== null && kind !== 'retired';
    nodes.push({
      ...{ id: `${number}:${code}`, version: String(number), code, parent: above.id, concept: code, title: code },
      path: `${above.path}/${code}`,
      mapsTo: isFollowed ? `${number + 1}:c${number + 1}${target % next}` : null,
      mapKind: next === null ? null : kind,
      validFrom: root(number).validFrom,
    });
  }
  return nodes;
}

const taxonomy = fc
  .array(version, { minLength: 1, maxLength: 3 })
  .map((versions) => versions.flatMap((drawn, number) => nodesOf(drawn, number, versions[number + 1]?.length ?? null)));
const at = '2026-12-01T00:00:00Z';

it('count a label on any node of any version for one mode that is shown, and for all above that', () => {
  fc.assert(
    fc.property(taxonomy, (nodes) => {
      const { modes, ofNodes } = modeTree(nodes, at);
      const parents = new Map(modes.map(({ value, parent }) => [value, parent ?? null]));
      for (const { id, parent } of nodes) {
        const own = ofNodes.filter(({ node, isOwn }) => node === id && isOwn);
        expect(own.length, id).toBe(parent === null ? 0 : 1);
        let up = own[0]?.mode ?? null;
        const expected: string[] = [];
        while (up !== null) {
          expect(parents.has(up), `${id} counts for ${up}, which is not shown`).toBe(true);
          expected.push(up);
          up = parents.get(up) ?? null;
        }
        expect(ofNodes.filter(({ node }) => node === id).map(({ mode }) => mode)).toEqual(expected);
      }
    }),
  );
});

/** A failing output for each list of nodes: one person says what is wrong with it, or that something is. */
function graded(labels: readonly (readonly string[])[]) {
  const grades = labels.flatMap((own, index) =>
    (own.length > 0 ? own : [null]).map((node): Partial<Row<'fact_grade'>> => ({
      ...{ grade_id: `${index} ${node ?? ''}`, output_id: `o${index}`, grader_id: 'h', criterion: 'failure_mode' },
      ...{ is_defect: true, node_version_id: node },
    })),
  );
  return GradedWarehouse.open({
    fact_output: labels.map((_, index) => ({ output_id: `o${index}`, session_key: `s${index}` })),
    fact_grade: grades,
  });
}

it('account for every failing output, whatever became of the nodes it was labelled with', async () => {
  const world = taxonomy.chain((nodes) =>
    fc.record({
      nodes: fc.constant(nodes),
      labels: fc.array(fc.subarray(nodes.map(({ id }) => id)), { minLength: 1, maxLength: 12 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(world, async ({ nodes, labels }) => {
      const modes = modeTree(nodes, at);
      const known: Partial<Known> = { modes, members: new Map([['failure_mode', modes.modes]]) };
      const db = await graded(labels);
      try {
        const found = await db.ask(
          { metrics: ['failure_mode_share', 'failure_mode_rate'], by: ['failure_mode'] },
          known,
        );
        const tops = modes.modes.filter(({ parent }) => parent === null).map(({ value }) => value);
        const ofTops = found.filter(({ by }) => tops.includes(by['failure_mode'] ?? null));
        const sum = (metric: string) =>
          ofTops.filter((each) => each.metric === metric).reduce((all, { numerator }) => all + numerator, 0);
        // Each output is shared out over its labels: all of it, to modes at the top that are shown.
        expect(sum('failure_mode_share')).toBeCloseTo(labels.length, 9);
        expect(sum('failure_mode_rate')).toBeGreaterThanOrEqual(labels.length - 1e-9);
      } finally {
        await db.close();
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);
