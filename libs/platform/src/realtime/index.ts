export * from './room.ts';
export {
  answerRequest,
  HandshakeRefused,
  tellWatchers,
  type Asker,
  type Feed,
  type Guest,
  type Realtime,
  type Serving,
  type SocketAnswer,
  type Telling,
} from './feed.ts';
export { createRealtimeConsumer } from './realtime-consumer.ts';
export { createEventStream, STREAM_EVENT, type EventStream, type StreamBatch } from './event-stream.ts';
export { createSignalEmitter, SIGNALS_EVENT, type SignalEmitter, type Signals } from './signals.ts';
export {
  ANSWER_KEPT_S,
  COUNT_EVENT,
  createSocketCounter,
  type CountQuestion,
  type CountSockets,
} from './count-sockets.ts';
export { audienceOf, disconnectsOf, type Delivery } from './audience.ts';
export { findMissed, missedStatement } from './missed-events.ts';
export { readHistory, type EventHistory } from './history.ts';
export {
  CLIENT_ADDRESS_HEADER,
  clientAddress,
  forwardedAddress,
  readHops,
  signClientAddress,
} from './client-address.ts';
export { isSocketUpgrade } from './upgrade.ts';
export { createLanes, createTurns } from './turn.ts';
