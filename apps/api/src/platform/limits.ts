/**
 * What one HTTP request may ask for. The dashboard's largest page stays under half of each; beyond them lies a mistake
 * or an attack, and the answer says which limit it met.
 */
export const limits = {
  /** Panel requests of one document, over all its `panels` fields. They share statements: a hundred cost little more than one. */
  panels: 240,
  metricsInPanel: 40,
  splits: 2,
  filters: 20,
  valuesInFilter: 200,
  /** Rows behind a number on one page. */
  rowsOnPage: 200,
  /** Rows of one exported file. */
  rowsInExport: 100_000,
  depth: 10,
  aliases: 30,
  /** Of all other fields. */
  cost: 120,
  bodyBytes: 256 * 1024,
} as const;
