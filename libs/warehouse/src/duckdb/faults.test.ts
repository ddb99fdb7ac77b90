import { describe, expect, it } from 'vitest';
import { classifyFault } from '../core/faults.ts';
import { faultRules } from './faults.ts';

/** What DuckDB 1.5 says, with a secret wherever it quotes the statement or a row, and what of it may be said. */
const said: readonly (readonly [string, string, string])[] = [
  ['INTERRUPT Error: Interrupted!', 'WAREHOUSE_CANCELLED', 'The query was cancelled.'],
  [
    'Out of Memory Error: failed to allocate data of size 16.0 MiB (48.2 MiB/50.0 MiB used)',
    'WAREHOUSE_MEMORY',
    'The query needs more memory than DuckDB may use.',
  ],
  [
    "Out of Memory Error: failed to offload data block of size 256.0 KiB (1.0 GiB/1.0 GiB used).\nThis limit was set by the 'max_temp_directory_size' setting.",
    'WAREHOUSE_LIMIT',
    'There is no room left on the disk for what the query needs.',
  ],
  [
    'Permission Error: Cannot access file "/data/x.csv" - file system operations are disabled by configuration',
    'WAREHOUSE_PERMISSION',
    'DuckDB may not access /data/x.csv.',
  ],
  [
    'Permission Error: Cannot access file "https://me:secret@host/x.csv" - file system operations are disabled',
    'WAREHOUSE_PERMISSION',
    'The statement does what the sandbox does not allow.',
  ],
  [
    'Catalog Error: Table with name facts does not exist!\nDid you mean "secret"?',
    'WAREHOUSE_NOT_FOUND',
    'There is no table facts.',
  ],
  [
    'Catalog Error: Table with name sk-secret does not exist!',
    'WAREHOUSE_NOT_FOUND',
    'The statement names something the database does not have.',
  ],
  [
    'Catalog Error: Scalar Function with name secret does not exist!',
    'WAREHOUSE_NOT_FOUND',
    'The statement names something the database does not have.',
  ],
  ['Catalog Error: Table with name "t" already exists!', 'WAREHOUSE_SYNTAX', 'Table t exists already.'],
  [
    'Binder Error: Referenced column "a" not found in FROM clause!\nCandidate bindings: "secret"',
    'WAREHOUSE_NOT_FOUND',
    'There is no column a.',
  ],
  ['Binder Error: Table "t" does not have a column named "b"', 'WAREHOUSE_NOT_FOUND', 'There is no column b.'],
  ['Binder Error: No function matches +(secret)', 'WAREHOUSE_SYNTAX', 'DuckDB refused the statement.'],
  ['Constraint Error: NOT NULL constraint failed: t.a', 'WAREHOUSE_SYNTAX', 'The column t.a may not be null.'],
  [
    'Constraint Error: Duplicate key "a: secret" violates primary key constraint.',
    'WAREHOUSE_SYNTAX',
    'A row breaks a constraint of its table.',
  ],
  [
    "Conversion Error: Could not convert string 'secret' to INT32",
    'WAREHOUSE_SYNTAX',
    'A value could not be converted to INT32.',
  ],
  [
    "Conversion Error: Could not cast value 'secret' to DECIMAL(18,6)",
    'WAREHOUSE_SYNTAX',
    'A value could not be converted to DECIMAL.',
  ],
  [
    'Conversion Error: invalid date field format: "moved to SECRET", expected format is (YYYY-MM-DD)',
    'WAREHOUSE_SYNTAX',
    'A value could not be converted to the type the statement asks for.',
  ],
  [
    "Parser Error: syntax error at or near \"'secret'\"\n\nLINE 12: select 'secret'",
    'WAREHOUSE_SYNTAX',
    'DuckDB does not understand the statement: syntax error in line 12.',
  ],
  ['Invalid Input Error: secret', 'WAREHOUSE_SYNTAX', 'DuckDB refused the statement.'],
  ['IO Error: No files found that match the pattern "/data/x.csv"', 'FILE_UNREADABLE', 'There is no file /data/x.csv.'],
  [
    'TransactionContext Error: Cannot write to database "x" - transaction is launched in read-only mode',
    'WAREHOUSE_READ_ONLY',
    'A query may only read.',
  ],
  [
    'IO Error: Could not write file "secret": No space left on device',
    'WAREHOUSE_LIMIT',
    'There is no room left on the disk for what the query needs.',
  ],
  ['Row Values: [secret]', 'INTERNAL', 'The engine failed for a reason Assay does not know.'],
];

describe('DuckDB’s faults', () => {
  it.each(said)('%j', (text, code, message) => {
    const fault = classifyFault(new Error(text), faultRules);
    expect({ code: fault.code, message: fault.message }).toEqual({ code, message });
    expect(`${fault.hint ?? ''} ${String(fault.cause)}`.toLowerCase()).not.toContain('secret');
  });
});
