import { objectOf, parsedJson, picked } from '../json-value.ts';
import type { Part } from './answers.ts';
import { partOf } from './answers.ts';

/** What converters add to a region that is not part of the answer. */
const added = new Set(['original_width', 'original_height', 'type']);
const kinds = ['choices', 'taxonomy', 'rating', 'number', 'datetime'] as const;

/**
 * The parts of an answer as JSON-MIN writes them: the code of a single choice or a text as it is, anything else as an
 * object, and several results as a list of those. A text is told from a code only by what was said of the question.
 */
export function flatParts(value: unknown, isText: boolean): readonly Part[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((one: unknown) => flatParts(one, isText));
  const object = objectOf(value);
  if (object === null)
    return [isText ? partOf('textarea', { text: [value] }) : partOf('choices', { choices: [value] })];
  const own = picked(object, (name) => !added.has(name));
  return [partOf(kindOf(own), own)];
}

function kindOf(value: object): string {
  const names = Object.keys(value);
  if (names.length === 1 && names[0] === 'text') return 'textarea';
  if (names.length === 1 && names[0] === 'selected') return 'pairwise';
  return kinds.find((kind) => names.includes(kind)) ?? names.find((name) => name.endsWith('labels')) ?? '';
}

/** A cell of a CSV export: lists and objects are written as JSON. */
export function fromCell(cell: string, isText: boolean): unknown {
  if (isText ? !/^(\["|\{"text":)/.test(cell) : !/^[[{]/.test(cell)) return cell;
  const parsed = parsedJson(cell);
  return parsed === null ? cell : parsed.value;
}
