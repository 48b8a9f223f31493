import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { petMessages } from './messages.ts';
import { imageKind, recordFileKind } from './pet-file.ts';
import { permissions, petRoleDefaults } from './pet.policy.ts';
import { petProblem } from './pet.problem.ts';
import { petRetention } from './pet.retention.ts';
import { seedPets } from './pet.seed.ts';

/** Pets of customers, and what their clinics find out about them (seed 001). */
export const pets = defineDomain({
  name: 'pets',
  messages: petMessages,
  actionWords,
  permissions,
  roleDefaults: petRoleDefaults,
  problems: [petProblem, imageKind, recordFileKind],
  retention: petRetention,
  views: ['pets_v'],
  seedDevelopment: (database) => database.fork().transactional((em) => seedPets(em)),
  http: async () => (await import('./http.ts')).petRoutes,
  personalData: async () => (await import('./personal-data.ts')).petData,
});
