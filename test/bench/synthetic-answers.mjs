import { writeFileSync } from 'node:fs';

const labels = ['1_full_compliance', '2_full_refusal', '3_partial_refusal'];

export const answerHeader = 'id,type,prompt,completion,annotation_1,annotation_2,agreement,final_label';

/**
 * A made-up answer in the columns of the XSTest recipe: every seventh is refused, every eleventh in part.
 *
 * @param {number} record
 */
export function answerLine(record) {
  const type = record % 2 === 0 ? 'homonyms' : 'contrast_homonyms';
  const label = labels[record % 7 === 0 ? 1 : record % 11 === 0 ? 2 : 0];
  return `b-${record},${type},"Question ${record}, is it safe?","Answer ${record}",${label},${label},True,${label}`;
}

/**
 * @param {string} path
 * @param {number} records
 */
export function writeAnswers(path, records) {
  const lines = [answerHeader, ...Array.from({ length: records }, (_, record) => answerLine(record))];
  writeFileSync(path, `${lines.join('\n')}\n`);
}
