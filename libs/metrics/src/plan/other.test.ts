import type { Day, DimensionMember, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { otherMember } from '@assay/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { modeTree } from '../output/mode-tree.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const range: PanelRequest['range'] = { kind: 'days', days: { from: '2026-03-01' as Day, to: '2026-04-01' as Day } };
/** w01 to w23: the first twenty have most. */
const workflows = Array.from({ length: 23 }, (_, index) => `w${String(index + 1).padStart(2, '0')}`);
const membersOf = (values: readonly (string | null)[]): readonly DimensionMember[] =>
  values.map((value) => ({ value, label: value ?? 'not known', rows: 1 }));
const known = { members: new Map([['workflow', membersOf(workflows)]]) };
const find = (list: readonly Estimate[], workflow: string | null) => list.find(({ by }) => by['workflow'] === workflow);
const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const about = (value: number): number => expect.closeTo(value, 9) as number;

describe('the rest of many workflows', () => {
  const incidents = workflows.flatMap((workflow_id, place) =>
    times(place < 20 ? 2 : 1).map((index): Partial<Row<'fact_incident'>> => ({
      incident_id: `${workflow_id}-${index}`,
      detected_at: '2026-03-05T12:00:00Z',
      // Of each of the rest one is open; of the others one of two.
      resolved_at: index === 0 ? null : '2026-03-06T12:00:00Z',
      status: index === 0 ? 'open' : 'resolved',
      severity_rank: place === 22 ? 0 : 2,
      workflow_id,
    })),
  );

  it('has incidents by the sessions that were counted of it', async () => {
    const counter = (workflow_id: string, n: number): Partial<Row<'fact_counter_daily'>> => ({
      ...{ counter_date: '2026-03-05' as Day, counter_name: 'sessions', bin_key: '', environment: 'production' },
      ...{ model_version_id: '', locale: '', vendor_id: '', task_id: '', workflow_id, n },
    });
    const db = await asking({
      fact_incident: incidents,
      // What was counted of all workflows together is none of theirs.
      fact_counter_daily: [...workflows.map((id, place) => counter(id, place < 20 ? 900 : 500)), counter('', 90_000)],
    });
    const answer = await db.ask({ metrics: ['incident_rate'], by: ['workflow'], range }, known);
    expect(answer).toHaveLength(21);
    expect(find(answer, 'w01')).toMatchObject({ n: 2, denominator: 900, value: about((2 / 900) * 1e6) });
    expect(find(answer, otherMember)).toMatchObject({ n: 3, denominator: 1500, value: about((3 / 1500) * 1e6) });
    expect(answer.at(-1)?.by['workflow']).toBe(otherMember);
  });

  it('has what is still open of it, by severity, too', async () => {
    const db = await asking({ fact_incident: incidents });
    const answer = await db.ask({ metrics: ['open_incidents'], by: ['workflow'], range, grain: 'week' }, known);
    const rest = answer.filter(({ by }) => by['workflow'] === otherMember);
    // Before the week of the incidents, in it, and after.
    expect(rest.map(({ value }) => value)).toEqual([0, 3, 3, 3, 3, 3]);
    expect(rest[1]?.parts['p0']).toMatchObject({ value: 1 });
    expect(find(answer, 'w02')?.rows).toBe(0);
  });

  it('has failure modes of its own outputs, each of them against all of those', async () => {
    const node = (path: string) => ({
      ...{ id: path, version: '1', code: path, concept: path, title: path, path, mapsTo: null, mapKind: null },
      ...{ parent: path === 'all' ? null : 'all', validFrom: '2026-01-01T00:00:00Z' },
    });
    const modes = modeTree(['all', 'logic', 'tone'].map(node), '2026-04-01T00:00:00Z');
    const outputs = workflows.flatMap((workflow_id, place) =>
      times(place < 20 ? 5 : 4).map((index) => ({ output_id: `${workflow_id}-${index}`, workflow_id, place, index })),
    );
    const db = await asking({
      fact_output: outputs.map(({ output_id, workflow_id }) => ({ output_id, workflow_id, session_key: output_id })),
      // Of the rest, twelve outputs, three fail by logic and one of tone; of w01 all fail by logic.
      fact_grade: outputs.map(({ output_id, place, index }) => {
        const mode =
          place === 0 || (place >= 20 && index === 0) ? 'logic' : place === 21 && index === 1 ? 'tone' : null;
        return {
          ...{ grade_id: output_id, output_id, grader_id: 'h1', criterion: 'failure_mode' as const },
          ...{ is_defect: mode !== null, node_version_id: mode },
        };
      }),
    });
    const answer = await db.ask(
      { metrics: ['failure_mode_rate', 'failure_mode_share'], by: ['workflow', 'failure_mode'], range },
      { modes, members: new Map([...known.members, ['failure_mode', modes.modes]]) },
    );
    const rest = answer.filter(({ by }) => by['workflow'] === otherMember);
    expect(rest.map(({ metric, by, numerator, n }) => [metric, by['failure_mode'], numerator, n])).toEqual([
      ['failure_mode_rate', 'logic', 3, 12],
      ['failure_mode_rate', 'tone', 1, 12],
      ['failure_mode_share', 'logic', 3, 4],
      ['failure_mode_share', 'tone', 1, 4],
    ]);
    expect(rest[0]?.value).toBe(0.25);
  });
});

describe('a workflow that is really called as all others are', () => {
  const names = [...workflows, otherMember];
  const rows = names.flatMap((workflow_id, place) =>
    times(place < 18 ? 3 : place === 23 ? 2 : 1).map((index) => ({
      output_id: `${workflow_id}-${index}`,
      workflow_id,
      refusal_level: place === 23 ? ('full' as const) : ('none' as const),
    })),
  );
  const all = { members: new Map([['workflow', membersOf([...workflows, `~${otherMember}`])]]) };
  const labelled = { members: new Map([['workflow', [{ value: '~~other', label: '~other', rows: 2 }]]]) };

  it('stands beside them under a name of its own, where values are many and where they are few', async () => {
    const db = await asking({ fact_output: rows });
    const answer = await db.ask({ by: ['workflow'], range }, all);
    expect(answer).toHaveLength(21);
    expect(find(answer, '~~other')).toMatchObject({ n: 2, numerator: 2 });
    // Four of one output each.
    expect(find(answer, otherMember)).toMatchObject({ n: 4, numerator: 0 });
    const few = await db.ask({ by: ['workflow'], range }, labelled);
    expect(find(few, '~~other')).toMatchObject({ n: 2, numerator: 2 });
    expect(find(few, otherMember)).toBeUndefined();
  });

  it('is found by that name, and by what it is called, and leads to its rows', async () => {
    const db = await asking({ fact_output: rows });
    for (const value of ['~~other', '~other']) {
      const [found] = await db.ask({ where: [{ dimension: 'workflow', values: [value] }], range }, labelled);
      expect(found).toMatchObject({ n: 2, numerator: 2 });
    }
    const where = [{ dimension: 'workflow', values: ['~~other'] }];
    const days = { from: '2026-03-01' as Day, to: '2026-04-01' as Day };
    expect(await db.rowsBehind({ metric: 'over_refusal_rate', range: days, where })).toBe(2);
    const others = [{ dimension: 'workflow', values: [...workflows, '~~other'], isOther: true as const }];
    expect(await db.rowsBehind({ metric: 'over_refusal_rate', range: days, where: others })).toBe(0);
  });
});
