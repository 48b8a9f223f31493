export { unlinkProvidersSince } from './unlink-provider.ts';
