import { availability, clinics } from './access-policy-of-clinics.ts';

/**
 * Who may call what, written by hand and apart from the code. The matrix test takes every endpoint of the OpenAPI
 * document and every role: an endpoint without a row here fails.
 */

import { account } from './account-policy.ts';
import { appointments } from './appointment-policy.ts';
import type { Allowed } from './allowed.ts';
import { machineAccess } from './machine-policy.ts';

const administrators: Allowed = ['administrator'];

const masterData = (path: string): Record<string, Allowed> => ({
  [`GET ${path}`]: 'users',
  [`GET ${path}/{id}`]: 'users',
  [`POST ${path}`]: administrators,
  [`PATCH ${path}/{id}`]: administrators,
});

/** Work orders answer under /api and at the root paths of their source document. */
const workOrders = (prefix: string): Record<string, Allowed> => {
  const managers = ['administrator', 'production_manager'];
  const involved = [...managers, 'production_operator'];
  const path = `${prefix}/workorders`;
  return {
    [`POST ${path}`]: managers,
    [`GET ${path}`]: managers,
    [`GET ${path}/board`]: managers,
    [`GET ${path}/operators`]: managers,
    [`PUT ${path}/{id}`]: managers,
    [`POST ${path}/{id}/split`]: managers,
    [`GET ${path}/assigned`]: ['production_operator'],
    [`GET ${path}/{id}`]: involved,
    [`PUT ${path}/{id}/status`]: involved,
    [`POST ${path}/{id}/progress`]: involved,
    [`GET ${path}/{id}/progress`]: involved,
    [`GET ${path}/{id}/history`]: involved,
    [`POST ${path}/{id}/attachments`]: involved,
    [`GET ${path}/{id}/attachments`]: involved,
    [`GET ${path}/{id}/attachments/{attachmentId}`]: involved,
    [`GET ${path}/{id}/attachments/{attachmentId}/thumbnail`]: involved,
    [`DELETE ${path}/{id}/attachments/{attachmentId}`]: involved,
    [`GET ${prefix}/reports/workorders`]: managers,
    [`GET ${prefix}/reports/operators`]: managers,
  };
};

/** Applicants fill a form step by step; reviewers read what was handed in. */
const vendorApplications = (): Record<string, Allowed> => {
  const path = '/api/vendor-applications';
  const applicants = ['customer'];
  const readers = ['customer', 'administrator'];
  const steps = ['business', 'location', 'services', 'documents', 'review'];
  const admin = '/api/admin/vendor-applications';
  return {
    [`POST ${path}`]: applicants,
    [`GET ${path}`]: applicants,
    [`GET ${path}/{id}`]: readers,
    ...Object.fromEntries(
      steps.flatMap((step): [string, Allowed][] => [
        [`GET ${path}/{id}/steps/${step}`, readers],
        [`PUT ${path}/{id}/steps/${step}`, applicants],
      ]),
    ),
    [`POST ${path}/{id}/submit`]: applicants,
    [`POST ${path}/{id}/withdraw`]: applicants,
    [`GET ${path}/{id}/history`]: readers,
    [`POST ${path}/{id}/documents`]: applicants,
    [`GET ${path}/{id}/documents`]: readers,
    [`GET ${path}/{id}/documents/{documentId}`]: readers,
    [`DELETE ${path}/{id}/documents/{documentId}`]: applicants,
    [`GET ${admin}`]: administrators,
    [`GET ${admin}/{id}`]: administrators,
    [`POST ${admin}/{id}/claim`]: administrators,
    [`DELETE ${admin}/{id}/claim`]: administrators,
    [`POST ${admin}/{id}/decision`]: administrators,
    [`PUT ${admin}/{id}/documents/{documentId}/verification`]: administrators,
    [`POST ${admin}/{id}/notes`]: administrators,
    [`GET ${admin}/{id}/notes`]: administrators,
  };
};

/** Customers have pets; clinics see those that have been there, and write for them, behind the door. */
const pets: Record<string, Allowed> = (() => {
  const involved: Allowed = ['customer', 'clinic_manager', 'clinic_staff'];
  const owners: Allowed = ['customer'];
  const path = '/api/pets/{id}';
  const records = `${path}/medical-records`;
  const attachments = `${records}/{recordId}/attachments`;
  return {
    'GET /api/pets': involved,
    'POST /api/pets': owners,
    [`GET ${path}`]: involved,
    [`PATCH ${path}`]: owners,
    [`DELETE ${path}`]: owners,
    [`GET ${path}/images`]: involved,
    [`POST ${path}/images`]: owners,
    [`GET ${path}/images/{imageId}`]: involved,
    [`GET ${path}/images/{imageId}/thumbnail`]: involved,
    [`DELETE ${path}/images/{imageId}`]: owners,
    [`GET ${records}`]: involved,
    [`POST ${records}`]: involved,
    [`GET ${records}/{recordId}`]: involved,
    [`PATCH ${records}/{recordId}`]: involved,
    [`DELETE ${records}/{recordId}`]: involved,
    [`POST ${attachments}`]: involved,
    [`GET ${attachments}/{attachmentId}`]: involved,
    [`GET ${attachments}/{attachmentId}/thumbnail`]: involved,
    [`DELETE ${attachments}/{attachmentId}`]: involved,
  };
})();

export const accessPolicy: Readonly<Record<string, Allowed>> = {
  'POST /login': 'everybody',
  'POST /api/login': 'everybody',
  'POST /api/auth/login': 'everybody',
  'POST /api/auth/refresh': 'everybody',
  'POST /api/auth/logout': 'everybody',
  'GET /api/auth/oauth': 'everybody',
  'GET /api/auth/oauth/{provider}/start': 'everybody',
  'GET /api/auth/oauth/{provider}/callback': 'everybody',
  'POST /api/auth/oauth/{provider}/callback': 'everybody',
  'GET /api/auth/identities': 'users',
  'DELETE /api/auth/identities/{provider}': 'users',
  'POST /api/auth/password/forgot': 'everybody',
  'POST /api/auth/password/reset': 'everybody',
  'POST /api/auth/register': 'everybody',
  'POST /api/auth/verify': 'everybody',
  'POST /api/auth/verify/resend': 'everybody',
  'POST /api/auth/email': 'users',
  'POST /api/auth/email/undo': 'everybody',
  'PUT /api/auth/phone': 'users',
  'POST /api/auth/phone/confirm': 'users',
  'PATCH /api/auth/me': 'users',
  'GET /api/auth/me': 'users',
  'POST /api/auth/password/change': 'users',
  'GET /api/auth/sessions': 'users',
  'DELETE /api/auth/sessions/{id}': 'users',
  'DELETE /api/auth/sessions': 'users',
  'POST /api/auth/tokens': 'users',
  'GET /api/auth/tokens': 'users',
  'DELETE /api/auth/tokens/{id}': 'users',

  ...account,

  'GET /api/admin/deliveries': administrators,
  'GET /api/admin/mails': administrators,
  'POST /api/admin/mails/{id}/resend': administrators,
  'GET /api/admin/notifications': administrators,
  'GET /api/admin/notifications/{name}/preview': administrators,
  'GET /api/admin/notifications/{name}/preview.html': administrators,

  'POST /register': ['administrator', 'production_manager'],
  'POST /api/register': ['administrator', 'production_manager'],
  'POST /api/users': administrators,
  'GET /api/users': administrators,
  'DELETE /api/users/{id}': administrators,
  'GET /api/users/{id}': administrators,
  'PATCH /api/users/{id}/status': administrators,
  'POST /api/users/{id}/status/preview': administrators,
  'PATCH /api/users/{id}/role': administrators,
  'POST /api/users/{id}/reset-password': administrators,
  'PUT /api/admin/users/{id}/roles': administrators,
  'POST /api/admin/users/{id}/roles/preview': administrators,
  'PUT /api/admin/users/{id}/served-departments': administrators,
  'GET /api/admin/users/activity': administrators,
  'GET /api/admin/users/{id}/sessions': administrators,
  'DELETE /api/admin/users/{id}/sessions': administrators,
  'DELETE /api/admin/users/{id}/tokens': administrators,
  'DELETE /api/admin/users/{id}/mfa': administrators,
  'GET /api/admin/recoveries': administrators,
  'POST /api/admin/recoveries/{id}/decision': administrators,
  'GET /api/admin/roles': administrators,
  'POST /api/admin/roles': administrators,
  'PATCH /api/admin/roles/{key}': administrators,
  'POST /api/admin/roles/{key}/preview': administrators,
  'DELETE /api/admin/roles/{key}': administrators,
  'GET /api/admin/permissions': administrators,

  ...masterData('/api/departments'),
  ...masterData('/api/positions'),
  ...masterData('/api/shifts'),
  ...masterData('/api/outlets'),

  'POST /api/orders': ['employee'],
  'GET /api/orders': ['employee', 'dapur', 'delivery', 'administrator'],
  'GET /api/orders/{id}': ['employee', 'dapur', 'delivery', 'administrator'],
  'GET /api/orders/pending-approvals': administrators,
  'PATCH /api/orders/{id}/status': ['dapur', 'delivery', 'administrator'],
  'GET /api/orders/kitchen-day': ['dapur'],
  'POST /api/orders/{id}/recall': ['dapur'],
  'POST /api/orders/{id}/request-rejection': ['dapur'],
  'POST /api/orders/{id}/request-edit': ['dapur'],
  'POST /api/orders/{id}/approve-reject': administrators,

  'GET /api/v1/categories': ['administrator', 'cashier'],
  'GET /api/v1/categories/{id}': ['administrator', 'cashier'],
  'POST /api/v1/categories': administrators,
  'PATCH /api/v1/categories/{id}': administrators,
  'GET /api/v1/products': ['administrator', 'cashier'],
  'GET /api/v1/products/{id}': ['administrator', 'cashier'],
  'POST /api/v1/products': administrators,
  'PATCH /api/v1/products/{id}': administrators,
  'POST /api/v1/orders': ['administrator', 'cashier'],
  'GET /api/v1/orders': ['administrator', 'cashier'],
  'GET /api/v1/orders/pickup': ['administrator', 'cashier'],
  'GET /api/v1/orders/{invoice}': ['administrator', 'cashier'],
  'GET /api/v1/orders/{invoice}/receipt': ['administrator', 'cashier'],
  'GET /api/v1/orders/{invoice}/history': ['administrator', 'cashier'],
  'PATCH /api/v1/orders/{invoice}/status': ['administrator', 'cashier'],
  'PUT /api/v1/orders/{invoice}': ['administrator', 'cashier'],
  'DELETE /api/v1/orders/{invoice}': ['administrator', 'cashier'],
  'POST /api/v1/display-tokens': administrators,
  'GET /api/v1/display-tokens': administrators,
  'GET /api/v1/display-tokens/current': 'displays',
  'GET /api/search': 'users',
  'DELETE /api/v1/display-tokens/{id}': administrators,

  ...vendorApplications(),

  ...workOrders('/api'),
  ...workOrders(''),

  ...machineAccess,
  ...clinics,
  ...appointments,
  ...pets,
  ...availability,

  'GET /api/dashboard/summary': administrators,
  'GET /api/admin/services': administrators,
  'GET /api/admin/breakers': administrators,
  'GET /api/admin/ip-blocks': administrators,
  'POST /api/admin/ip-blocks': administrators,
  'GET /api/admin/ip-blocks/{id}': administrators,
  'PATCH /api/admin/ip-blocks/{id}': administrators,
  'DELETE /api/admin/ip-blocks/{id}': administrators,
  'GET /api/admin/dead-letters': administrators,
  'GET /api/admin/dead-letters/{id}': administrators,
  'POST /api/admin/dead-letters/retry': administrators,
  'POST /api/admin/dead-letters/{id}/retry': administrators,
  'POST /api/admin/dead-letters/{id}/skip': administrators,
  'GET /api/admin/jobs': administrators,
  'GET /api/admin/jobs/{uuid}': administrators,
  'POST /api/admin/jobs/retry': administrators,
  'POST /api/admin/jobs/{uuid}/retry': administrators,
  'POST /api/admin/jobs/{uuid}/skip': administrators,
  'POST /api/client-errors': 'everybody',
  'POST /api/admin/queues/session': administrators,
  'GET /api/admin/consumers': administrators,
  'GET /api/admin/invariants': administrators,
  'GET /api/trace/{kind}/{key}': administrators,
  'POST /api/admin/consumers/{name}/events/{seq}/retry': administrators,
  'POST /api/admin/consumers/{name}/events/{seq}/skip': administrators,

  'GET /api/audit/verify': administrators,
  'GET /api/audit/verifications/{id}': administrators,
  'GET /api/signing-key': 'everybody',
  'GET /api/reports/sales/day': administrators,
  'GET /api/reports/sales/category': administrators,
  'GET /api/reports/sales/product': administrators,
  'GET /api/reports/sales/payment-method': administrators,
  'GET /api/reports/sales/outlet': administrators,
  'GET /api/reports/consumption': administrators,
  'GET /api/reports/department': administrators,
  'GET /api/reports/performance': administrators,
  'GET /api/reports/rejections': administrators,
  'GET /api/reports/audit-trail': administrators,
  'GET /api/reports/audit-trail/order/{kodePesanan}': administrators,
  'GET /api/reports/audit-trail/action-types': administrators,
  'GET /api/reports': 'users',
  'POST /api/report-tables': 'users',
  'POST /api/report-jobs': 'users',
  'GET /api/report-jobs': 'users',
  'GET /api/report-jobs/{id}': 'users',
  'POST /api/report-jobs/{id}/cancel': 'users',
  'POST /api/report-jobs/{id}/retry': 'users',
  'GET /api/report-jobs/{id}/download': 'users',
  'GET /api/report-jobs/{id}/verify': 'users',
  'POST /api/report-schedules': 'users',
  'GET /api/report-schedules': 'users',
  'GET /api/report-schedules/next-runs': 'users',
  'GET /api/report-schedules/{id}': 'users',
  'GET /api/report-schedules/{id}/runs': 'users',
  'PATCH /api/report-schedules/{id}': 'users',
  'POST /api/report-schedules/{id}/take-over': 'users',
  'POST /api/report-schedules/{id}/run': 'users',
  'DELETE /api/report-schedules/{id}': 'users',
};
