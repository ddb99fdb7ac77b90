import { expect, it } from 'vitest';
import { styleOf } from '../shell/terminal.ts';
import { notesText } from './notes.ts';

it('tells what is not known from nothing that is wrong', () => {
  const plain = styleOf(false);
  expect(notesText([], plain)).toEqual([]);
  expect(notesText(null, plain)).toEqual(['Whether the data breaks rules is not known just now; assay doctor asks.\n']);
});
