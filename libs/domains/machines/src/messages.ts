import { alarmAcknowledged, alarmCleared, alarmRaised, openWorkOrder } from './alarms/alarm.messages.ts';
import { machineEvents } from './machine.messages.ts';

export * from './alarms/alarm.messages.ts';
export * from './machine.messages.ts';

export const machineMessages = [
  ...machineEvents,
  alarmRaised,
  alarmAcknowledged,
  alarmCleared,
  openWorkOrder,
];
