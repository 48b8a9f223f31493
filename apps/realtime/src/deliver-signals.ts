import { knowsSignal, type MessageRegistry, type SignalRecord } from '@antrean/platform/messages';
import type { Logger } from '@antrean/platform/observability';
import { audienceOf } from '@antrean/platform/realtime';
import type { AppServer } from './socket.ts';

/**
 * Gives signals to the sockets of this instance that may hear them, by the same declarations as events. A signal has no
 * place in the log: its `meta.seq` is that of the last event before it, so that a client may keep it as any other.
 */
export function createSignalDelivery({
  io,
  registry,
  position,
  log,
}: {
  io: AppServer;
  registry: MessageRegistry;
  /** The place in the log that this instance has reached. */
  position: () => number;
  log: Logger;
}): (signals: readonly SignalRecord[]) => void {
  const deliver = (record: SignalRecord): void => {
    const signal = registry.signals.get(record.name);
    // A newer version emits it; instances of that version deliver it.
    if (!signal || !knowsSignal(registry, record)) return;
    const delivery = audienceOf(signal, { ...record, seq: position() });
    // Socket.IO takes "to no room" for "to everybody".
    if (!delivery || delivery.rooms.length === 0) return;
    const { namespace, rooms, name, payload, meta } = delivery;
    io.of(namespace)
      .local.to([...rooms])
      .emit(name, payload, meta);
  };
  return (signals) => {
    for (const record of signals) {
      try {
        deliver(record);
      } catch (error) {
        log.error(
          { err: error, signal: record.name },
          `signal ${record.name} does not fit its declaration; nobody hears of it`,
        );
      }
    }
  };
}
