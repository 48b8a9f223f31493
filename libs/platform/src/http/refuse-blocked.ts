import type { RequestHandler } from 'express';
import type { AddressBlocks, FloodWatch } from '../blocking/index.ts';
import './locals.ts';
import type { Metrics } from '../observability/index.ts';
import { problem } from '../problem/index.ts';
import { readHops } from '../realtime/index.ts';
import { addressKey } from './address-key.ts';

export interface Gatekeeping {
  readonly blocks: Pick<AddressBlocks, 'find'>;
  readonly floods: Omit<FloodWatch, 'exempt' | 'take'>;
}

/**
 * Turns away whoever comes from a blocked address, before anything is done for them, and tells the watch who goes on
 * although they are refused. An automatic block stops nobody who is exempt from it: their tokens are looked at, and it
 * ends.
 */
export function refuseBlocked({
  blocks,
  floods,
  trustedProxies,
  authenticate,
  metrics,
}: Gatekeeping & {
  readonly trustedProxies: number;
  readonly authenticate: RequestHandler;
  readonly metrics: Metrics;
}): RequestHandler {
  return (request, response, next) => {
    const { address, isProxy } = readHops(request, trustedProxies);
    const isExempt = (): boolean =>
      response.locals.actor !== undefined && floods.isExempt(response.locals.actor);
    // Not `finish`: who floods need not wait for answers.
    response.once('close', () => {
      if (isExempt()) floods.spare(addressKey(address));
      else if (response.statusCode === 429 && response.headersSent && !isProxy)
        floods.refused(addressKey(address));
    });
    const origin = blocks.find(address);
    if (origin === null) {
      next();
      return;
    }
    const refuse = (): void => {
      metrics.blockedRequests.inc({ origin });
      response.set('Connection', 'close');
      next(problem('address_blocked'));
    };
    if (origin === 'manual' || request.get('authorization') === undefined) {
      refuse();
      return;
    }
    authenticate(request, response, (error?: unknown) => {
      if (error !== undefined || !isExempt()) {
        refuse();
        return;
      }
      floods.spare(addressKey(address), true);
      next();
    });
  };
}
