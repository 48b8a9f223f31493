import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { clinicRoleDefaults, permissions } from './clinic.policy.ts';
import { seedClinics } from './clinic.seed.ts';
import { clinicProblem } from './clinic.problem.ts';
import { clinicRetention } from './clinic.retention.ts';
import { clinicEntities } from './index.ts';
import { invitationLifecycle } from './staff/invitation.state.ts';
import { clinicMessages } from './messages.ts';
import { staffAdded, staffInvited } from './staff/staff.notification.ts';

/** Clinics: where they are, when they are open, who works there and what they offer (seed 001). */
export const clinics = defineDomain({
  name: 'clinics',
  entities: clinicEntities,
  messages: clinicMessages,
  notifications: [staffAdded, staffInvited],
  actionWords,
  permissions,
  roleDefaults: clinicRoleDefaults,
  problems: [clinicProblem],
  lifecycles: [invitationLifecycle],
  retention: clinicRetention,
  views: [
    'clinics_v',
    'clinic_staff_v',
    'clinic_services_v',
    'clinic_staff_services_v',
    'clinic_hours_v',
    'clinic_hour_exceptions_v',
  ],
  personalData: async () => (await import('./personal-data.ts')).clinicData,
  seedDevelopment: (database) => database.fork().transactional((em) => seedClinics(em)),
  worker: async () => (await import('./worker.ts')).clinicWorker,
  http: async () => (await import('./http.ts')).clinicRoutes,
});
