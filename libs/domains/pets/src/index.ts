export { admitPet, holdPet } from './admit-pet.ts';
export { addVisitingPet, adoptPet } from './visiting-pet.ts';
export { findOwnPet, type OwnPet } from './pet.queries.ts';
export { permissions as petPermissions, petRoleDefaults } from './pet.policy.ts';
