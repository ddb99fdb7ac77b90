import { test } from 'vitest';
import { TestDatabase, xstestSource } from './database.ts';
test('try', async () => {
  const f = '/tmp/imp/big.csv';
  const d = await TestDatabase.open([f]);
  for (let i = 0; i < 2; i++) {
  const t = performance.now(); const u = process.cpuUsage(); let phase = '';
  await d.load(await xstestSource(f, { model: 'm' }), { onProgress: (p) => { if (p.phase !== phase) { phase = p.phase; console.log(p, Math.round(performance.now() - t)); } } });
  const c = process.cpuUsage(u); console.log(Math.round(performance.now() - t), 'ms', (c.user + c.system) / 1e3, 'cpu', process.memoryUsage().rss / 1e6);
  }
  await d.close();
}, 300000);
