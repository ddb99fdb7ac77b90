import { AssayError } from '@assay/contract';
import { checkSourceCells } from './check/check-cells.ts';
import { formatOf } from './file/formats.ts';
import { locateFile } from './file/locate.ts';
import { hasNoRecords } from './file/not-recognised.ts';
import { readHead } from './file/source-file.ts';
import type { LoadOptions } from './load-options.ts';
import type { NamedValues } from './named-parameters.ts';
import { str } from './named-parameters.ts';
import { hashValues } from './pseudonym/hash-sql.ts';
import { rawOfFile, rawOfRows } from './raw-records.ts';
import type { Fit } from './recipe/fit.ts';
import type { Settings } from './recipe/settings.ts';
import { resolveSettings } from './recipe/settings.ts';
import type { FileSource, RowSource, SelectSource, Source, ToolSource } from './source.ts';
import { pseudonymsUnder } from './pseudonym/key.ts';
import type { Given } from './stage/stage-recipe.ts';
import { stageRecipe } from './stage/stage-recipe.ts';
import { keepGiven } from './stage/drop-raw.ts';
import { stageRows } from './stage/stage-rows.ts';
import { stageSelects } from './stage/stage-selects.ts';
import { stageTool } from './stage/stage-tool.ts';
import type { Transaction } from './transaction.ts';

/** A source that is known to be what it should be, before a transaction is begun for it. */
export interface PreparedSource {
  readonly source: string;
  readonly recipe: string | null;
  readonly settings: Settings;
  /** Fills the raw tables and `given_record`. */
  readonly stage: (transaction: Transaction) => Promise<StagedSource>;
}

export interface StagedSource {
  readonly given: readonly Given[];
  /** Temporary tables that the rows were made from. */
  readonly tables: readonly string[];
  /** Source records read, those that could not be read as cells included. */
  readonly read: number;
  /** Relation of the numbers of those that could (`_record`), at least. */
  readonly records: string;
  /** Relation of those at fault (`_record`, `line`, `raw` as JSON). */
  readonly raw: string;
  readonly sha256: string | null;
}

export async function prepareSource(source: Source, options: LoadOptions): Promise<PreparedSource> {
  switch (source.kind) {
    case 'file':
      return await prepareFile(source, options);
    case 'tool':
      return prepareTool(source, options);
    case 'rows':
      return prepareRows(source, options);
    case 'selects':
      return prepareSelects(source, options);
  }
}

async function prepareFile(source: FileSource, options: LoadOptions): Promise<PreparedSource> {
  const { signal, onProgress, zone = 'UTC', keepContent: keepsContent = false } = options;
  const { file: name, recipe } = source;
  const settings = resolveSettings(recipe, name, source.settings);
  const path = await locateFile(name, source.path);
  const { head, isPacked } = await readHead(path, name);
  if (head.length === 0) throw hasNoRecords(name, 'is empty');
  const file = { name, path, recipe, settings, head, isPacked };
  const format = formatOf(file);
  format.check(file);
  const onRecords = (records: number, share: number) => onProgress?.({ phase: 'reading', records, share });
  const stage = async (transaction: Transaction) => {
    const { sha256, records: read, fit } = await format.read(transaction, file, { signal, onRecords });
    checkTexts(name, fit, keepsContent);
    await checkSourceCells(transaction, fit.columns);
    // The recipe sees only records that may still be loaded, so that no dimension row is made from a wrong cell.
    await transaction.run(`create temp view source as select * exclude (_line) from source_record
      where _record not in (select record from problem where record is not null)`);
    const given = await stageRecipe(
      transaction,
      { name: recipe.name, selects: fit.selects },
      { values: valuesOf({ zone, ...settings }), keepsContent },
    );
    await keepGiven(transaction, given);
    await transaction.run('drop view source');
    return {
      given,
      tables: ['source_record'],
      read,
      records: `select range as _record from range(1, ${read + 1})`,
      raw: rawOfFile(fit.columns),
      sha256,
    };
  };
  const said = settings['source'] ?? recipe.source;
  return { source: said, recipe: recipe.name, settings, stage };
}

function prepareTool({ export: file, settings: set }: ToolSource, options: LoadOptions): PreparedSource {
  const { key, signal, onProgress, keepContent: keepsContent = false } = options;
  const { name, head, importer, form } = file;
  const settings = resolveSettings({ name: importer.id, parameters: importer.parameters, kind: 'importer' }, name, set);
  const reader = form.open({ name, head, settings, hash: pseudonymsUnder(key), keepsContent });
  const onRecords = (records: number, share: number) => onProgress?.({ phase: 'reading', records, share });
  const stage = async (transaction: Transaction) => {
    const {
      sha256,
      records: read,
      given,
    } = await stageTool(transaction, { file, reader, keepsContent }, { signal, onRecords });
    if (read === 0) throw hasNoRecords(name);
    await keepGiven(transaction, given);
    const records = `select range as _record from range(1, ${read + 1})`;
    return { given, tables: [], read, records, raw: rawOfRows(given), sha256 };
  };
  return { source: importer.source, recipe: null, settings, stage };
}

function prepareRows(source: RowSource, options: LoadOptions): PreparedSource {
  const { onProgress, keepContent: keepsContent = false } = options;
  const onRecords = (records: number) => onProgress?.({ phase: 'reading', records, share: null });
  return madeSource(source, async (transaction) => {
    return { given: await stageRows(transaction, source, { keepsContent, onRecords }), tables: [] };
  });
}

function prepareSelects(source: SelectSource, { key }: LoadOptions): PreparedSource {
  return madeSource(source, (transaction) => stageSelects(transaction, source, hashValues(key)));
}

/** Of rows that no file holds, the raw tables say which records there are. */
function madeSource(
  { file, source }: RowSource | SelectSource,
  fill: (transaction: Transaction) => Promise<Pick<StagedSource, 'given' | 'tables'>>,
): PreparedSource {
  const stage = async (transaction: Transaction) => {
    const { given, tables } = await fill(transaction);
    if (given.length === 0) throw hasNoRecords(file);
    await keepGiven(transaction, given);
    const read = await transaction.count('select count(*) from given_record');
    return { given, tables, read, records: 'select _record from given_record', raw: rawOfRows(given), sha256: null };
  };
  return { source, recipe: null, settings: {}, stage };
}

/** A file of nothing but texts, where none are kept. */
function checkTexts(file: string, { selects }: Fit, keepsContent: boolean): void {
  if (keepsContent || selects.every(({ table }) => table !== 'ref_content')) return;
  throw new AssayError('CONFIG_INVALID', `${file} holds texts, and this workspace keeps none.`, {
    hint: 'Write keep_content: true into assay.yaml if prompts and outputs may be kept.',
  });
}

function valuesOf(settings: Settings): NamedValues {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, str(value)]));
}
