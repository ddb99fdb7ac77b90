import {
  answerScales,
  breakKinds,
  costScopes,
  emptyReasons,
  gradeBases,
  grains,
  itemBases,
  labelBases,
  limitMethods,
  moneyBases,
  noLimitReasons,
  voteRules,
} from '@assay/contract';
import { metricIds } from '@assay/metrics';
import { registerEnumType } from '@nestjs/graphql';

/** GraphQL enums are made of the lists the rest of the house derives its types from; no value is written twice. */
function enumOf(name: string, values: readonly string[]): Readonly<Record<string, string>> {
  const members = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(members, { name });
  return members;
}

export const compareKinds = ['previous', 'last_year', 'value', 'rest'] as const;

export const MetricIdEnum = enumOf('MetricId', metricIds);
export const GrainEnum = enumOf('Grain', grains);
export const GradeBasisEnum = enumOf('GradeBasis', gradeBases);
export const LabelBasisEnum = enumOf('LabelBasis', labelBases);
export const VoteRuleEnum = enumOf('VoteRule', voteRules);
export const MoneyBasisEnum = enumOf('MoneyBasis', moneyBases);
export const CostScopeEnum = enumOf('CostScope', costScopes);
export const ItemBasisEnum = enumOf('ItemBasis', itemBases);
export const AnswerScaleEnum = enumOf('AnswerScale', answerScales);
export const CompareKindEnum = enumOf('CompareKind', compareKinds);
export const BreakKindEnum = enumOf('BreakKind', breakKinds);
export const EmptyReasonEnum = enumOf('EmptyReason', emptyReasons);
export const LimitMethodEnum = enumOf('LimitMethod', limitMethods);
export const NoLimitReasonEnum = enumOf('NoLimitReason', noLimitReasons);
