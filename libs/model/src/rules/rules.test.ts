import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  ownColumnsOf,
  primaryKeyOf,
  rowRules,
  ruleCodes,
  ruleId,
  setRules,
  tableNames,
  tables,
} from '../index.ts';
import { references } from './key-rules.ts';

describe('rules of the model', () => {
  it('are told apart by code, table and column, and each code has one', () => {
    const rules = [...rowRules, ...setRules];
    const ids = rules.map(ruleId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect([...new Set(rules.map(({ code }) => code))].toSorted()).toEqual(Object.keys(ruleCodes).toSorted());
  });

  it('point to columns of their table', () => {
    for (const { code, table, column } of [...rowRules, ...setRules]) {
      const names = columnsOf(table).map(({ name }) => name);
      for (const name of column.split(', ')) expect(names, `${code} ${table}`).toContain(name);
    }
  });

  it('follow every id of a fact that names something else', () => {
    // Groups that no table of the model describes.
    const nameless = ['item_id', 'run_id', 'survey_id', 'respondent_id', 'team_id', 'owner_team_id'];
    const facts = tableNames.filter((table) => tables[table].kind === 'fact');
    const ids = facts.flatMap((table) =>
      ownColumnsOf(table).flatMap(({ name }) =>
        name.endsWith('_id') && !(primaryKeyOf(table).length === 1 && primaryKeyOf(table)[0] === name) ? [name] : [],
      ),
    );
    const loose = [...new Set(ids)].filter((name) => references[name] === undefined);
    expect(loose.toSorted()).toEqual(nameless.toSorted());
    for (const [column, [table, name]] of Object.entries(references)) {
      expect(ids, column).toContain(column);
      expect(ownColumnsOf(table).map((each) => each.name)).toContain(name);
    }
  });
});
