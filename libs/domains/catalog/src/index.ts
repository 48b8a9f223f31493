/**
 * Which domains there are, and what they bring that every process must know. The apps add the doors that are theirs:
 * `http` in the api, `worker` in the worker.
 */
import { auditRoleDefaults, auditRetention } from '@antrean/audit';
import { auditMessages } from '@antrean/audit/messages';
import { auditReports } from '@antrean/audit/report';
import {
  identityEntities,
  identityRoleDefaults,
  mergeRoleDefaults,
  identityRetention,
} from '@antrean/identity';
import { identityMessages } from '@antrean/identity/messages';
import { mealOrderEntities, mealOrderRoleDefaults, mealOrderRetention } from '@antrean/meal-orders';
import { mealOrderMessages } from '@antrean/meal-orders/messages';
import { mealOrderReports } from '@antrean/meal-orders/report';
import { operationsRoleDefaults } from '@antrean/operations';
import { deadLetterMessages } from '@antrean/operations/messages';
import { organizationEntities, organizationRoleDefaults, organizationRetention } from '@antrean/organization';
import { organizationMessages } from '@antrean/organization/messages';
import { platformRetention } from '@antrean/platform/retention';
import { posEntities, posRoleDefaults, posRetention } from '@antrean/pos';
import { posMessages } from '@antrean/pos/messages';
import { posReports } from '@antrean/pos/report';
import { reportEntities, reportRoleDefaults, reportRetention } from '@antrean/reports';
import { reportMessages } from '@antrean/reports/messages';
import { workOrderEntities, workOrderRoleDefaults, workOrderRetention } from '@antrean/work-orders';
import { workOrderMessages } from '@antrean/work-orders/messages';
import { workOrderReports } from '@antrean/work-orders/report';

export const entities = [
  ...organizationEntities,
  ...identityEntities,
  ...mealOrderEntities,
  ...posEntities,
  ...workOrderEntities,
  ...reportEntities,
];

/** Everything that may travel. */
export const messages = [
  ...organizationMessages,
  ...identityMessages,
  ...mealOrderMessages,
  ...posMessages,
  ...workOrderMessages,
  ...reportMessages,
  ...auditMessages,
  ...deadLetterMessages,
];

export const reports = [...mealOrderReports, ...posReports, ...workOrderReports, ...auditReports(messages)];

/** How long every table keeps its rows. A table without a rule fails a test. */
export const retention = [
  ...platformRetention,
  ...organizationRetention,
  ...identityRetention,
  ...mealOrderRetention,
  ...posRetention,
  ...workOrderRetention,
  ...auditRetention,
  ...reportRetention,
];

/** What the roles may do unless an administrator decided otherwise. */
export const roleDefaults = mergeRoleDefaults(
  organizationRoleDefaults,
  identityRoleDefaults,
  mealOrderRoleDefaults,
  posRoleDefaults,
  workOrderRoleDefaults,
  auditRoleDefaults,
  operationsRoleDefaults,
  reportRoleDefaults(reports),
);
