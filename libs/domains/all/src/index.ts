/** Which domains there are. Where two paths could match, the domain with the more literal one comes first. */
import { access } from '@antrean/access/domain';
import { accounts } from '@antrean/accounts/domain';
import { audit } from '@antrean/audit/domain';
import { catalogue } from '@antrean/catalogue/domain';
import { displays } from '@antrean/displays/domain';
import { mealOrders } from '@antrean/meal-orders/domain';
import { notifications } from '@antrean/notifications/domain';
import { operations } from '@antrean/operations/domain';
import { organization } from '@antrean/organization/domain';
import { composeDomains } from '@antrean/platform/domain';
import { reportJobs } from '@antrean/report-jobs/domain';
import { reportSchedules } from '@antrean/report-schedules/domain';
import { reports } from '@antrean/reports/domain';
import { salesReporting } from '@antrean/sales-reports/domain';
import { sales } from '@antrean/sales/domain';
import { sessions } from '@antrean/sessions/domain';
import { signIn } from '@antrean/sign-in/domain';
import { workOrders } from '@antrean/work-orders/domain';

/** What all domains bring together. */
export const system = composeDomains([
  signIn,
  sessions,
  accounts,
  access,
  organization,
  mealOrders,
  catalogue,
  sales,
  salesReporting,
  displays,
  workOrders,
  audit,
  operations,
  notifications,
  reportJobs,
  reports,
  reportSchedules,
]);
