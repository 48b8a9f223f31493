import { BlockList, isIP, SocketAddress } from 'node:net';

/** Addresses that share their first bits. */
export interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

const PREFIX = /^(?:0|[1-9]\d{0,2})$/;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;

/**
 * Reads `203.0.113.0/24`, `2001:db8::/32` or a single address. IPv4 in the clothes of IPv6 (`::ffff:203.0.113.7`) is
 * IPv4. Null when it is neither.
 */
export function parseNetwork(text: string): Network | null {
  const [given = '', prefix, ...more] = text.split('/');
  const version = isIP(given);
  if (version === 0 || given.includes('%') || more.length > 0) return null;
  if (prefix !== undefined && !PREFIX.test(prefix)) return null;
  if (version === 4) return networkOf(given, prefix === undefined ? 32 : Number(prefix), 'ipv4');
  const { address } = new SocketAddress({ address: given, family: 'ipv6' });
  const bits = prefix === undefined ? 128 : Number(prefix);
  const [, mapped] = MAPPED.exec(address) ?? [];
  return mapped !== undefined && bits >= 96
    ? networkOf(mapped, bits - 96, 'ipv4')
    : networkOf(address, bits, 'ipv6');
}

const networkOf = (address: string, prefix: number, family: Network['family']): Network | null =>
  prefix <= (family === 'ipv4' ? 32 : 128) ? { address, prefix, family } : null;

/** Node's list of networks, in which IPv4 in the clothes of IPv6 is found as IPv4. What is no network is left out. */
export function listOf(networks: Iterable<string>): { has(address: string): boolean } {
  const list = new BlockList();
  for (const text of networks) {
    const network = parseNetwork(text);
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  }
  return {
    has: (address) => {
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

/** Of no single client: this machine, its networks, those of providers that many customers share, and what none has. */
const SPECIAL = listOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.168.0.0/16', '224.0.0.0/3', '::/96', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
]);

/** Whether an address is one of the Internet. */
export const isPublicAddress = (address: string): boolean => {
  const network = parseNetwork(address);
  return network !== null && !SPECIAL.has(network.address);
};
