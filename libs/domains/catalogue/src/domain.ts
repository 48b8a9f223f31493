import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { catalogueRoleDefaults, permissions } from './catalogue.policy.ts';
import { catalogueRetention } from './catalogue.retention.ts';
import { seedCatalogue } from './catalogue.seed.ts';
import { catalogueEntities } from './index.ts';
import { catalogueMessages } from './messages.ts';

/** What is sold: products and their categories (seed 004). */
export const catalogue = defineDomain({
  name: 'catalogue',
  entities: catalogueEntities,
  messages: catalogueMessages,
  actionWords,
  permissions,
  roleDefaults: catalogueRoleDefaults,
  retention: catalogueRetention,
  views: ['categories_v', 'products_v'],
  seedDevelopment: (database) => database.fork().transactional((em) => seedCatalogue(em)),
  http: async () => (await import('./http.ts')).catalogueRoutes,
});
