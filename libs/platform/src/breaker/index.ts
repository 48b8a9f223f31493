export {
  createBreakers,
  ServiceAway,
  type Breaker,
  type BreakerOptions,
  type Breakers,
  type BreakerKind,
  type BreakerReport,
} from './breaker.ts';
