import type { NamedValues } from './named-parameters.ts';
import { str } from './named-parameters.ts';
import { checkSourceCells } from './check/check-cells.ts';
import { recordsOf } from './check/problems.ts';
import { formats } from './file/formats.ts';
import { locateFile } from './file/locate.ts';
import { notRecognised, surveyFile } from './file/survey.ts';
import type { LoadOptions } from './load-options.ts';
import { rawOfFile, rawOfRows } from './raw-records.ts';
import type { Settings } from './recipe/settings.ts';
import { resolveSettings } from './recipe/settings.ts';
import type { FileSource, RowSource, Source } from './source.ts';
import type { Given } from './stage/stage-recipe.ts';
import { stageRecipe } from './stage/stage-recipe.ts';
import { stageRows } from './stage/stage-rows.ts';
import type { Transaction } from './transaction.ts';

/** A source that is known to be readable, before a transaction is begun for it. */
export interface PreparedSource {
  readonly source: string;
  readonly recipe: string | null;
  readonly settings: Settings;
  readonly sha256: string | null;
  /** Fills the raw tables. */
  readonly stage: (transaction: Transaction) => Promise<StagedSource>;
}

export interface StagedSource {
  readonly given: readonly Given[];
  /** Source records read, those that could not be read as cells included. */
  readonly read: number;
  /** Relation of their numbers (`_record`). */
  readonly records: string;
  /** Relation of those at fault as JSON (`_record`, `raw`). */
  readonly raw: string | null;
  readonly lineOf: (record: number) => number | null;
}

export async function prepareSource(source: Source, options: LoadOptions): Promise<PreparedSource> {
  return source.kind === 'file' ? await prepareFile(source, options) : prepareRows(source, options);
}

async function prepareFile(source: FileSource, options: LoadOptions): Promise<PreparedSource> {
  const { file: name, recipe } = source;
  const settings = resolveSettings(recipe, name, source.settings);
  const path = await locateFile(name);
  const format = formats[recipe.format];
  const onRecords = (records: number) => options.onProgress?.({ phase: 'reading', records });
  const survey = await surveyFile(path, { name, format, signal: options.signal, onRecords });
  const scanner = survey.text?.scanner;
  return {
    source: recipe.source,
    recipe: recipe.name,
    settings,
    sha256: survey.sha256,
    stage: async (transaction) => {
      await format.read(transaction, { name, path, recipe, survey });
      await checkSourceCells(transaction, recipe.columns);
      // The recipe sees only records that may still be loaded, so that no dimension row is made from a wrong cell.
      await transaction.run(`create temp view source as select * from source_record
        where _record not in (select record from problem where record is not null)`);
      const given = await stageRecipe(transaction, recipe, valuesOf(settings));
      return {
        given,
        read: scanner?.lines.count ?? (await transaction.count('select count(*) from source_record')),
        records: 'select _record from source_record',
        raw: rawOfFile(recipe.columns),
        lineOf: (record) => scanner?.lines.of(record) ?? null,
      };
    },
  };
}

function prepareRows(source: RowSource, options: LoadOptions): PreparedSource {
  return {
    source: source.source,
    recipe: null,
    settings: {},
    sha256: null,
    stage: async (transaction) => {
      const given = await stageRows(transaction, source, (records) => options.onProgress?.({ phase: 'reading', records }));
      if (given.length === 0) throw notRecognised(source.file, 'has no records', 'Check that the export was complete.');
      const records = recordsOf(given.map(({ table }) => table));
      return {
        given,
        read: await transaction.count(`select count(*) from (${records})`),
        records,
        raw: rawOfRows(given),
        lineOf: () => null,
      };
    },
  };
}

function valuesOf(settings: Settings): NamedValues {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, str(value)]));
}
