import type { Page } from 'playwright-core';

/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** What one element paints behind its content: a colour, and the stops of its gradients over it. */
interface Layer {
  readonly colour: Colour;
  readonly stops: readonly Colour[];
}

interface Painted {
  readonly text: Colour;
  /** From the element outwards, to the first that lets nothing through. */
  readonly layers: readonly Layer[];
  readonly isLarge: boolean;
}

/**
 * The least contrast of an element's text with what can lie behind it, after WCAG 2.2 (success criterion 1.4.3 and its
 * relative luminance), and the contrast it needs. For where axe gives up, because of a gradient or something on top:
 * here every colour of every background down to the first opaque one counts.
 *
 * @param selector CSS selector of one element
 */
export async function contrastOf(page: Page, selector: string): Promise<{ least: number; needed: number }> {
  const { text, layers, isLarge } = await page.locator(selector).first().evaluate(readPainted);
  const white: Colour = [255, 255, 255, 1];
  const grounds = layers.reduceRight<Colour[]>(
    (below, layer) => below.flatMap((colour) => paint(layer, colour)),
    [white],
  );
  return {
    least: Math.min(...grounds.map((ground) => contrast(over(text, ground), ground))),
    needed: isLarge ? 3 : 4.5,
  };
}

/** Runs in the page: the browser itself reads the colours, in whatever notation they are written. */
function readPainted(element: HTMLElement | SVGElement): Painted {
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const read = (colour: string): Colour => {
    if (!brush) throw new Error('This browser draws nothing.');
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const layers: Layer[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    const stops = backgroundImage.match(/(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\([^()]*\)/g) ?? [];
    layers.push({ colour: read(backgroundColor), stops: stops.map(read) });
    if (layers.at(-1)?.colour[3] === 1) break;
  }
  const { color, fill, fontSize, fontWeight } = getComputedStyle(element);
  const size = Number.parseFloat(fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
  return { text: read(element instanceof SVGElement ? fill : color), layers, isLarge };
}

function paint({ colour, stops }: Layer, below: Colour): Colour[] {
  const ground = over(colour, below);
  return [ground, ...stops.map((stop) => over(stop, ground))];
}

function over(top: Colour, below: Colour): Colour {
  const mix = (index: 0 | 1 | 2) => top[index] * top[3] + below[index] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
