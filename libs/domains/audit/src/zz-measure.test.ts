import { it } from '@jest/globals';
import { startTestTrail } from './trail.factory.ts';
it('measures', async () => {
  const trail = await startTestTrail();
  const ins = (n: number, day: string) => trail.sql(`insert into log_audit_trail (at, event_id, seq, action, detail, subject, user_id)
    select '${day}'::timestamptz + g * interval '1 millisecond', gen_random_uuid(), g, 'ORDER_CREATED', 'Order PM-2026-' || g || ' was created for somebody', 'PM-' || g, 7 from generate_series(1, ${n}) g`);
  for (const [n, day] of [[500,'2026-03-01'],[500,'2026-03-01'],[500,'2026-03-01'],[2000,'2026-03-01'],[5000,'2026-03-01'],[10000,'2026-03-01']] as const) {
    const t = performance.now(); await ins(n, day); console.log(n, (performance.now() - t).toFixed(0), 'ms');
  }
  let t = performance.now(); const f = await trail.verify(); console.log('verify', f.checked, f.broken, (performance.now() - t).toFixed(0), 'ms');
  await trail.sql('alter table log_audit_trail disable trigger user');
  await trail.sql('alter table log_audit_trail alter chain drop not null, alter chain_seq drop not null, alter hash drop not null');
  for (const n of [500,500,2000,5000]) { t = performance.now(); await ins(n, '2026-03-01'); console.log('without', n, (performance.now() - t).toFixed(0), 'ms'); }
  await trail.close();
}, 120000);
