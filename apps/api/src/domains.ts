import { auditEntities } from '@antrean/audit';
import { auditRoutes } from '@antrean/audit/http';
import { auditMessages } from '@antrean/audit/messages';
import { identityEntities, mergeRoleDefaults, type RoleDefaults } from '@antrean/identity';
import { identityRoutes } from '@antrean/identity/http';
import { identityMessages } from '@antrean/identity/messages';
