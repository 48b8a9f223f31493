/**
 * Who may call what, written by hand and apart from the code. The matrix test takes every endpoint of the OpenAPI
 * document and every role: an endpoint without a row here fails.
 */

/** `everybody`: no login. `users`: any login. Otherwise the roles that may; super_admin may everything. */
export type Allowed = 'everybody' | 'users' | readonly string[];

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
    [`PUT ${path}/{id}`]: managers,
    [`GET ${path}/assigned`]: ['production_operator'],
    [`GET ${path}/{id}`]: involved,
    [`PUT ${path}/{id}/status`]: involved,
    [`POST ${path}/{id}/progress`]: involved,
    [`GET ${path}/{id}/progress`]: involved,
    [`GET ${path}/{id}/history`]: involved,
    [`POST ${path}/{id}/attachments`]: involved,
    [`GET ${path}/{id}/attachments`]: involved,
    [`GET ${path}/{id}/attachments/{attachmentId}`]: involved,
    [`DELETE ${path}/{id}/attachments/{attachmentId}`]: involved,
    [`GET ${prefix}/reports/workorders`]: managers,
    [`GET ${prefix}/reports/operators`]: managers,
  };
};

export const accessPolicy: Readonly<Record<string, Allowed>> = {
  'POST /login': 'everybody',
  'POST /api/login': 'everybody',
  'POST /api/auth/login': 'everybody',
  'POST /api/auth/refresh': 'everybody',
  'POST /api/auth/logout': 'everybody',
  'POST /api/auth/password/forgot': 'everybody',
  'POST /api/auth/password/reset': 'everybody',
  'PATCH /api/auth/me': 'users',
  'GET /api/auth/me': 'users',
  'POST /api/auth/password/change': 'users',
  'GET /api/auth/sessions': 'users',
  'DELETE /api/auth/sessions/{id}': 'users',
  'DELETE /api/auth/sessions': 'users',

  'POST /register': ['administrator', 'production_manager'],
  'POST /api/register': ['administrator', 'production_manager'],
  'POST /api/users': administrators,
  'GET /api/users': administrators,
  'GET /api/users/{id}': administrators,
  'PATCH /api/users/{id}/status': administrators,
  'PATCH /api/users/{id}/role': administrators,
  'POST /api/users/{id}/reset-password': administrators,
  'PUT /api/admin/users/{id}/roles': administrators,
  'PUT /api/admin/users/{id}/served-departments': administrators,
  'DELETE /api/admin/users/{id}/sessions': administrators,
  'GET /api/admin/roles': administrators,
  'POST /api/admin/roles': administrators,
  'PATCH /api/admin/roles/{key}': administrators,
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
  'GET /api/v1/orders/{invoice}': ['administrator', 'cashier'],
  'GET /api/v1/orders/{invoice}/history': ['administrator', 'cashier'],
  'PATCH /api/v1/orders/{invoice}/status': ['administrator', 'cashier'],
  'PUT /api/v1/orders/{invoice}': ['administrator', 'cashier'],
  'DELETE /api/v1/orders/{invoice}': ['administrator', 'cashier'],
  'POST /api/v1/display-tokens': administrators,
  'GET /api/v1/display-tokens': administrators,
  'DELETE /api/v1/display-tokens/{id}': administrators,

  ...workOrders('/api'),
  ...workOrders(''),

  'GET /api/admin/dead-letters': administrators,
  'GET /api/admin/dead-letters/{id}': administrators,
  'POST /api/admin/dead-letters/retry': administrators,
  'POST /api/admin/dead-letters/{id}/retry': administrators,
  'POST /api/admin/dead-letters/{id}/skip': administrators,

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
  'POST /api/report-jobs': 'users',
  'GET /api/report-jobs': 'users',
  'GET /api/report-jobs/{id}': 'users',
  'POST /api/report-jobs/{id}/cancel': 'users',
  'POST /api/report-jobs/{id}/retry': 'users',
  'GET /api/report-jobs/{id}/download': 'users',
  'GET /api/report-jobs/{id}/verify': 'users',
  'POST /api/report-schedules': 'users',
  'GET /api/report-schedules': 'users',
  'GET /api/report-schedules/{id}': 'users',
  'GET /api/report-schedules/{id}/runs': 'users',
  'PATCH /api/report-schedules/{id}': 'users',
  'POST /api/report-schedules/{id}/take-over': 'users',
  'DELETE /api/report-schedules/{id}': 'users',
};
