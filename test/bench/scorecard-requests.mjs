const base = { by: [], params: { gradeBasis: 'best' }, asOf: null };

/**
 * What the dashboard asks for the scorecard: for each slice of the data the last full week with its comparison, and the
 * weeks of the sparkline.
 *
 * @param {readonly import('@assay/contract').PageSpec[]} pages
 * @param {string} page
 * @returns {import('@assay/contract').PanelRequest[]}
 */
export function scorecardRequests(pages, page = 'scorecard') {
  const panels = pages.filter(({ id }) => id === page).flatMap((each) => each.panels);
  const panel = panels.find(({ kind }) => kind === 'scorecard');
  const rows = panel.groups.flatMap((group) =>
    group.rows.map((row) => ({ ...row, where: [...group.where, ...row.where] })),
  );
  const slices = Map.groupBy(rows, ({ where }) => JSON.stringify(where));
  return [...slices.values()].flatMap((slice) => {
    const question = { ...base, metrics: [...new Set(slice.map(({ metric }) => metric))], where: slice[0].where };
    return [
      { ...question, grain: 'none', range: lastWeeks(1), compare: { kind: 'previous' } },
      { ...question, grain: 'week', range: lastWeeks(26), compare: null },
    ];
  });
}

function lastWeeks(count) {
  return { kind: 'last', last: { count, unit: 'week' } };
}
