const className = /^(?:[A-Z][A-Za-z]* ){0,6}(?:Error|Exception)(?=:|$)/;
const frame = /^\s+at .*:\d+:\d+\)?$/;
const lineNumber = /\bLINE (\d{1,6}):/;

/**
 * What of a driver's error is safe to keep as a cause: its class, the line of the statement, and where in the code it
 * came from. Everything else is dropped rather than masked, because engines quote values without marks
 * (`Row Values: [...]`).
 */
export function errorClass(error: unknown): Error {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const line = lineNumber.exec(message)?.[1];
  const safe = new Error((className.exec(message)?.[0] ?? name) + (line === undefined ? '' : ` at line ${line}`));
  const frames = stack.split('\n').filter((text) => frame.test(text));
  safe.stack = [`Error: ${safe.message}`, ...frames].join('\n');
  return safe;
}
