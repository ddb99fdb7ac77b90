/** Wraps text in an ANSI style, or leaves it alone where colours are off. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
}

/** Where a command reads its surroundings from and writes to. Results go to `out`, everything else to `err`. */
export interface Terminal {
  /** Working directory: holds `assay.yaml`, `dashboards/` and the data folder. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True where a progress line may be redrawn: standard error is a terminal. */
  readonly live: boolean;
  readonly outStyle: Style;
  readonly errStyle: Style;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The part of a Node write stream that is used here. */
export interface Sink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Surroundings {
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

function wrap(enabled: boolean, open: number, close: number): (text: string) => string {
  return enabled ? (text) => `\u001b[${open}m${text}\u001b[${close}m` : (text) => text;
}

export function styleOf(enabled: boolean): Style {
  return {
    bold: wrap(enabled, 1, 22),
    dim: wrap(enabled, 2, 22),
    red: wrap(enabled, 31, 39),
    green: wrap(enabled, 32, 39),
  };
}

/** Colours only on a terminal that can show them; NO_COLOR (any text) turns them off: https://no-color.org. */
function isColoured(sink: Sink, env: Surroundings['env']): boolean {
  return sink.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

export function terminalOf({ directory, env, stdout, stderr }: Surroundings): Terminal {
  return {
    directory,
    env,
    live: stderr.isTTY === true && env['TERM'] !== 'dumb' && !env['CI'],
    outStyle: styleOf(isColoured(stdout, env)),
    errStyle: styleOf(isColoured(stderr, env)),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}
