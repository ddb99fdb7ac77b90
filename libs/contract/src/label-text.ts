/** A label as people would write it: `4`, `name, date`; of many labels none at all is one, too. */
export function labelText(label: string): string {
  if (label === '') return 'none of them';
  return label.replace(/^(-?\d+)\.0+$/, '$1').replaceAll('|', ', ');
}
