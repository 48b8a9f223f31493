import type { Allowed } from './allowed.ts';

/** Operators read machines and see to them, administrators also add them; what a machine tells takes its own token. */
export const machineAccess: Record<string, Allowed> = {
  'GET /api/rvms': ['administrator', 'rvm_operator'],
  'GET /api/rvms/counts': ['administrator', 'rvm_operator'],
  'GET /api/rvms/{id}': ['administrator', 'rvm_operator'],
  'GET /api/rvms/{id}/history': ['administrator', 'rvm_operator'],
  'POST /api/rvms/{id}/status': 'devices',
  'POST /api/rvms/{id}/heartbeat': 'devices',
  'PUT /api/rvms/{id}/override': ['administrator', 'rvm_operator'],
  'DELETE /api/rvms/{id}/override': ['administrator', 'rvm_operator'],
  'GET /api/rvm-alarms': ['administrator', 'rvm_operator'],
  'GET /api/rvm-alarms/{id}': ['administrator', 'rvm_operator'],
  'POST /api/rvm-alarms/{id}/acknowledge': ['administrator', 'rvm_operator'],
  'POST /api/rvm-alarms/{id}/clear': ['administrator', 'rvm_operator'],
  'POST /api/rvms': ['administrator'],
  'PATCH /api/rvms/{id}': ['administrator'],
  'DELETE /api/rvms/{id}': ['administrator'],
  'POST /api/rvms/{id}/device-tokens': ['administrator'],
  'GET /api/rvms/{id}/device-tokens': ['administrator'],
  'DELETE /api/rvms/{id}/device-tokens/{tokenId}': ['administrator'],
};
