export type { paths } from './api.generated.ts';
export {
  createClient,
  createTokenClient,
  ifMatch,
  newKey,
  type Client,
  type ClientOptions,
} from './client.ts';
export { ApiProblem, done, unwrap, type Problem } from './problem.ts';
export type {
  Credentials,
  LoginAnswer,
  Session,
  SessionChange,
  ShownFactor,
  ShownPasskey,
} from './session.ts';
export type { EventName, Events, Feed, FeedOptions, FeedState, Listeners, Meta, Namespace } from './feed.ts';
export { follow } from './follow.ts';
