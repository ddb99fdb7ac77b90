import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cellRuleCodes, ownColumnsOf, ruleCodes, tableNames, tables, unaskedRules } from './index.ts';
import type { Column, Table } from './index.ts';

const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const design = `${shared}/design/model.md`;
const isThere = existsSync(design);

interface Drawn {
  readonly head: string;
  readonly columns: readonly string[];
  readonly codes: readonly (readonly [column: string, codes: readonly string[]])[];
}

/** Codes listed in section 3 of the design and not beside the column, and two lists that are examples, not codes. */
const vocabulary: Readonly<Record<string, readonly string[]>> = {
  'fact_output.environment': ['eval', 'red_team', 'staging', 'production'],
  'fact_counter_daily.environment': ['eval', 'red_team', 'staging', 'production'],
  'fact_output.request_class': ['should_comply', 'should_refuse', 'ambiguous', 'unknown'],
  'fact_output.refusal_level': ['none', 'partial', 'full'],
  'fact_grade.grader_kind': ['human', 'model', 'rule'],
  'dim_taxonomy_node.taxonomy_id': [],
  'fact_annotation.value_code': [],
};

const columnLine =
  /^(?<name>[a-z]\w*) +(?<type>str|int|flt|bool|date|ts|dec\(\d+,\d+\)) *(?:PK(?<key>\d?))? *(?<maybe>\?)? *(?<rest>.*)$/;
/** A class stands alone, or before a comma, a bracket or a gap; `content fingerprint` is a meaning. */
const piiClass = /^(pseudo|direct|content|conf|sens)(?=$|,| \(| {2})/;

/** `name type key ? pii` as the design writes it; a lone PK is numbered by its order. */
function parseColumn(line: string, lonePosition: number): string {
  const { name, type, key, maybe, rest = '' } = columnLine.exec(line)?.groups ?? {};
  if (name === undefined) throw new Error(`not a column: ${line}`);
  const position = key === undefined ? '' : key || String(lonePosition);
  return [name, type, position, maybe ?? '', piiClass.exec(rest)?.[0] ?? 'none'].join(' ');
}

const codeList = /(?<![\w'])[A-Za-z_]+(?:\|[A-Za-z_]+)+/;

function parseCodes(line: string): readonly [string, readonly string[]] {
  return [line.split(' ')[0] ?? '', codeList.exec(line)?.[0].split('|') ?? []];
}

function parseTable(section: string): Drawn {
  const [head = '', block = ''] = section.split('```\n');
  let keys = 0;
  const lines = block.split('\n').filter(Boolean);
  const columns = lines.map((line) => parseColumn(line, / PK(?!\d)/.test(line) ? ++keys : 0));
  return { head, columns, codes: lines.map(parseCodes) };
}

function parseDesign(text: string): ReadonlyMap<string, Drawn> {
  const body = text.slice(text.indexOf('\n## 4.'), text.indexOf('\n## 5.'));
  const sections = body.split(/\n\*\*(?=(?:dim|ref|fact)_)/).slice(1);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('**')), parseTable(section)]));
}

function written(column: Column): string {
  const type = column.digits ? `dec(${column.digits.join(',')})` : column.type;
  return [column.name, type, column.key ?? '', column.expected ? '' : '?', column.pii].join(' ');
}

const drawn = isThere ? parseDesign(readFileSync(design, 'utf8')) : new Map<string, Drawn>();
const suite = `against the design${isThere ? '' : ' (skipped: ../shared/design/model.md is not there; ASSAY_SHARED says where)'}`;

describe.skipIf(!isThere)(suite, () => {
  it('has the same tables in the same order', () => {
    expect([...drawn.keys()]).toEqual(tableNames);
  });

  it.each(tableNames)('%s: name, type, key, `?` and PII class of every column', (name) => {
    expect(ownColumnsOf(name).map(written)).toEqual(drawn.get(name)?.columns);
  });

  it.each(tableNames)('%s: core, kind of change, grain, partition and cluster', (name) => {
    const { core, changes, grain, partition, cluster }: Table = tables[name];
    const head = drawn.get(name)?.head.split('\n')[0] ?? '';
    expect(head).toContain(core ? '** (C' : '** (O');
    expect(/\b(event|snapshot)\b/.exec(head.slice(0, 60))?.[0] ?? 'none').toBe(changes);
    expect(head).toContain(`Grain: ${grain}`);
    expect(/\bpart (\w+)/.exec(head)?.[1] ?? 'none').toBe(partition ?? 'none');
    expect(/\bcluster ([\w, ]+)$/.exec(head)?.[1]).toBe(cluster.join(', '));
  });

  it('asks every rule of section 8, or says why not', () => {
    const body = readFileSync(design, 'utf8');
    const section = body.slice(body.indexOf('\n## 8.'), body.indexOf('\n## 9.'));
    const listed = [...section.matchAll(/^\| (V-[A-Z]\d) \|/gm)].map(([, code]) => code);
    const known = [ruleCodes, cellRuleCodes, unaskedRules].flatMap((codes) => Object.keys(codes));
    expect(listed.length).toBeGreaterThan(40);
    expect(known.toSorted()).toEqual(listed.toSorted());
  });

  it.each(tableNames)('%s: the codes of every enumeration', (name) => {
    const codes = ownColumnsOf(name).map((column) => [column.name, column.oneOf ?? []]);
    const listed = drawn.get(name)?.codes.map(([column, list]) => [column, vocabulary[`${name}.${column}`] ?? list]);
    expect(codes).toEqual(listed);
  });
});
