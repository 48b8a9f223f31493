import { ipKeyGenerator } from 'express-rate-limit';

/** Who an address stands for: one IPv4 address, or the /64 that an IPv6 subscriber may number as he likes. */
export const addressKey = (ip: string): string => ipKeyGenerator(ip, 64);
