import type { Day } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { numberAt } from '../number/number-model.ts';
import type { Fact, Facts } from '../panels/panel-kind.ts';
import type { Point } from '../testing/answers.ts';
import { changeOf, readyWith, seriesWith } from '../testing/answers.ts';
import { tellNews, withPlaces } from './news.ts';

const week46 = { from: '2026-11-09' as Day, to: '2026-11-16' as Day };

function fact(subject: string, point: Point): Fact {
  const series = seriesWith([point]);
  const number = numberAt(readyWith([series]), series, 0);
  if (!number) throw new Error('The answer has no number.');
  return { subject, address: { panel: 'kpis', question: 'now0', metric: 'm', bucket: null, by: [] }, number };
}

const worse = fact('Over-refusal', { value: 0.064, change: changeOf(0.021, 'worse') });
const better = fact('Rework', { value: 0.066, change: changeOf(-0.022, 'better') });
const same = fact('Under-refusal', { value: 0.03, change: changeOf(0.001, 'no_clear_change') });
const alone = fact('API errors', { value: 0.02, change: null });

const kpis = (facts: readonly Fact[], whole: Fact | null = null): Facts => ({ noun: ['KPI', 'KPIs'], facts, whole });
const say = (facts: Facts): string => {
  const { lead, phrases } = tellNews(facts, week46);
  return [lead, phrases.map(({ text }) => text).join('; ')]
    .join(' ')
    .trim()
    .replace(/\u00a0/g, ' ');
};

describe('the news of a page', () => {
  it('counts what truly changed, worse first, and says how far to where', () => {
    expect(say(kpis([same, better, worse]))).toBe(
      '2 of 3 KPIs truly changed in week 46. Over-refusal is up 2.1 points to 6.4 %; rework is down 2.2 points to 6.6 %',
    );
  });

  it('writes how far money moved from its text, which a float may round another way', () => {
    const money = { comparedValue: '1.0000', difference: '0.0050', lower: null, upper: null };
    const exact = fact('Cost', { value: 1.005, change: { ...changeOf(0.00499, 'worse'), money } });
    const { number } = exact;
    const dearer: Fact = { ...exact, number: { ...number, unit: 'money_per_item EUR' } };
    expect(say(kpis([dearer]))).toContain('Cost is up 0.01');
  });

  it('says so when nothing changed, and where the first stand', () => {
    expect(say(kpis([same, same]))).toBe(
      'Neither of 2 KPIs truly changed in week 46. Under-refusal is 3.0 %, 2.0 to 4.0; under-refusal is 3.0 %, 2.0 to 4.0',
    );
    expect(say(kpis([same]))).toMatch(/^Nothing truly changed in week 46\./);
    expect(say(kpis([same, same, same]))).toMatch(/^None of 3 KPIs truly changed in week 46\./);
  });

  it('does not count what was not compared', () => {
    expect(say(kpis([worse, alone]))).toMatch(/^The one KPI compared truly changed in week 46\./);
  });

  it('claims no change without a comparison', () => {
    expect(say(kpis([alone]))).toBe('1 KPI in week 46, compared with nothing. API errors is 2.0 %, 1.0 to 3.0');
  });

  it('tells the whole before its parts', () => {
    const whole = fact('Over-refusal as a whole', { value: 0.049, change: changeOf(0.005, 'worse') });
    expect(say(kpis([same, same], whole))).toBe(
      'Neither of 2 KPIs truly changed in week 46. Over-refusal as a whole is up 0.5 points to 4.9 %',
    );
  });

  it('says when there is no number at all', () => {
    expect(say(kpis([]))).toBe('No KPIs have a number in week 46.');
  });
});

describe('what stands out', () => {
  const place = fact('Over-refusal in Medical intake, Tern 2', { value: 0.23, change: changeOf(0.18, 'worse') });
  const say = (news: ReturnType<typeof withPlaces>): string =>
    [news.lead, news.phrases.map(({ text }) => text).join('; ')].join(' ').replace(/\u00a0/g, ' ');

  it('is said after the news of the page, two of it at most', () => {
    const news = { lead: 'None of 8 changed.', phrases: [{ text: 'Failure rate is 5 %', address: place.address }] };
    expect(say(withPlaces(news, [place, place, place]))).toBe(
      'None of 8 changed. Failure rate is 5 %; over-refusal in Medical intake, Tern 2, stands out: 23.0 %, elsewhere 5.0 %; ' +
        'over-refusal in Medical intake, Tern 2, stands out: 23.0 %, elsewhere 5.0 %',
    );
  });

  it('begins the sentence where there is nothing else, and says nothing where nothing does', () => {
    const quiet = { lead: 'None of 8 changed.', phrases: [] };
    expect(say(withPlaces(quiet, [place]))).toMatch(/^None of 8 changed. Over-refusal in Medical/);
    expect(withPlaces(quiet, [])).toEqual(quiet);
  });
});
