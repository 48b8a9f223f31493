export { createFairTurns, type Turn } from './fair-turns.ts';
