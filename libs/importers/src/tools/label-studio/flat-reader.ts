import type { TextRecord } from '../../file/record-splitter.ts';
import type { Splitter } from '../../file/splitter.ts';
import type { JsonObject } from '../json-value.ts';
import { Fault, exactAt, idAt, objectOf, outlineOf, textOf } from '../json-value.ts';
import type { Cell } from '../../stage/text-rows.ts';
import type { TableRows } from '../table-rows.ts';
import { RowsOf } from '../table-rows.ts';
import type { ToolReader, ToolStart, Verdicts } from '../tool.ts';
import type { Answer } from './answers.ts';
import { answerOf } from './answers.ts';
import { flatParts } from './flat-answers.ts';
import type { Names } from './names.ts';
import { listed, namesOf } from './names.ts';
import { checkNames } from './questions.ts';
import { Mentions, always, annotatorRows } from './rows.ts';

/** Names and values of one record. Throws Fault for one that cannot be read. */
export type RecordReader = (record: TextRecord) => JsonObject;

export interface FlatFile {
  readonly splitter: Splitter;
  readonly headers: 0 | 1;
  readonly recordOf: RecordReader;
}

/** What may be kept of a record that is set aside: all else is data of the task, an answer, or a person. */
const open = new Set(['id', 'annotation_id', 'created_at', 'updated_at', 'lead_time']);
const outlined = (record: JsonObject): string => {
  const closed = new Set(Object.keys(record).filter((name) => !open.has(name)));
  return outlineOf(record, { texts: open, closed });
};

/** One annotation a record. Of the task no more is known than that it was answered. */
export class FlatReader implements ToolReader {
  readonly splitter: Splitter;
  readonly headers: 0 | 1;
  readonly #recordOf: RecordReader;
  readonly #names: Names;
  readonly #questions: readonly string[];
  readonly #texts: ReadonlySet<string>;
  readonly #name: string;
  /** Of all records: of JSON each names what it has. */
  readonly #columns = new Set<string>();
  readonly #mentions = new Mentions();
  readonly #annotators = annotatorRows();
  readonly #items: RowsOf<keyof ReturnType<typeof itemCells>>;
  readonly #answers: RowsOf<string>;
  readonly #version: { readonly task_version_id: string } | null;

  constructor(start: ToolStart, { splitter, headers, recordOf }: FlatFile) {
    this.splitter = splitter;
    this.headers = headers;
    this.#recordOf = recordOf;
    this.#name = start.name;
    this.#names = namesOf(start);
    this.#questions = listed(start.settings['questions']);
    this.#texts = new Set(listed(start.settings['texts']));
    const task = this.#names.taskOf(null);
    this.#version = task === null ? null : { task_version_id: task.version };
    const more = this.#version === null ? [] : (['task_version_id'] as const);
    this.#items = new RowsOf({ table: 'fact_work_item', isMention: true, isPartial: true }, itemColumns);
    this.#answers = new RowsOf<string>({ table: 'fact_annotation', isPartial: true }, [...answerColumns, ...more]);
  }

  get tables(): readonly TableRows[] {
    return [this.#annotators, this.#items, this.#answers];
  }

  read(record: TextRecord, verdicts: Verdicts): void {
    let found: JsonObject | null = null;
    try {
      found = this.#recordOf(record);
      for (const name of Object.keys(found)) this.#columns.add(name);
      this.#add(record.number, found, verdicts);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      verdicts.reject(record, error.message, found === null ? null : outlined(found));
    }
  }

  end(): void {
    if (this.#columns.size > 0) checkNames(this.#name, this.#questions, this.#columns);
  }

  #add(number: number, record: JsonObject, verdicts: Verdicts): void {
    const id = idAt(record, 'annotation_id');
    const answers = this.#answersOf(record);
    // A task that nobody has answered is exported with its data alone.
    if (id === null || answers.length === 0) return verdicts.ignore(number, 'unanswered');
    const task = idAt(record, 'id');
    if (task === null) throw new Fault('the annotation names no task: it has no id');
    const item = this.#names.key('task', task);
    const annotator = this.#names.person(personOf(exactAt(record, 'annotator')));
    const submitted = textOf(record['created_at']);
    for (const [question, answer] of answers) {
      this.#answers.add(number, {
        annotation_id: `${this.#names.key('annotation', id)}:${question}`,
        work_item_id: item,
        ...this.#version,
        annotator_id: annotator,
        question_code: question,
        revision: 1,
        status: 'submitted',
        ...answer,
        submitted_at: submitted,
        active_seconds: textOf(record['lead_time']),
        source_id: this.#names.sourceId(id),
        updated_at: textOf(record['updated_at']),
      });
    }
    this.#items.add(
      number,
      itemCells(item, { task: this.#names.sourceId(task), submitted, vendor: this.#names.vendor }),
    );
    if (annotator !== null && this.#mentions.isNew('person', annotator)) {
      const vendor = this.#names.vendor;
      this.#annotators.add(null, {
        annotator_id: annotator,
        valid_from: always,
        annotator_kind: 'human',
        vendor_id: vendor,
        source_id: annotator,
      });
    }
  }

  #answersOf(record: JsonObject): readonly (readonly [string, Answer])[] {
    return this.#questions.flatMap((question) => {
      const parts = flatParts(record[question], this.#texts.has(question));
      return parts.length === 0 ? [] : [[question, answerOf(question, parts, this.#names)] as const];
    });
  }
}

const answerColumns = [
  'annotation_id',
  'work_item_id',
  'annotator_id',
  'question_code',
  'revision',
  'status',
  'value_code',
  'value_num',
  'value_set',
  'submitted_at',
  'active_seconds',
  'source_id',
  'updated_at',
] as const;
const itemColumns = ['work_item_id', 'item_id', 'vendor_id', 'purpose', 'status', 'created_at', 'source_id'] as const;

interface ItemFacts {
  readonly task: string;
  readonly submitted: string | null;
  readonly vendor: string | null;
}

/** It was there when it was answered: of when it came nothing is known. */
function itemCells(
  item: string,
  { task, submitted, vendor }: ItemFacts,
): Readonly<Record<(typeof itemColumns)[number], Cell>> {
  return {
    work_item_id: item,
    item_id: item,
    vendor_id: vendor,
    purpose: 'production',
    status: 'submitted',
    created_at: submitted,
    source_id: task,
  };
}

/** In cells a person is a text, in JSON-MIN a mail address, a number, or an object of both. */
const personOf = (annotator: unknown): unknown => (objectOf(annotator) === null ? textOf(annotator) : annotator);
