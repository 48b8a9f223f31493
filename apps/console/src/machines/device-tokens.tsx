import { done, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { Moment, Table } from '../operations/parts.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { tokensKey, type DeviceToken, type Machine } from './machine-data.ts';

/** The tokens by which a machine speaks. */
export function DeviceTokens({ machine: { id, code } }: { machine: Machine }) {
  const t = useTranslations('machines');
  const queries = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  const [ending, setEnding] = useState<DeviceToken | null>(null);
  const list = useQuery({
    queryKey: tokensKey(id),
    queryFn: () => unwrap(api.GET('/api/rvms/{id}/device-tokens', { params: { path: { id } } })),
  });
  const tokens = list.data?.data ?? [];
  const refresh = (): void => void queries.invalidateQueries({ queryKey: tokensKey(id) });
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">{t('tokens')}</h2>
      <Trouble error={list.data ? null : list.error} />
      {list.data && tokens.length === 0 && <p>{t('noToken')}</p>}
      {tokens.length > 0 && (
        <Table
          label={t('tokens')}
          heads={[t('tokenName'), t('tokenUsed'), t('tokenUntil'), t('heads.actions')]}
        >
          {tokens.map((token) => (
            <tr key={token.id} data-token={token.id}>
              <th scope="row">
                <bdi>{token.name}</bdi>
              </th>
              <td>{token.lastUsedAt === null ? t('never') : <Moment at={token.lastUsedAt} />}</td>
              <td>
                <Moment at={token.expiresAt} />
              </td>
              <td>
                <button
                  type="button"
                  aria-label={t('revokeOf', { name: token.name })}
                  onClick={() => setEnding(token)}
                >
                  {t('revoke')}
                </button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <button type="button" onClick={() => setMaking(true)}>
        {t('makeToken')}
      </button>
      {isMaking && <Making id={id} code={code} refresh={refresh} close={() => setMaking(false)} />}
      {ending && (
        <Dialog title={t('revokeOf', { name: ending.name })} close={() => setEnding(null)}>
          <p>{t('revokeWhy')}</p>
          <Sending
            submit={t('revoke')}
            send={async () => {
              const path = { id, tokenId: ending.id };
              await done(api.DELETE('/api/rvms/{id}/device-tokens/{tokenId}', { params: { path } }));
              refresh();
              toast(t('revoked', { name: ending.name }));
              setEnding(null);
            }}
          >
            {null}
          </Sending>
        </Dialog>
      )}
    </section>
  );
}

/** The token is told once: whoever closes the dialog has copied it, or makes another. */
function Making({
  id,
  code,
  refresh,
  close,
}: {
  id: number;
  code: string;
  refresh: () => void;
  close: () => void;
}) {
  const t = useTranslations('machines');
  const [token, setToken] = useState<string | null>(null);
  if (token === null)
    return (
      <Dialog title={t('makeToken')} close={close}>
        <Sending
          submit={t('makeToken')}
          send={async (form) => {
            const name = textOf(form, 'name').trim();
            const made = await unwrap(
              api.POST('/api/rvms/{id}/device-tokens', {
                params: { path: { id } },
                body: name === '' ? {} : { name },
              }),
            );
            setToken(made.token);
            refresh();
          }}
        >
          <label className="field">
            {t('tokenName')}
            <input name="name" maxLength={100} autoComplete="off" autoFocus placeholder={code} />
            <small>{t('tokenNameHint')}</small>
          </label>
        </Sending>
      </Dialog>
    );
  return (
    <Dialog title={t('tokenMade', { code })} close={close}>
      <p>{t('tokenOnce')}</p>
      <label className="field">
        {t('token')}
        <input readOnly value={token} autoFocus onFocus={({ target }) => target.select()} />
      </label>
      <button
        type="button"
        className="primary"
        onClick={() =>
          void navigator.clipboard?.writeText(token).then(
            () => toast(t('copied')),
            () => undefined,
          )
        }
      >
        {t('copy')}
      </button>
    </Dialog>
  );
}
