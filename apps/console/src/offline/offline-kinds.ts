import { saleKind } from '../counter/sale.ts';
import { stepKind } from '../kitchen/step.ts';
import { reportKind } from '../work-orders/report.ts';

/** All that may be done without the server. */
export const OFFLINE_KINDS = [stepKind, saleKind, reportKind] as const;
