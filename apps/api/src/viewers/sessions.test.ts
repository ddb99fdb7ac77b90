import { expect, it } from 'vitest';
import { Sessions, sessionSeconds } from './sessions.ts';

const ada = { id: 'p', role: 'lead', name: 'Ada' } as const;
const eve = { id: 'q', role: 'finance', name: 'Eve' } as const;

it('know who began them, until they are ended', () => {
  const sessions = new Sessions();
  const [one, other] = [sessions.begin(ada), sessions.begin(eve)];
  expect(one).toMatch(/^[\w-]{43}$/);
  expect([sessions.viewerOf(one), sessions.viewerOf(other), sessions.viewerOf('x')]).toEqual([ada, eve, null]);
  sessions.end(one);
  expect([sessions.viewerOf(one), sessions.viewerOf(other)]).toEqual([null, eve]);
});

it('end after a week', () => {
  let now = 0;
  const sessions = new Sessions(() => now);
  const id = sessions.begin(ada);
  now = sessionSeconds * 1000 - 1;
  expect(sessions.viewerOf(id)).toEqual(ada);
  now += 1;
  expect(sessions.viewerOf(id)).toBeNull();
});

it('are bounded: the oldest gives way', () => {
  const sessions = new Sessions();
  const first = sessions.begin(ada);
  const second = sessions.begin(ada);
  for (let each = 2; each <= 10_000; each += 1) sessions.begin(eve);
  expect([sessions.viewerOf(first), sessions.viewerOf(second)]).toEqual([null, ada]);
});
