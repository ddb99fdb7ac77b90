import type { VoteRule } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { value, word } from '../dialect.ts';
import { unlabelled } from './mode-tree.ts';
import { within } from '../plan/bounds.ts';
import { gradesInForce, toldGrades } from './told-grades.ts';

/** The taxonomy as rows: which modes a label on a node counts for. */
function modesOfNodes({ modes, functions: f }: RelationScope): RawBuilder<unknown> {
  const rows = modes.map(
    ({ node, mode, isOwn, isCatchAll }) =>
      sql`select ${value('str', node)} as node_version_id, ${value('str', mode)} as mode, ${sql.lit(isOwn ? 1 : 0)} as is_own, ${sql.lit(isCatchAll ? 1 : 0)} as is_catch_all`,
  );
  const none = sql`select ${f.cast(sql`null`, 'str')} as node_version_id, ${f.cast(sql`null`, 'str')} as mode, 0 as is_own, 0 as is_catch_all where 1 = 0`;
  return rows.length === 0 ? none : sql.join(rows, sql` union all `);
}

/** How many of the people who decide must have given a label of a mode for it to stand. */
const enough = (vote: VoteRule): RawBuilder<unknown> => {
  const given = sql`count(distinct d.grader_id)`;
  return { majority: sql`${given} * 2 > min(t.votes)`, any: sql`${given} > 0`, all: sql`${given} = min(t.votes)` }[
    vote
  ];
};

/**
 * Failure modes that stand, a row an output and mode (`is_own` 1 for those that labels were given, 0 for those above):
 * with people deciding a strict majority of them (or any, or all) gave a label of it, with others any did (model.md section 6).
 * What fails without any of its own has one in name. Needs the relations `deciding` and `verdict`.
 */
export function modeLabels(scope: RelationScope): readonly NamedQuery[] {
  const { from, isTold } = toldGrades(scope.graders.labels, scope);
  return [
    ['mode_of_node', modesOfNodes(scope)],
    [
      'decider',
      sql`
    select output_id, min(tier) as tier, count(*) as votes from deciding where criterion = 'failure_mode' group by output_id`,
    ],
    [
      'standing_label',
      sql`
    select d.output_id, m.mode, max(m.is_own) as is_own
    from deciding d
    join ${from} g on g.output_id = d.output_id and g.grader_id = d.grader_id and g.is_adjudicated = d.is_adjudicated
    join mode_of_node m on m.node_version_id = g.node_version_id
    join decider t on t.output_id = d.output_id
    where d.criterion = 'failure_mode' and g.criterion = 'failure_mode' and ${isTold} and g.is_defect
      and ${gradesInForce} and ${within('g.produced_at', scope.bounds)}
    group by d.output_id, m.mode
    having min(t.tier) <> 2 or ${enough(scope.graders.vote)}`,
    ],
    [
      'mode_label',
      sql`
    select output_id, mode, is_own from standing_label
    union all
    select v.output_id, ${word(unlabelled)} as mode, 1 as is_own
    from verdict v
    where v.failure_rank = 2 and v.output_id not in (select output_id from standing_label where is_own = 1)`,
    ],
  ];
}
