import type { ReactNode } from 'react';
import type { HealthNote } from '../gql/types.ts';
import { formatCount } from '../number/format.ts';
import { plural, upperFirst } from '../words.ts';
import { readyOf } from './panel-state.ts';
import type { Answers } from './question.ts';

interface HealthNotesProps {
  readonly panels: readonly { readonly answers: Answers }[];
}

/** What is wrong with the tables behind a page's numbers, at its foot: once, because its panels share their tables. */
export function HealthNotes({ panels }: HealthNotesProps): ReactNode {
  const notes = notesOf(panels);
  if (notes.length === 0) return null;
  return (
    <section className="health" aria-label="Data health">
      <p>
        <b>The data behind this page breaks {notes.length === 1 ? 'a rule' : `${formatCount(notes.length)} rules`}</b>,
        so its numbers may be off.
      </p>
      <ul>
        {notes.map((note) => (
          <li key={keyOf(note)}>
            <span className={`flag ${note.level}`}>{note.level}</span>
            <span>
              {upperFirst(note.wrong)}. {note.fix}
              <span className="dim">
                {' '}
                {note.rule}, {note.table}.{note.column}, {countOf(note)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const keyOf = ({ rule, table, column }: HealthNote): string => `${rule} ${table}.${column}`;

/** `139 rows`; what is counted otherwise stands before its number: `months of a task: 1`. */
function countOf({ count, counts }: HealthNote): string {
  return counts === 'rows' ? `${formatCount(count)} ${plural(count, 'row')}` : `${counts}: ${formatCount(count)}`;
}

/** Each once, errors first. */
function notesOf(panels: HealthNotesProps['panels']): readonly HealthNote[] {
  const answers = panels.flatMap(({ answers: own }) => Object.values(own));
  const all = answers.flatMap((answer) => readyOf(answer)?.notes ?? []);
  return [...new Map(all.map((note) => [keyOf(note), note])).values()].toSorted((a, b) => (a.level < b.level ? -1 : 1));
}
