import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';
import { permissions } from './catalogue.policy.ts';

const category = z.object({ id: z.int(), name: z.string() });
const product = z.object({ id: z.int(), name: z.string(), price: z.int(), is_active: z.boolean() });
type ProductFacts = z.infer<typeof product>;

/** Counters show what is sold, and at what price. */
const realtime = { namespace: '/', readers: [{ holding: permissions.read }] } as const;

const productDetail = (what: string, { name, price, is_active }: ProductFacts): string =>
  `Product "${name}" was ${what}; it costs ${price} and is ${is_active ? 'on sale' : 'not on sale'}`;

export const categoryCreated = defineEvent({
  name: 'pos.category.created',
  version: 1,
  summary: 'A product category was added.',
  schema: category,
  audit: {
    POS_CATEGORY_CREATED: ({ name }) => ({
      subject: name,
      detail: `Category "${name}" was added`,
    }),
  },
});

export const categoryUpdated = defineEvent({
  name: 'pos.category.updated',
  version: 1,
  summary: 'A product category was renamed.',
  schema: category.extend({ previousName: z.string() }),
  audit: {
    POS_CATEGORY_UPDATED: ({ name, previousName }) => ({
      subject: name,
      detail: `Category "${previousName}" was renamed to "${name}"`,
    }),
  },
});

export const productCreated = defineEvent({
  name: 'pos.product.created',
  version: 1,
  summary: 'A product was added to the catalogue.',
  schema: product,
  realtime: { ...realtime, name: 'product-created' },
  audit: {
    POS_PRODUCT_CREATED: (e) => ({
      subject: e.name,
      detail: productDetail('added', e),
    }),
  },
});

export const productUpdated = defineEvent({
  name: 'pos.product.updated',
  version: 1,
  summary: 'A product was renamed, priced anew, moved to another category, taken off sale or put on sale.',
  schema: product,
  realtime: { ...realtime, name: 'product-updated' },
  audit: {
    POS_PRODUCT_UPDATED: (e) => ({
      subject: e.name,
      detail: productDetail('changed', e),
    }),
  },
});

export const catalogueMessages = [categoryCreated, categoryUpdated, productCreated, productUpdated];
