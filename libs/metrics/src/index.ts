export { mayReachBack } from './agreement/four-weeks.ts';
export { cardOf } from './catalogue.ts';
export type { MetricDefinition } from './definition.ts';
export type { MetricDialect } from './dialect.ts';
export { evaluatePart, joinParts, withChanges } from './evaluate/answer.ts';
export type { RawNumber } from './evaluate/answer.ts';
export type { Evaluation } from './evaluate/side.ts';
export { boundariesTogether, boundaryText } from './evaluate/boundary.ts';
export { besideStatement, judgedBeside } from './corrected/beside.ts';
export { isCorrectable } from './corrected/correctable.ts';
export { judgeBeside } from './evaluate/judge-beside.ts';
export type { ReadBeside } from './evaluate/judge-beside.ts';
export { modesText } from './evaluate/modes-text.ts';
export { trendText } from './evaluate/trend-text.ts';
export { notWorseText } from './evaluate/not-worse-text.ts';
export { caveatText } from './evaluate/caveat-text.ts';
export type { TargetLookup } from './evaluate/target.ts';
export { calibrationDays, calibrationStatement, isCalibrated } from './output/calibration.ts';
export { breaksOf } from './evaluate/breaks.ts';
export { instrumentBreaks, withInstrumentBreaks } from './evaluate/instrument.ts';
export { askedThen, withRestated } from './evaluate/restated.ts';
export type { AskedThen } from './evaluate/restated.ts';
export { limitsOf } from './evaluate/limits.ts';
export { budgetVersionsStatement } from './money/budget-versions.ts';
export { guidelineChanges, guidelineStatement } from './labelling/guideline-changes.ts';
export type { Edition, GuidelineChange } from './labelling/guideline-changes.ts';
export { goldenReadings, goldenStatement } from './golden.ts';
export { modeTree } from './output/mode-tree.ts';
export type { ModeTree, TaxonomyNode } from './output/mode-tree.ts';
export { taxonomyStatement } from './plan/taxonomy.ts';
export { countedTable, countedTables, tablesRead } from './facts.ts';
export { criteria } from './output/criteria.ts';
export { noJudges } from './output/verdict.ts';
export { regradedDays, regradeStatement } from './output/regrades.ts';
export type { RegradedDay } from './output/regrades.ts';
export type { CalibratedJudges } from './output/verdict.ts';
export { dimensionIds, dimensionOf } from './dimensions.ts';
export { foundValues, resolveFilters } from './plan/filter.ts';
export type { Known } from './plan/known.ts';
export { membersStatement } from './plan/members.ts';
export { besideOf } from './plan/beside.ts';
export type { Beside } from './plan/beside.ts';
export { rankingsOf, topOf, withTops } from './plan/ranking.ts';
export { shownValue } from './plan/shown-value.ts';
export { planStatements } from './plan/plan.ts';
export type { RollUp } from './plan/roll-up.ts';
export type { PairsStatement } from './plan/pairs.ts';
export type { PeopleStatement } from './plan/people.ts';
export type { PlannedStatement, ResolvedPart } from './plan/plan.ts';
export { resolveRequest } from './plan/question.ts';
export type { Resolved } from './plan/question.ts';
export { rowColumns, rowCountStatement, rowPeopleStatement, rowsStatement } from './plan/rows.ts';
export { fewestPeople } from './evaluate/few-people.ts';
export { reachKey } from './plan/reach.ts';
export type { RowCursor, RowScope } from './plan/rows.ts';
export { factTables, spanStatement } from './plan/span.ts';
export type { CountedTable, FactTable } from './plan/span.ts';
export {
  isBudgeted,
  isGraded,
  isMoney,
  isOfAnswers,
  isRestated,
  isScoped,
  metricIds,
  metricOf,
  metrics,
} from './registry.ts';
export type { MetricId } from './registry.ts';
export {
  dimensionsOf,
  isKeptFromFew,
  isMasked,
  refusalOfColumns,
  refusalOfDimension,
  refusalOfFewPeople,
  refusalOfMetric,
  refusalOfRequest,
  refusalOfRows,
  roleWords,
} from './rights/refusal.ts';
export type { Refusal, RightsScope } from './rights/refusal.ts';
export { rightsOf, usualContentRoles } from './rights/rights.ts';
export type { Rights } from './rights/rights.ts';
export { resolveRange } from './time/range.ts';
export { tablesAsOf } from './tables.ts';
export { dayOfInstant, startOfDay } from './time/zone.ts';
