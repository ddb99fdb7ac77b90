import type { TableName } from '@assay/model';
import type { Reason } from '../check/reasons.ts';
import type { TextRecord } from '../file/record-splitter.ts';
import type { Splitter } from '../file/splitter.ts';
import type { RecipeParameter } from '../recipe/recipe.ts';
import type { Settings } from '../recipe/settings.ts';
import type { TextRows } from '../stage/text-rows.ts';
import type { TableRows } from './table-rows.ts';

/** How the exports of one tool become canonical rows: a folder of this room, and one line in its registry. */
export interface ToolImporter {
  /** The word for `--from`. */
  readonly id: string;
  /** As it is called in a sentence: "Label Studio". */
  readonly title: string;
  /** What `source_system` says of its rows. */
  readonly source: string;
  /** What may be given with `--set`. */
  readonly parameters: readonly RecipeParameter[];
  /** The forms its exports come in, told apart by content. */
  readonly forms: readonly ToolForm[];
}

export interface ToolForm {
  /** What a file of it is called: "a JSON export". */
  readonly title: string;
  /** Whether a file that begins so is of this form. Asked of every file: it must not take another tool's for its own. */
  readonly recognises: (head: Buffer) => boolean;
  /** Begins to read a file. PARAM_INVALID where a setting is missing that this form needs. */
  readonly open: (start: ToolStart) => ToolReader;
}

export interface ToolStart {
  /** As the person gave it; shown in errors. */
  readonly name: string;
  /** First bytes of the text. */
  readonly head: Buffer;
  readonly settings: Settings;
  /** Keyed hash under which people and texts are kept; `hash` of equal values is equal in all sources. */
  readonly hash: (value: string) => string;
  /** Whether texts may be offered (`content_text`); where not, none may be held either. */
  readonly keepsContent: boolean;
}

/** Reads the records of one file, one after the other. */
export interface ToolReader {
  readonly splitter: Splitter;
  /** Records before the first that counts: 1 where there is a header. */
  readonly headers: 0 | 1;
  /** Gets the rows; the tables that it may fill. */
  readonly tables: readonly TableRows[];
  /** Makes rows of a record, or says why there are none. What it throws as `Fault` is wrong with the record. */
  readonly read: (record: TextRecord, verdicts: Verdicts) => void;
  /** Says of the file as a whole what only shows at its end. */
  readonly end?: () => void;
  /** Records that make rows only together with others, wherever in the file those stand. */
  readonly waiting?: Waiting;
}

/** A file may be larger than the memory: what its records say waits in the engine until all of them are read. */
export interface Waiting {
  /** Two cells a record: the name of the thing that it is about, and what it says of it. */
  readonly rows: Pick<TextRows, 'count' | 'take'>;
  /** Makes rows of all that was said of one thing, in the order of the file. */
  readonly give: (said: readonly string[], verdicts: Verdicts) => void;
}

/** What becomes of records that give no rows. */
export interface Verdicts {
  /** Sets a record aside. `raw` is what may be kept of it: nothing of people, and no text. */
  reject(record: Pick<TextRecord, 'number' | 'line'>, detail: string, raw: string | null): void;
  /** Passes over a record that is whole and carries no row. */
  ignore(record: number, reason: Reason): void;
}

/** What is peculiar about the rows that a tool gives of a table. */
export interface Manner {
  readonly table: TableName;
  /** The file only mentions the thing: what another source, or the thing's own record, says of it stays. */
  readonly isMention?: boolean;
  /** Rows with one `source_id` are parts of one thing: those of a newer revision take the place of all of them. */
  readonly isWhole?: boolean;
  /** Columns that are not given stay as they are known. */
  readonly isPartial?: boolean;
}
