import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { changeMachine, lockMachine } from './change-state.ts';
import { endOverride } from './machine.messages.ts';

/** What lies beneath an override becomes the state of the machine when its time is over. */
export const endOverrideHandler = (): JobHandler =>
  handleJob(endOverride, (run) =>
    run.finish(async (tx) => {
      const machine = await lockMachine(tx, run.payload.rvmId);
      if (machine?.isOverrideOver)
        await changeMachine(tx, machine, { cause: 'override-end', override: null });
    }),
  );
