import { alarmAcknowledged, alarmCleared, alarmRaised, openWorkOrder } from './alarm.messages.ts';
import { machineEvents } from './machine.messages.ts';

export * from './alarm.messages.ts';
export * from './machine.messages.ts';

export const machineMessages = [
  ...machineEvents,
  alarmRaised,
  alarmAcknowledged,
  alarmCleared,
  openWorkOrder,
];
