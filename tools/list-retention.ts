/** `npm run retention`: how long each table keeps its rows, as the domains declare it. */
import { retention } from '@antrean/catalog';
import { describeRetention } from '@antrean/platform/retention';

const width = Math.max(...retention.map(({ table }) => table.length));
for (const rule of retention) {
  process.stdout.write(`${rule.table.padEnd(width)}  ${describeRetention(rule)}\n`);
}
