import { countOf, plural } from '@assay/contract';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { CopyButton } from '../controls/copy-button.tsx';
import { explainDocument } from '../gql/behind-documents.ts';
import { failureOf } from '../gql/client.ts';
import type { Explanation, PanelInput } from '../gql/types.ts';
import { formatBytes, formatCompact, formatElapsed } from '../number/format.ts';
import { words } from '../words.ts';
import { highlightSql } from './highlight-sql.tsx';

type Statement = Explanation['statements'][number];

/** The compiled SQL with its parameters, what it would cost, and what it cost last. */
export function QueryTab({ input }: { readonly input: PanelInput }): ReactNode {
  const [{ data, error }, ask] = useQuery({ query: explainDocument, variables: { request: input } });
  if (error) {
    return (
      <div className="failed" role="alert">
        <p className="err">{failureOf(error).message}</p>
        <button type="button" className="btn" onClick={() => ask({ requestPolicy: 'network-only' })}>
          {words.retry}
        </button>
      </div>
    );
  }
  if (!data) return <div className="skeleton" style={{ height: 320 }} />;
  const { engine, statements } = data.query;
  if (statements.length === 0) {
    return <p className="gone">Nothing would be asked: no rows that it counts have been loaded.</p>;
  }
  return statements.map((statement, index) => (
    <StatementView
      key={index}
      statement={statement}
      engine={engine}
      title={statements.length > 1 ? `Statement ${index + 1} of ${statements.length}` : 'Statement'}
    />
  ));
}

interface StatementProps {
  readonly statement: Statement;
  readonly engine: string;
  readonly title: string;
}

const engineNames: Readonly<Record<string, string>> = {
  duckdb: 'DuckDB',
  postgres: 'PostgreSQL',
  redshift: 'Redshift',
  bigquery: 'BigQuery',
  snowflake: 'Snowflake',
  databricks: 'Databricks',
};

function StatementView({ statement, engine, title }: StatementProps): ReactNode {
  const { sql, parameters, sharedBy } = statement;
  return (
    <section className="statement" aria-label={title}>
      <h3>
        {title} <small>{engineNames[engine] ?? engine}</small>
      </h3>
      <Cost statement={statement} />
      <pre className="sql" tabIndex={0} role="region" aria-label={`${title}, SQL`}>
        {highlightSql(sql)}
        {parameters.length > 0 && (
          <i>{`\n-- ${parameters.map(({ value, type }, index) => `$${index + 1} ${value ?? 'null'} (${type})`).join('\n-- ')}`}</i>
        )}
      </pre>
      <p className="acts small">
        <CopyButton label="Copy SQL" text={() => sql} />
        {parameters.length > 0 && <CopyButton label="Copy with values" text={() => withValues(statement)} />}
        {sharedBy.length > 1 && <span className="dim">shared by {countOf(sharedBy.length, 'metric')}</span>}
      </p>
    </section>
  );
}

function Cost({ statement: { estimate, lastElapsedMs, lastRows } }: { readonly statement: Statement }): ReactNode {
  const about = estimate.exact ? '' : 'about ';
  const facts = [
    [
      'Reads',
      estimate.rows === null ? 'not known' : `${about}${formatCompact(estimate.rows)} ${plural(estimate.rows, 'row')}`,
    ],
    ...(estimate.bytes === null ? [] : [['Bytes', `${about}${formatBytes(estimate.bytes)}`]]),
    ['Last run', lastElapsedMs === null ? 'not yet' : formatElapsed(lastElapsedMs)],
    ...(lastRows === null ? [] : [['Returned', `${formatCompact(lastRows)} ${plural(lastRows, 'row')}`]]),
  ] as const;
  return (
    <dl className="est">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The parameters as comments above the statement: values are never spliced into SQL. */
function withValues({ sql, parameters }: Statement): string {
  return [...parameters.map(({ type, value }, index) => `-- $${index + 1} ${type} ${value ?? 'null'}`), sql].join('\n');
}
