import type { FaultRule } from '../core/faults.ts';

const lock = /Could not set lock on file "[^"]*": Conflicting lock is held in [^\n]*?\(PID (?<pid>\d+)\)/;
const stop = 'Stop it, or use the Assay that is running.';

/** While opening a file. `{path}` never is a URL. */
export const openFaultRules: readonly FaultRule[] = [
  {
    match: lock,
    code: 'DATABASE_IN_USE',
    message: 'The database is in use by the process {pid}.',
    hint: stop,
    retryable: true,
  },
  {
    match: /Could not set lock on file/,
    code: 'DATABASE_IN_USE',
    message: 'The database is in use by another process.',
    hint: stop,
    retryable: true,
  },
  {
    match: /version number \d+, but we can only read version/,
    code: 'DATABASE_FUTURE',
    message: 'The database was written by a newer DuckDB than this Assay has.',
    hint: 'Update Assay, or load the data again into a new database.',
  },
  {
    match: /in read-only mode: database does not exist/,
    code: 'WAREHOUSE_NOT_FOUND',
    message: 'There is no database at this path.',
    hint: 'Check the path, or load data first.',
  },
  {
    match: /^IO Error: Cannot open file "[^"]*": No such file or directory/,
    code: 'WAREHOUSE_NOT_FOUND',
    message: 'The folder of the database does not exist.',
    hint: 'Create the folder, or check the path.',
  },
  {
    match: /Permission denied/,
    code: 'WAREHOUSE_PERMISSION',
    message: 'The database file may not be opened by this user.',
    hint: 'Check the owner and the mode of the file.',
  },
  {
    match:
      /not a valid DuckDB database file|Corrupt database file|Could not read enough bytes|Is a directory|Serialization Error|INTERNAL Error/,
    code: 'DATABASE_BROKEN',
    message: 'The file is not a DuckDB database, or it is damaged.',
    hint: 'Check the path; restore a copy, or load the data again into a new database.',
  },
];

/** The types a sentence may name: a word of this list tells nothing of a value. */
const typeNames =
  'U?(?:TINY|SMALL|BIG|HUGE)INT|U?INT(?:EGER|8|16|32|64|128)|DOUBLE|FLOAT|DECIMAL|BOOL(?:EAN)?|DATE|TIMESTAMP(?:TZ)?|TIME|INTERVAL|UUID';

/** While a statement runs. */
export const faultRules: readonly FaultRule[] = [
  { match: /^INTERRUPT Error/, code: 'WAREHOUSE_CANCELLED', message: 'The query was cancelled.' },
  // Before the next: a spill that finds no room is an Out of Memory Error, too.
  {
    match: /No space left on device|File too large|max_temp_directory_size/,
    code: 'WAREHOUSE_LIMIT',
    message: 'There is no room left on the disk for what the query needs.',
    hint: 'Free space on the disk of the data folder, and try again.',
  },
  {
    match: /^Out of Memory Error/,
    code: 'WAREHOUSE_MEMORY',
    message: 'The query needs more memory than DuckDB may use.',
    hint: 'Ask for a shorter range or fewer groups.',
  },
  {
    match: /^Permission Error: Cannot access (?:file|directory) "(?<path>\/[^"\n]{1,300})"/,
    code: 'WAREHOUSE_PERMISSION',
    message: 'DuckDB may not access {path}.',
    hint: 'Only the spool folder and the file being loaded can be read.',
  },
  {
    match: /^Permission Error|configuration has been locked/,
    code: 'WAREHOUSE_PERMISSION',
    message: 'The statement does what the sandbox does not allow.',
    hint: 'Files outside the spool, networks, extensions and settings are closed.',
  },
  {
    match: /launched in read-only mode|attached in read-only mode/,
    code: 'WAREHOUSE_READ_ONLY',
    message: 'A query may only read.',
    hint: 'Send a SELECT; data is changed by loads alone.',
  },
  {
    match: /^Catalog Error: Table with name "?(?<name>[A-Za-z_][A-Za-z0-9_.]{0,127})"? does not exist/,
    code: 'WAREHOUSE_NOT_FOUND',
    message: 'There is no table {name}.',
    hint: 'Create the canonical tables or views; the names are in docs/model.md.',
  },
  {
    match:
      /Binder Error: (?:Referenced column|Table "[^"\n]*" does not have a column named) "(?<column>[A-Za-z_][A-Za-z0-9_]{0,127})"/,
    code: 'WAREHOUSE_NOT_FOUND',
    message: 'There is no column {column}.',
    hint: 'Check the table against docs/model.md.',
  },
  {
    match:
      /Catalog Error: (?<kind>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?: Function)? with name "?(?<name>[A-Za-z_][A-Za-z0-9_.]{0,127})"? already exists/,
    code: 'WAREHOUSE_SYNTAX',
    message: '{kind} {name} exists already.',
  },
  {
    match: /^Catalog Error: [A-Z][A-Za-z ]* with name [^\n]* does not exist/,
    code: 'WAREHOUSE_NOT_FOUND',
    message: 'The statement names something the database does not have.',
  },
  {
    match: /^IO Error: No files found that match the pattern "(?<path>\/[^"\n]{1,300})"/,
    code: 'FILE_UNREADABLE',
    message: 'There is no file {path}.',
  },
  {
    match: /^Constraint Error: NOT NULL constraint failed: (?<column>[A-Za-z_][A-Za-z0-9_.]{0,127})/,
    code: 'WAREHOUSE_SYNTAX',
    message: 'The column {column} may not be null.',
  },
  { match: /^Constraint Error/, code: 'WAREHOUSE_SYNTAX', message: 'A row breaks a constraint of its table.' },
  {
    match: new RegExp(`^Conversion Error: .*\\bto (?:type )?'?(?<type>${typeNames})\\b`),
    code: 'WAREHOUSE_SYNTAX',
    message: 'A value could not be converted to {type}.',
    hint: 'Use try_cast and handle the values that are left out.',
  },
  {
    match: /Conversion Error|Out of Range Error|Invalid Input Error: Error when|CSV Error/,
    code: 'WAREHOUSE_SYNTAX',
    message: 'A value could not be converted to the type the statement asks for.',
    hint: 'Use try_cast and handle the values that are left out.',
  },
  {
    match: /^(?:Parser|Syntax) Error[\s\S]*?LINE (?<line>\d{1,6}):/,
    code: 'WAREHOUSE_SYNTAX',
    message: 'DuckDB does not understand the statement: syntax error in line {line}.',
  },
  {
    match: /Parser Error|Binder Error|Invalid Input Error|Not implemented Error|Catalog Error|Syntax Error/,
    code: 'WAREHOUSE_SYNTAX',
    message: 'DuckDB refused the statement.',
  },
  {
    match: /TransactionContext Error|Current transaction is aborted/,
    code: 'WAREHOUSE_UNAVAILABLE',
    message: 'The transaction has failed before and has to be rolled back.',
  },
  {
    match: /^(?:IO|FATAL|INTERNAL) Error/,
    code: 'DATABASE_BROKEN',
    message: 'DuckDB could not read or write its files.',
    hint: 'Check the disk; restore a copy if this happens again.',
  },
];
