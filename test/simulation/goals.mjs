/** What a measured share of intervals or alarms must be, and what is said where it is not. */

export const goals = {
  approximate: { says: '94 to 96 % on average, no cell below 91 %', least: 0.91, average: [0.94, 0.96] },
  exact: { says: 'at least 94.5 %', least: 0.945 },
  test: { says: '4 to 5.5 %', least: 0.04, most: 0.055 },
  exactTest: { says: 'at most 5.5 %', most: 0.055 },
  familywise: { says: 'upper 95 % limit at most 5.5 %', most: 0.055, given: -1.645 },
  monitor: { says: 'as stated for the chart', most: 1 },
  power: { says: 'as planned', least: 0 },
};

/** Whether a cell is as its goal says; chance is given two standard errors of the simulation unless the goal says. */
export function isWithin(share, { least = 0, most = 1, given = 2 }, runs) {
  const slack =
    runs === null ? 0 : given * Math.sqrt((Math.max(share, 1 / runs) * (1 - Math.min(share, 1 - 1 / runs))) / runs);
  return share >= least - slack - 1e-12 && share <= most + slack + 1e-12;
}

/** A table: what was measured in each cell; `runs` is null where every outcome was counted instead of drawn. */
export function table({ title, method, goal, rows, columns, cell, runs = null, reason = '' }) {
  const cells = rows.map((row) => columns.map((column) => cell(row, column)));
  const known = cells.flat().filter((share) => share !== null);
  const average = known.reduce((sum, share) => sum + share, 0) / known.length;
  const outside = known.filter((share) => !isWithin(share, goals[goal], runs)).length;
  const [low, high] = goals[goal].average ?? [-Infinity, Infinity];
  return { title, method, goal, rows, columns, cells, runs, reason, average, outside, isAverageIn: average >= low && average <= high }; // prettier-ignore
}
