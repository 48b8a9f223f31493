export { permissions as dashboardPermissions, seesAll as seesAllOfDashboard } from './dashboard.policy.ts';
