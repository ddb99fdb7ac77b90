export * from './answer.ts';
export * from './day.ts';
export * from './dialect.ts';
export * from './error.ts';
export * from './estimate.ts';
export * from './page.ts';
export * from './request.ts';
export * from './warehouse.ts';
