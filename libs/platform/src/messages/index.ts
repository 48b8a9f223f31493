export * from './json.ts';
export * from './define-event.ts';
export * from './define-job.ts';
export * from './registry.ts';
export * from './audience-key.ts';
export * from './audit-entry.ts';
export * from './asyncapi.ts';
export * from './socket-request.ts';
