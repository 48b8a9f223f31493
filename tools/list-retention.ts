/** `npm run retention`: how long each table keeps its rows, as the domains declare it. */
import { system } from '@antrean/domains';
import { describeRetention } from '@antrean/platform/retention';

const width = Math.max(...system.retention.map(({ table }) => table.length));
for (const rule of system.retention) {
  process.stdout.write(`${rule.table.padEnd(width)}  ${describeRetention(rule)}\n`);
}
