/** Everything a trend chart draws, decided: places, labels, ticks. The drawing code formats nothing. */
export interface TrendModel {
  /** Says the chart in a sentence, for those who cannot see it. */
  readonly summary: string;
  readonly points: readonly TrendPoint[];
  readonly lines: readonly TrendLine[];
  readonly x: { readonly from: number; readonly to: number; readonly ticks: readonly AxisTick[] };
  readonly y: { readonly from: number; readonly to: number; readonly ticks: readonly AxisTick[] };
  readonly targets: readonly { readonly at: number; readonly label: EndLabel }[];
  /** Space at the right that the labels need, in px. */
  readonly labelWidth: number;
  /** Days across which the line is not one: cut there, and said. */
  readonly breaks: readonly { readonly at: number; readonly label: string; readonly isLate: boolean }[];
  /** First days of new levels: a tick at the foot, with a word. */
  readonly levels: readonly { readonly at: number; readonly label: string; readonly isLate: boolean }[];
  /** Days on which something began, such as a release. */
  readonly starts: readonly { readonly at: number; readonly label: string; readonly isLate: boolean }[];
  /** The running period: hatched, never judged. */
  readonly running: { readonly from: number; readonly to: number; readonly label: string } | null;
}

export interface AxisTick {
  readonly at: number;
  readonly label: string;
}

export type Mark = 'ring' | 'dot' | 'outside';

/** One period. Values by line id; null is a gap, never a zero. */
export interface TrendPoint {
  readonly at: number;
  readonly index: number;
  readonly title: string;
  /** Lines with a mark of their own here: a ring while provisional, a dot where no neighbour makes it a line, a square outside the usual range. */
  readonly marks: Readonly<Record<string, Mark>>;
  readonly values: Readonly<Record<string, number | null>>;
  readonly bands: Readonly<Record<string, readonly [number, number] | null>>;
  /** The range in which the first line usually runs. */
  readonly usual: readonly [number, number] | null;
  /** What the first line was here when its rows were to change no more, where it moved all the same. */
  readonly was: number | null;
  /** What the tooltip says, a line each. */
  readonly says: readonly { readonly id: string; readonly title: string; readonly text: string }[];
}

export interface TrendLine {
  readonly id: string;
  readonly title: string;
  /** Which series colour: 1 to 6. */
  readonly tone: number;
  /** SVG dash pattern; the second cue beside the colour. Empty for a full line. */
  readonly dash: string;
  readonly strong: boolean;
  /** Name and last value, at the line's end; null where it has no value. */
  readonly end: { readonly value: number; readonly label: EndLabel } | null;
}

/** Text at the right of the plot; `shift` is how far down in px it moves to clear its neighbours. */
export interface EndLabel {
  readonly text: string;
  readonly shift: number;
}

/** Of the plot between its axes, in px; labels are spread over it. */
export const plotHeight = 208;
export const labelGap = 16;
