import { newKey, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { Trouble } from '../trouble.tsx';
import { PETS, type Pet } from './booking-data.ts';

const MOST_PETS = 100;

/** One of one's own pets, or another that is added. */
export function ChoosePet({ petId, choose }: { petId: number | null; choose: (pet: Pet) => void }) {
  const t = useTranslations('booking');
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [key, setKey] = useState(newKey);
  const pets = useQuery({
    queryKey: PETS,
    queryFn: async () =>
      (await unwrap(api.GET('/api/pets', { params: { query: { limit: MOST_PETS } } }))).data.filter(
        ({ owner, isDeleted }) => owner !== null && !isDeleted,
      ),
  });
  const isNew = isAdding || pets.data?.length === 0;
  return (
    <>
      <Trouble error={pets.error} />
      <fieldset>
        <legend>{t('pet')}</legend>
        {pets.data?.map((pet) => (
          <label key={pet.id} className="row">
            <input type="radio" name="pet" checked={pet.id === petId} onChange={() => choose(pet)} />
            <span>
              <bdi>{pet.name}</bdi>, <bdi>{pet.species}</bdi>
            </span>
          </label>
        ))}
      </fieldset>
      {isNew ? (
        <Sending
          submit={t('addPet')}
          send={async (form) => {
            const body = { name: textOf(form, 'name'), species: textOf(form, 'species') };
            const headers = { 'Idempotency-Key': key };
            const pet = await unwrap(api.POST('/api/pets', { body, headers }));
            queries.setQueryData<Pet[]>(PETS, (known = []) => [...known, pet]);
            setKey(newKey());
            setAdding(false);
            choose(pet);
          }}
        >
          <PetFields />
        </Sending>
      ) : (
        <button type="button" onClick={() => setAdding(true)}>
          {t('newPet')}
        </button>
      )}
    </>
  );
}

export function PetFields({ prefix = '' }: { prefix?: string }) {
  const t = useTranslations('booking');
  return (
    <>
      <label className="field">
        {t('petName')}
        <input name={`${prefix}name`} required maxLength={100} autoComplete="off" />
      </label>
      <label className="field">
        {t('species')}
        <input name={`${prefix}species`} required maxLength={50} autoComplete="off" />
      </label>
    </>
  );
}
