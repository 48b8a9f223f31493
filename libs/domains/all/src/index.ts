/** Which domains there are. Where two paths could match, the domain with the more literal one comes first. */
import { access } from '@antrean/access/domain';
import { accounts } from '@antrean/accounts/domain';
import { availability } from '@antrean/availability/domain';
import { audit } from '@antrean/audit/domain';
import { bookings } from '@antrean/bookings/domain';
import { catalogue } from '@antrean/catalogue/domain';
import { clinics } from '@antrean/clinics/domain';
import { guestBookings } from '@antrean/guest-bookings/domain';
import { dashboard } from '@antrean/dashboard/domain';
import { displays } from '@antrean/displays/domain';
import { ipBlocks } from '@antrean/ip-blocks/domain';
import { machines } from '@antrean/machines/domain';
import { mealOrders } from '@antrean/meal-orders/domain';
import { notifications } from '@antrean/notifications/domain';
import { onboarding } from '@antrean/onboarding/domain';
import { operations } from '@antrean/operations/domain';
import { organization } from '@antrean/organization/domain';
import { factors } from '@antrean/factors/domain';
import { federation } from '@antrean/federation/domain';
import { registration } from '@antrean/registration/domain';
import { apiTokens } from '@antrean/api-tokens/domain';
import { people } from '@antrean/people/domain';
import { pets } from '@antrean/pets/domain';
import { composeDomains } from '@antrean/platform/domain';
import { recovery } from '@antrean/recovery/domain';
import { reminders } from '@antrean/reminders/domain';
import { reportJobs } from '@antrean/report-jobs/domain';
import { reportSchedules } from '@antrean/report-schedules/domain';
import { reports } from '@antrean/reports/domain';
import { salesReporting } from '@antrean/sales-reports/domain';
import { sales } from '@antrean/sales/domain';
import { search } from '@antrean/search/domain';
import { sessions } from '@antrean/sessions/domain';
import { signIn } from '@antrean/sign-in/domain';
import { waitingList } from '@antrean/waiting-list/domain';
import { workOrders } from '@antrean/work-orders/domain';

/** What all domains bring together. */
export const system = composeDomains([
  people,
  registration,
  federation,
  factors,
  recovery,
  signIn,
  apiTokens,
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
  machines,
  ipBlocks,
  clinics,
  reminders,
  availability,
  onboarding,
  pets,
  waitingList,
  guestBookings,
  bookings,
  audit,
  operations,
  dashboard,
  search,
  notifications,
  reportJobs,
  reports,
  reportSchedules,
]);
