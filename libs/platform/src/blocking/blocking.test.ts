import { expect, it } from '@jest/globals';
import { createFloodWatch, isPublicAddress, parseNetwork } from './index.ts';

it('a network is read in whatever clothes it comes, and nothing else is', () => {
  const read = (text: string): string | null => {
    const network = parseNetwork(text);
    return network && `${network.address}/${network.prefix} ${network.family}`;
  };
  expect(
    [
      ...['203.0.113.7', '203.0.113.0/24', '2001:DB8::1/64', '::ffff:203.0.113.7', '::FFFF:CB00:7107/120'],
      ...[
        '::ffff:1.2.3.4/64',
        '::',
        '203.0.113.7/',
        '203.0.113.7/33',
        '203.0.113.7/024',
        '1.2.3',
        '01.2.3.4',
      ],
      ...['fe80::1%eth0', '2001:db8::/129', '1.2.3.4/8/8', ' 1.2.3.4', ''],
    ].map(read),
  ).toEqual([
    ...['203.0.113.7/32 ipv4', '203.0.113.0/24 ipv4', '2001:db8::1/64 ipv6', '203.0.113.7/32 ipv4'],
    ...['203.0.113.7/24 ipv4', '::ffff:1.2.3.4/64 ipv6', '::/128 ipv6'],
    ...Array.from({ length: 10 }, () => null),
  ]);
});

it('addresses of no single client are known as such', () => {
  const special = [
    ...['127.0.0.1', '::1', '::', '10.9.8.7', '172.31.0.1', '192.168.0.1', '169.254.0.1', '100.127.0.1'],
    ...['fd12::1', 'fe80::1', '255.255.255.255', '::ffff:10.0.0.1', 'unknown', ''],
  ];
  expect(special.filter(isPublicAddress)).toEqual([]);
  const ofTheInternet = ['203.0.113.5', '172.32.0.1', '100.128.0.1', '2001:db8::1', '::ffff:203.0.113.5'];
  expect(ofTheInternet.filter(isPublicAddress)).toEqual(ofTheInternet);
});

it('a flood is so many refusals within a minute; whoever is spared is none for an hour', () => {
  let time = 0;
  const watch = createFloodWatch({ limit: 3, now: () => time });
  const refuse = (times: number): string[] => {
    for (let n = 0; n < times; n += 1) watch.refused('203.0.113.5');
    return watch.take().floods;
  };
  expect(refuse(2)).toEqual([]);
  time = 60_000;
  expect(refuse(2)).toEqual([]);
  expect(refuse(1)).toEqual(['203.0.113.5']);
  expect(watch.take()).toEqual({ floods: [], spared: [] });
  watch.spare('203.0.113.5', true);
  expect(refuse(10)).toEqual([]);
  time += 3_600_000;
  expect(refuse(3)).toEqual(['203.0.113.5']);
});
