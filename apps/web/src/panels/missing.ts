import type { Filter, MetricDefinition, MissingMetric, PanelResult } from '../gql/types.ts';
import { lowerFirst, words } from '../words.ts';
import { dimensionsOf, titleOf } from './dimensions.ts';

/** Why an answer has no numbers of a metric: its own reason, else that of the whole answer. Null where it has some. */
export function missingIn(answer: PanelResult | undefined, metric: MissingMetric['metric']): MissingMetric | null {
  if (!answer) return null;
  const own = answer.missing.find((each) => each.metric === metric);
  if (own) return own;
  switch (answer.__typename) {
    case 'PanelReady':
      return null;
    case 'PanelEmpty': {
      const { reason, message, emptyHint: hint } = answer;
      return { metric, reason, code: null, message, hint, queryId: null };
    }
    case 'PanelFailed': {
      const { code, message, failedHint: hint, failedQueryId: queryId } = answer;
      return { metric, reason: null, code, message, hint, queryId };
    }
  }
}

/** A question that the metric has no answer to: to ask again would not help. */
export const isUnasked = ({ code }: MissingMetric): boolean => code === 'DIMENSION_UNKNOWN';

interface Asked {
  readonly where: readonly Filter[];
  readonly catalogue: readonly MetricDefinition[];
}

/** The reason in the words of a line; all of it stands behind the number. */
export function sayMissing(missing: MissingMetric, asked: Asked): string {
  if (isUnasked(missing)) return sayUnknown(missing, asked);
  switch (missing.reason) {
    case null:
      return [missing.message, missing.hint].filter(Boolean).join(' ');
    case 'no_data_in_range':
      return words.noData;
    case 'no_access':
      return words.noAccess;
    case 'sample_too_small':
      return words.tooLittle;
    case 'source_not_connected':
    case 'value_unknown':
      return lowerFirst(missing.message).replace(/\.$/, '');
  }
}

/** A filter is never passed over in silence: the line that cannot follow it says so. */
function sayUnknown({ metric, message }: MissingMetric, { where, catalogue }: Asked): string {
  const known = new Set(catalogue.find(({ id }) => id === metric)?.dimensions.map(({ id }) => id));
  const unknown = where.filter(({ dimension }) => !known.has(dimension));
  if (unknown.length === 0) return message;
  const dimensions = dimensionsOf(catalogue);
  const names = unknown.map(({ dimension }) => lowerFirst(titleOf(dimensions, dimension)));
  return `cannot be filtered by ${names.join(' or ')}`;
}
