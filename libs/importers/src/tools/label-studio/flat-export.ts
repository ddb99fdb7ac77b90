import { AssayError } from '@assay/contract';
import { cellsOf, faults } from '../../file/cells.ts';
import { JsonSplitter } from '../../file/json-splitter.ts';
import { RecordSplitter, firstRecordOf, lineEndOf } from '../../file/record-splitter.ts';
import type { TextRecord } from '../../file/record-splitter.ts';
import { jsonHead } from '../json-head.ts';
import { Fault, objectOf, parsedJson } from '../json-value.ts';
import type { JsonObject } from '../json-value.ts';
import type { ToolForm } from '../tool.ts';
import { fromCell } from './flat-answers.ts';
import type { RecordReader } from './flat-reader.ts';
import { FlatReader } from './flat-reader.ts';
import { checkColumns, fixed, offered } from './questions.ts';
import { listed } from './names.ts';

export const jsonMinExport: ToolForm = {
  title: 'a JSON-MIN export',
  recognises: (head) => {
    const keys = jsonHead(head)?.keys;
    return keys !== undefined && fixed.every((name) => keys.has(name));
  },
  open: (start) => {
    const columns = [...(jsonHead(start.head)?.keys ?? [])];
    checkQuestions(start.settings, columns, 'JSON-MIN');
    // A record names only what it has, so that the last one may be the first to answer a question.
    return new FlatReader(start, { splitter: new JsonSplitter(), headers: 0, recordOf: jsonRecord });
  },
};

function jsonRecord({ text }: TextRecord): JsonObject {
  const parsed = parsedJson(text);
  const object = objectOf(parsed?.value);
  if (object === null) throw new Fault(parsed === null ? faults.notJson : faults.notObject);
  return object;
}

export const csvExport = delimited('CSV', ',');
export const tsvExport = delimited('TSV', '\t');

function delimited(format: string, separator: ',' | '\t'): ToolForm {
  return {
    title: `a ${format} export`,
    recognises: (head) => {
      const columns = columnsOf(head, separator);
      return fixed.every((name) => columns.includes(name));
    },
    open: (start) => {
      const columns = columnsOf(start.head, separator);
      const questions = checkQuestions(start.settings, columns, format);
      checkColumns(start.name, questions, columns);
      const splitter = new RecordSplitter({ separator, lineEnd: lineEndOf(start.head) });
      const texts = new Set(listed(start.settings['texts']));
      const isQuestion = new Set(questions);
      const recordOf = cellsReader({ columns, separator, isQuestion, texts });
      return new FlatReader(start, { splitter, headers: 1, recordOf });
    },
  };
}

function columnsOf(head: Buffer, separator: ',' | '\t'): readonly string[] {
  const found = cellsOf(firstRecordOf(head, separator), separator);
  return 'fault' in found ? [] : found.cells.map((cell) => cell ?? '');
}

interface CellsScope {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly isQuestion: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
}

function cellsReader({ columns, separator, isQuestion, texts }: CellsScope): RecordReader {
  return ({ text }) => {
    const found = cellsOf(text, separator);
    if ('fault' in found) throw new Fault(found.fault);
    if (found.cells.length < columns.length) throw new Fault(faults.tooFew);
    if (found.cells.length > columns.length) throw new Fault(faults.tooMany);
    return Object.fromEntries(
      columns.map((name, place) => {
        const cell = found.cells[place] ?? '';
        return [name, isQuestion.has(name) ? fromCell(cell, texts.has(name)) : cell];
      }),
    );
  };
}

/** In a flat export answers stand among the data of the task: which are which has to be said. */
function checkQuestions(
  settings: Readonly<Record<string, string | null>>,
  columns: readonly string[],
  format: string,
): readonly string[] {
  const questions = listed(settings['questions']);
  if (questions.length > 0) return questions;
  throw new AssayError(
    'PARAM_INVALID',
    `A ${format} export of Label Studio does not say which of its columns are answers.`,
    {
      hint: `Add --set questions=NAME,NAME, and texts=NAME for those that are free text. Columns: ${offered(columns)}. The JSON export says it by itself.`,
    },
  );
}
