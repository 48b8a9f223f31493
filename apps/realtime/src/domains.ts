import { auditMessages } from '@antrean/audit/messages';
import { identityMessages } from '@antrean/identity/messages';
import { mealOrderMessages } from '@antrean/meal-orders/messages';
import { organizationMessages } from '@antrean/organization/messages';
import { reportMessages } from '@antrean/reports/messages';

/** Everything of which sockets may hear, or because of which they end. */
export const messages = [
  ...organizationMessages,
  ...identityMessages,
  ...mealOrderMessages,
  ...auditMessages,
  ...reportMessages,
];
