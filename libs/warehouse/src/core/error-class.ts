const className = /^(?:[A-Z][A-Za-z]* ){0,6}(?:Error|Exception)(?=:|$)/;
const lineNumber = /\bLINE (\d{1,6}):/;

/**
 * What of an engine's message is safe to keep as a cause: the class of the error and the line of the statement.
 * Everything else is dropped rather than masked, because engines quote values without marks (`Row Values: [...]`).
 */
export function errorClass(message: string): Error {
  const name = className.exec(message)?.[0] ?? 'Engine error';
  const line = lineNumber.exec(message)?.[1];
  return new Error(line === undefined ? name : `${name} at line ${line}`);
}
