export { reasons } from './check/reasons.ts';
export type { Reason } from './check/reasons.ts';
export { locateFile } from './file/locate.ts';
export { readTable } from './file/read-table.ts';
export type { TextTable } from './file/read-table.ts';
export type { LoadOptions, LoadProgress } from './load-options.ts';
export { loadSource, receiptOf } from './load-source.ts';
export { forget } from './erase/forget.ts';
export type { ForgetOptions, ForgetReceipt } from './erase/forget.ts';
export { askRules, tableRules } from './findings/ask-rules.ts';
export type { Found } from './findings/ask-rules.ts';
export { keepFindings } from './findings/refresh-findings.ts';
export type { TableCounts } from './merge/merge-rows.ts';
export { contentUri, hashed } from './pseudonym/hash-sql.ts';
export { keyFingerprint, knownKey, pseudonymKey, pseudonymOf } from './pseudonym/key.ts';
export type { PseudonymKey } from './pseudonym/key.ts';
export type { LoadReceipt, QuarantinedRecord } from './receipt.ts';
export { listRecipes, readRecipe } from './recipe/read-recipe.ts';
export type { Recipe, RecipeColumn, RecipeParameter, RecipeSelect } from './recipe/recipe.ts';
export type {
  FileSource,
  GivenRow,
  RowBatch,
  RowSource,
  SelectSource,
  Source,
  TableSelect,
  ToolSource,
} from './source.ts';
export { chooseLoad, shortestLoadId } from './take-back/choose-load.ts';
export { unloadLoad } from './take-back/unload.ts';
export type { UnloadCounts, UnloadReceipt } from './take-back/unload.ts';
export type { FullScope } from './take-back/void-absent.ts';
export { recogniseTool } from './tools/recognise.ts';
export type { ToolFile, ToolQuestion } from './tools/recognise.ts';
export { toolIds } from './tools/registry.ts';
export type { WriteOptions } from './within.ts';
