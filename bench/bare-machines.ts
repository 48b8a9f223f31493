import { once } from 'node:events';
import express from 'express';
import { Pool } from 'pg';

/** Hears reports as somebody does who promises nothing: whoever says that it is a machine is it, and one update says all. */
const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const app = express();
app.use(express.json());
app.post('/api/rvms/:id/status', (request, response, next) => {
  const said: unknown = request.body;
  pool
    .query({
      name: 'hear',
      text: `update bare_machines set last_heard_at = now(), said = $2 where id = $1 returning id, status`,
      values: [Number(request.params.id), JSON.stringify(said)],
    })
    .then(({ rows }) => response.json(rows[0]), next);
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
