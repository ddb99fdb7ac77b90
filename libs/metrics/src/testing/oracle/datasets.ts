import type { Oracle } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { numbersOf } from './ask.ts';
import { sayShare } from './share.ts';
import { dayIn, plusDays } from './time.ts';
import { byKey, inForce } from './world.ts';

/** Versions by the day agreed first: those approved by then, or handed over by then where nobody noted an approval. */
export const datasetOnTimeRate =
  (world: World): Oracle =>
  (ask) => {
    const issues = byKey(world.fact_issue, 'issue_id');
    const [today, reached] = [dayIn(ask.zone, ask.now), plusDays(ask.lastDay, 1)];
    const openFrom = reached < today ? reached : today;
    const rows = world.dim_dataset_version.filter(inForce).flatMap((version): readonly ShareRow[] => {
      const { due_at, due_revised_at, approved_at, delivered_at, issue_id, dataset_version_id } = version;
      if (due_at === null) return [];
      const day = dayIn(ask.zone, due_at);
      const ready = approved_at ?? delivered_at;
      const isBy = (date: string): boolean => ready !== null && Date.parse(ready) <= Date.parse(date);
      return [
        {
          day,
          dimensions: {
            dataset: version.dataset_id,
            purpose: version.purpose,
            team: issue_id === null ? null : (issues.get(issue_id)?.owner_team_id ?? null),
          },
          fate: ready === null && day >= openFrom ? 'due_later' : 'counts',
          is: [...(isBy(due_at) ? ['on_time'] : []), ...(isBy(due_revised_at ?? due_at) ? ['as_revised'] : [])],
          notes: ready !== null && approved_at === null ? ['no_approval'] : [],
          weight: 1,
          unit: dataset_version_id,
          cluster: dataset_version_id,
        },
      ];
    });
    const rule = { kinds: ['on_time', 'as_revised'], value: ['on_time'], minimum: 'N5', isPlain: true } as const;
    return numbersOf(rows, ask, { isOwn: () => true, say: (own) => sayShare(own, rule) });
  };
