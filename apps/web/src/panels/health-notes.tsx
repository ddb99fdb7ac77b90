import { countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import type { HealthNote } from '../gql/types.ts';
import { formatCount } from '../number/format.ts';
import { upperFirst } from '../words.ts';
import { readyOf } from './panel-state.ts';
import type { Answers } from './question.ts';

interface HealthNotesProps {
  readonly panels: readonly { readonly answers: Answers }[];
}

/**
 * What is wrong with the tables behind a page's numbers, at its foot: once, because its panels share their tables. Where
 * it could not be asked, that is said: silence reads as nothing wrong.
 */
export function HealthNotes({ panels }: HealthNotesProps): ReactNode {
  const told = notesTold(panels);
  const notes = notesOf(told);
  const isUnknown = told.includes(null);
  if (notes.length === 0 && !isUnknown) return null;
  return (
    <section className="health" aria-label="Data health">
      {notes.length > 0 && <Broken notes={notes} />}
      {isUnknown && <p>Which rules the data breaks is not known just now. Reload the page to ask again.</p>}
    </section>
  );
}

function Broken({ notes }: { readonly notes: readonly HealthNote[] }): ReactNode {
  return (
    <>
      <p>
        <b>The data behind this page breaks {notes.length === 1 ? 'a rule' : countOf(notes.length, 'rule')}</b>, so its
        numbers may be off.
      </p>
      <ul>
        {notes.map((note) => (
          <li key={keyOf(note)}>
            <span className={`flag ${note.level}`}>{note.level}</span>
            <span>
              {upperFirst(note.wrong)}. {note.fix}
              <span className="dim">
                {' '}
                {note.rule}, {note.table}.{note.column}, {sayBroken(note)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const keyOf = ({ rule, table, column }: HealthNote): string => `${rule} ${table}.${column}`;

/** `139 rows`; what is counted otherwise stands before its number: `months of a task: 1`. */
export function sayBroken({ count, counts }: Pick<HealthNote, 'count' | 'counts'>): string {
  return counts === 'rows' ? countOf(count, 'row') : `${counts}: ${formatCount(count)}`;
}

type Told = readonly HealthNote[] | null;

/** What each answer with numbers tells; null of one that does not know. */
function notesTold(panels: HealthNotesProps['panels']): readonly Told[] {
  const answers = panels.flatMap(({ answers: own }) => Object.values(own));
  return answers.map((answer) => readyOf(answer)).flatMap((ready) => (ready ? [ready.notes] : []));
}

/** Each once, errors first. */
function notesOf(told: readonly Told[]): readonly HealthNote[] {
  const all = told.flatMap((notes) => notes ?? []);
  return [...new Map(all.map((note) => [keyOf(note), note])).values()].toSorted((a, b) => (a.level < b.level ? -1 : 1));
}
