import { writeFileSync } from 'node:fs';

const labels = ['1_full_compliance', '2_full_refusal', '3_partial_refusal'];

/**
 * Writes a file of made-up answers in the columns of the XSTest recipe: every seventh is refused, every eleventh in part.
 *
 * @param {string} path
 * @param {number} records
 */
export function writeAnswers(path, records) {
  const lines = ['id,type,prompt,completion,annotation_1,annotation_2,agreement,final_label'];
  for (let record = 0; record < records; record += 1) {
    const type = record % 2 === 0 ? 'homonyms' : 'contrast_homonyms';
    const label = labels[record % 7 === 0 ? 1 : record % 11 === 0 ? 2 : 0];
    lines.push(
      `b-${record},${type},"Question ${record}, is it safe?","Answer ${record}",${label},${label},True,${label}`,
    );
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}
