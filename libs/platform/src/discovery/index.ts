export { announceService, type Announcement, type ServiceState } from './announce-service.ts';
export {
  createServiceDirectory,
  type KnownService,
  type ServiceDirectory,
  type Target,
} from './service-directory.ts';
export {
  hostUrl,
  instanceOfSession,
  newInstance,
  newSessionId,
  opsUrlOf,
  type ServiceName,
} from './service-record.ts';
