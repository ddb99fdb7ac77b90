/** An end with a sentence for the reader and an exit code, never a stack. */
export class Stop extends Error {
  /**
   * @param {string} message said on stderr; empty says nothing
   * @param {number | NodeJS.Signals} end exit code (1: the work failed; 2: usage or configuration) or the signal to end by
   */
  constructor(message, end = 1) {
    super(message);
    this.end = end;
  }
}

/** Last handler of an entry point: a `Stop` prints its sentence; anything else is a defect and shows its stack. */
export function stopWith(error) {
  if (!(error instanceof Stop)) {
    console.error(error);
    process.exitCode = 1;
    return;
  }
  if (error.message) console.error(error.message);
  if (typeof error.end === 'string') process.kill(process.pid, error.end);
  else process.exitCode = error.end;
}
