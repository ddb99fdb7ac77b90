import type { DimensionFilter, DimensionMember, Finding, PageSpec } from '@assay/contract';
import type { AnswerParts } from '../answer.ts';
import type { Asker } from '../workspace.ts';
import { AssayError } from '@assay/contract';
import { refusalOfDimension, refusalOfMetric, roleWords } from '@assay/metrics';
import { forbid } from './access.ts';

/** Members of a dimension as the viewer may know them. FORBIDDEN where its values are not for them. */
export async function membersAs(
  dimension: string,
  asker: Asker,
  { access, knowledge }: AnswerParts,
): Promise<readonly DimensionMember[]> {
  forbid(refusalOfDimension(dimension, access.scopeOf(asker)));
  const members = await knowledge.now.members(dimension, asker);
  const mask = await access.maskOf(dimension, asker);
  return mask ? members.map((member) => mask.member(member)) : members;
}

/**
 * A page without the rows of its scorecards that the viewer may not see: their metrics are asked for together, and one of
 * them would refuse the whole. Other panels say why they are empty. A page's own filters name members as the viewer knows
 * them.
 */
export async function pageAs(page: PageSpec, asker: Asker, parts: AnswerParts): Promise<PageSpec> {
  const scope = parts.access.scopeOf(asker);
  const isSeen = ({ metric }: { readonly metric: string }) => refusalOfMetric(metric, scope) === null;
  const panels = page.panels.map((panel) => {
    if (panel.kind !== 'scorecard') return panel;
    const groups = panel.groups
      .map((group) => ({ ...group, rows: group.rows.filter(isSeen) }))
      .filter(({ rows }) => rows.length > 0);
    // Without any row left the panel says itself that it is not for them.
    return groups.length === 0 ? panel : { ...panel, groups };
  });
  const where = await Promise.all(page.where.map((filter) => maskedFilter(filter, asker, parts)));
  return { ...page, panels, where };
}

async function maskedFilter(
  filter: DimensionFilter,
  asker: Asker,
  { access, knowledge }: AnswerParts,
): Promise<DimensionFilter> {
  const mask = await access.maskOf(filter.dimension, asker);
  if (!mask) return filter;
  const members = await knowledge.now.members(filter.dimension, asker);
  const isKnown = (value: string | null) => members.some((member) => member.value === value);
  return { ...filter, values: filter.values.map((value) => (isKnown(value) ? mask.value(value) : value)) };
}

/** Keys of rows may be names, and tell of rows that are not for everybody. */
export function findingsAs(findings: readonly Finding[], asker: Asker, { access }: AnswerParts): readonly Finding[] {
  return readsEverything(asker, access) ? findings : findings.map((finding) => ({ ...finding, sample: [] }));
}

/** A record that was set aside holds whatever its file held, but texts. */
export function checkRecords(asker: Asker, { access }: AnswerParts): void {
  if (readsEverything(asker, access)) return;
  throw new AssayError(
    'FORBIDDEN',
    `Records that a load set aside are not for the role ${roleWords[asker.viewer.role]}: they hold whatever the file held.`,
    { hint: 'Ask somebody with the role lead or admin: they may see them.' },
  );
}

function readsEverything(asker: Asker, access: AnswerParts['access']): boolean {
  const { classes } = access.scopeOf(asker).rights;
  return classes.has('pseudo') && classes.has('conf');
}
