import type { Result, SqlFunctions, Statement } from '@assay/contract';
import type { RowRule, RuleLevel, RuleSql, SetRule, TableName } from '@assay/model';
import { countedRows, keyText, primaryKeyOf, rowRules, setRules } from '@assay/model';
import { bindNamed, ts } from '../named-parameters.ts';

export type Rule = RowRule | SetRule;

/** Every rule that tables can be asked about. */
export const tableRules: readonly Rule[] = [...rowRules, ...setRules];

/** Who answers, in which words, and when. */
export interface Asking {
  readonly ask: (statement: Statement) => Promise<Result>;
  readonly functions: SqlFunctions<string>;
  /** Instant of asking, ISO 8601. */
  readonly now: string;
}

/** A rule that something breaks. */
export interface Found {
  readonly rule: Rule;
  readonly level: RuleLevel;
  readonly count: number;
  /** Up to 5 keys, each once, in order. */
  readonly sample: readonly string[];
}

const sampleSize = 5;

/** Asks tables about rules: those of one row together, a scan a table, and only of what is broken for a sample. */
export async function askRules(rules: readonly Rule[], asking: Asking): Promise<readonly Found[]> {
  const asker = new RuleAsker(asking);
  const ofRows = rules.filter((rule) => 'fails' in rule);
  const found: Found[] = [];
  for (const table of new Set(ofRows.map((rule) => rule.table))) {
    found.push(
      ...(await asker.rows(
        ofRows.filter((rule) => rule.table === table),
        table,
      )),
    );
  }
  for (const rule of rules) if (!('fails' in rule)) found.push(...(await asker.set(rule)));
  return found;
}

class RuleAsker {
  readonly #asking: Asking;
  readonly #say: RuleSql;

  constructor(asking: Asking) {
    this.#asking = asking;
    this.#say = { ...asking.functions, now: asking.functions.cast(':now', 'ts') };
  }

  async rows(rules: readonly RowRule[], table: TableName): Promise<readonly Found[]> {
    const counts = rules.map(({ fails }, index) => `count(case when ${fails} then 1 end) as rule_${index}`);
    const { columns } = await this.#ask(`select ${counts.join(', ')} from ${countedRows(table)} t`);
    const key = keyText(this.#say, primaryKeyOf(table));
    const found: Found[] = [];
    for (const [index, rule] of rules.entries()) {
      const count = Number(columns[index]?.values[0]);
      if (count === 0) continue;
      const sample = await this.#sample(`select ${key} as key from ${countedRows(table)} t where ${rule.fails}`);
      found.push({ rule, level: rule.level, count, sample });
    }
    return found;
  }

  async set(rule: SetRule): Promise<readonly Found[]> {
    const broken = rule.breaks(this.#say);
    const count = await this.#count(broken);
    if (count === 0) return [];
    return [{ rule, level: await this.#levelOf(rule, count), count, sample: await this.#sample(broken) }];
  }

  async #levelOf({ level, tolerated }: SetRule, count: number): Promise<RuleLevel> {
    if (tolerated === undefined) return level;
    return count <= tolerated.share * (await this.#count(tolerated.among(this.#say))) ? 'warning' : level;
  }

  async #count(lines: string): Promise<number> {
    const { columns } = await this.#ask(`select count(*) as n from (${lines}) broken`);
    return Number(columns[0]?.values[0]);
  }

  async #sample(lines: string): Promise<readonly string[]> {
    const sql = `select key from (${lines}) broken where key is not null group by key order by key limit ${sampleSize}`;
    return ((await this.#ask(sql)).columns[0]?.values ?? []).map(String);
  }

  async #ask(sql: string): Promise<Result> {
    return await this.#asking.ask(bindNamed(sql, { now: ts(this.#asking.now) }));
  }
}
