import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

/** Every colour of the design in both themes, read from the one place they are written. */
type Theme = 'light' | 'dark';
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
const colours = new Map(pairs.map(([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }]));

function colour(name: string, theme: Theme): string {
  const found = colours.get(name);
  if (!found) throw new Error(`There is no colour --${name}.`);
  return found[theme];
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const grounds = ['bg', 'bg-2', 'accent-bg'];
const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'good', 'bad', 'warn'];
const cases: readonly (readonly [text: string, ground: string, least: number])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground, 4.5] as const)),
  ['good', 'good-bg', 4.5],
  ['bad', 'bad-bg', 4.5],
  ['warn', 'warn-bg', 4.5],
  // Marks that carry meaning: lines, bars, rings.
  ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'mark'].map((mark) => [mark, 'bg', 3] as const),
  ['ink-2', 'band', 3],
  ...['c1', 'c2', 'c3-text', 'c4-text', 'c5-text', 'c6-text'].map((label) => [label, 'bg', 4.5] as const),
  ['bg', 'ink', 4.5],
  ['bg', 'bad', 4.5],
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it('agrees with a pair computed elsewhere', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 6);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each(cases)('shows --%s on --%s at %d or more', (text, ground, least) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(least);
  });

  it.each([0, 1, 2, 3, 4, 5])('writes on heat step %i in the ink that reads better', (step) => {
    const ground = colour(`h${step}`, theme);
    // heatmap.css turns to the ground colour on the last step.
    const [ours, other] = step === 5 ? ['bg', 'ink'] : ['ink', 'bg'];
    expect(contrast(colour(ours ?? '', theme), ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(ours ?? '', theme), ground)).toBeGreaterThan(contrast(colour(other ?? '', theme), ground));
  });
});

describe('the tokens', () => {
  it('are all read by this test', () => {
    expect(colours.size).toBe(css.match(/light-dark\(/g)?.length);
  });
});
