import type { Ask, Oracle, Said } from './ask.ts';
import type { ShareRow, ShareRule } from './share.ts';
import type { World } from './world.ts';
import { numbersOf } from './ask.ts';
import { placedOutputs } from './outputs.ts';
import { sayShare } from './share.ts';
import { resolve, versionOfJudge } from './verdict.ts';
import { inForce } from './world.ts';

type Grade = World['fact_grade'][number];
type Word = 'yes' | 'no' | null;
/** What one automatic grader and people say of one output by one criterion. */
interface Beside extends Omit<ShareRow, 'fate' | 'is' | 'notes'> {
  readonly truth: Word | 'disputed';
  readonly said: Word;
}

const criteria = ['refusal', 'policy', 'harm', 'hallucination', 'failure_mode'];
const levels = ['none', 'partial', 'full'];
const newest = (grades: readonly Grade[]): string =>
  grades.map(({ graded_at }) => graded_at ?? '').reduce((a, b) => (a > b ? a : b));

/** One judge's word on what is wrong, and on whether the answer refuses in full; a level counts where there is a word. */
function wordsOf(grades: readonly Grade[]): { readonly word: Word; readonly isFull: Word } {
  const told = grades.filter(({ is_defect }) => is_defect !== null);
  if (told.length === 0) return { word: null, isFull: null };
  const worst = Math.max(...told.map(({ refusal_level }) => levels.indexOf(refusal_level ?? '')));
  return {
    word: told.some(({ is_defect }) => is_defect === true) ? 'yes' : 'no',
    isFull: worst < 0 ? null : worst === 2 ? 'yes' : 'no',
  };
}

function rowsOf(world: World, ask: Ask): readonly Beside[] {
  const outputs = new Map(placedOutputs(world, ask).map(({ output, place }) => [output.output_id, place]));
  const latest = world.fact_grade.filter((grade) => inForce(grade) && grade.is_latest === true);
  const own = Map.groupBy(
    latest.filter(({ criterion }) => criteria.includes(criterion ?? '')),
    ({ output_id, criterion }) => JSON.stringify([output_id, criterion]),
  );
  return [...own.values()].flatMap((grades) => {
    const people = resolve(grades, { basis: 'human', judges: new Set(), labels: 'current' });
    const place = outputs.get(grades[0]?.output_id ?? '');
    if (people === null || !place) return [];
    const judges = Map.groupBy(
      grades.filter(({ grader_kind }) => grader_kind !== 'human'),
      ({ grader_id }) => grader_id,
    );
    return [...judges].flatMap(([judge, all]): readonly Beside[] => {
      const { word, isFull } = wordsOf(all);
      const rowAs = (criterion: string | null, truth: Beside['truth'], said: Word): Beside => ({
        ...place,
        dimensions: {
          ...place.dimensions,
          criterion,
          judge,
          judge_kind: all[0]?.grader_kind ?? null,
          judge_version: versionOfJudge(world, judge, newest(all)),
        },
        unit: JSON.stringify([grades[0]?.output_id, criterion, judge]),
        truth,
        said,
      });
      const found = { defect: 'yes', fine: 'no', disputed: 'disputed' } as const;
      const isLevelled =
        people.level !== null && grades[0]?.criterion === 'refusal' && (isFull !== null || word === null);
      const full = people.level === 'disputed' ? 'disputed' : people.level === 'full' ? 'yes' : 'no';
      return [
        rowAs(grades[0]?.criterion ?? null, found[people.verdict], word),
        ...(isLevelled ? [rowAs('full_refusal', full, isFull)] : []),
      ];
    });
  });
}

const rule = (kind: string): ShareRule => ({ kinds: [kind], value: [kind], minimum: 'N30' });

/** Of what people say, how much the judge says, too. */
const shareOf =
  (truth: 'yes' | 'no', kind: string) =>
  (world: World): Oracle =>
  (ask) => {
    const rows = rowsOf(world, ask).map((row): ShareRow => ({
      ...row,
      fate:
        row.truth === 'disputed'
          ? 'disputed'
          : row.truth !== truth
            ? 'outside'
            : row.said === null
              ? 'abstained'
              : 'counts',
      is: row.said === truth ? [kind] : [],
      notes: [],
    }));
    return numbersOf(rows, ask, { isOwn: ({ fate }) => fate !== 'outside', say: (own) => sayShare(own, rule(kind)) });
  };

export const judgeSensitivity = shareOf('yes', 'found');
export const judgeSpecificity = shareOf('no', 'passed');

const kinds = ['found', 'passed', 'false_alarm', 'missed'] as const;
const kindOf = ({ truth, said }: Beside): (typeof kinds)[number] => {
  if (truth === said) return said === 'yes' ? 'found' : 'passed';
  return said === 'yes' ? 'false_alarm' : 'missed';
};

/** Cohen (1960) and Gwet (2008) straight from their definitions, of shares. */
function sayKappa(rows: readonly ShareRow[]): Said {
  const same = sayShare(rows, { kinds: [...kinds], value: ['found', 'passed'], minimum: 'N30' });
  const share = (...ids: readonly string[]): number => ids.reduce((sum, id) => sum + (same.parts[id]?.value ?? 0), 0);
  const [people, judge] = [share('found', 'missed'), share('found', 'false_alarm')];
  const chance = people * judge + (1 - people) * (1 - judge);
  const observed = share('found', 'passed');
  const half = (people + judge) / 2;
  const byGwet = 2 * half * (1 - half);
  const isShown = same.value !== null;
  const kappa = isShown && chance < 1 - 1e-12 ? (observed - chance) / (1 - chance) : null;
  const { limits, ...said } = same;
  return {
    ...said,
    value: kappa,
    status: isShown && kappa === null ? 'undefined' : same.status,
    parts: {
      ...Object.fromEntries(
        kinds.map((id) => {
          const { numerator = 0, rows: count = 0, value = null } = same.parts[id] ?? {};
          return [id, { numerator, rows: count, value }];
        }),
      ),
      accuracy: { numerator: 0, rows: 0, value: same.value, ...(limits ? { limits } : {}) },
      gwet_ac: { numerator: 0, rows: 0, value: isShown ? (observed - byGwet) / (1 - byGwet) : null },
    },
  };
}

export const judgeAgreement =
  (world: World): Oracle =>
  (ask) => {
    const rows = rowsOf(world, ask).map((row): ShareRow => ({
      ...row,
      fate: row.truth === 'disputed' ? 'disputed' : row.said === null ? 'abstained' : 'counts',
      is: row.truth === 'disputed' || row.said === null ? [] : [kindOf(row)],
      notes: [],
    }));
    return numbersOf(rows, ask, { isOwn: () => true, say: sayKappa });
  };
