import { COUNT_NOTE } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { created, growingPage, ok, page, route, type Route } from '@antrean/platform/http';
import * as contract from './catalogue.contract.ts';
import { permissions } from './catalogue.policy.ts';
import { listCategories, listProducts, readCategory, readProduct } from './catalogue.queries.ts';
import { createCategory, updateCategory } from './manage-category.ts';
import { createProduct, updateProduct } from './manage-product.ts';

const tag = 'Point of sale';
const categoryPage = page(contract.categoryView);
const productPage = growingPage(contract.productView);
/** All of the catalogue, which is the same for whoever may read it. */
const group = 'catalogue';
/** Somebody who changes it hears of the change at once; when Redis is lost in between, so late do others. */
const MAX_AGE_MS = 5_000;

/** What is sold: cashiers read it, administrators write it. */
export const catalogueRoutes = (
  deps: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'cache'>,
): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/categories',
    // The same for all outlets, and for screens that show what is sold at one.
    access: { displayed: permissions.read },
    scoped: true,
    summary: 'List the product categories',
    tag,
    query: contract.categoryQuery,
    response: categoryPage,
    handler: async ({ query }) => {
      const read = { group, key: ['categories', query], maxAgeMs: MAX_AGE_MS, schema: categoryPage };
      return ok(await deps.cache.read(read, () => listCategories(deps.database.fork(), query)));
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/categories/:id',
    access: permissions.read,
    summary: 'Read a product category',
    tag,
    params: contract.idParams,
    response: contract.categoryView,
    handler: async ({ params }) => ok(await readCategory(deps.database.fork(), params.id)),
  }),
  route({
    method: 'post',
    path: '/api/v1/categories',
    access: permissions['manage-catalogue'],
    summary: 'Add a product category',
    description:
      'Its name becomes a member of every order that holds one of its products; names of other members are refused.',
    tag,
    body: contract.categoryInput,
    response: contract.categoryView,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['name_taken'],
    handler: async ({ body, context }) => {
      const category = await createCategory(deps, context, body);
      await deps.cache.forget(group);
      return created(category, `/api/v1/categories/${category.id}`);
    },
  }),
  route({
    method: 'patch',
    path: '/api/v1/categories/:id',
    access: permissions['manage-catalogue'],
    summary: 'Rename a product category',
    description: 'Orders that were sold keep the name of then.',
    tag,
    params: contract.idParams,
    body: contract.categoryChanges,
    response: contract.categoryView,
    versioned: true,
    problems: ['name_taken'],
    handler: async ({ params: { id }, body, context, ifMatch }) => {
      const category = await updateCategory(deps, context, { id, ifMatch }, body);
      await deps.cache.forget(group);
      return ok(category);
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/products',
    // The same for all outlets, and for screens that show what is sold at one.
    access: { displayed: permissions.read },
    scoped: true,
    summary: 'List the products',
    description: COUNT_NOTE,
    tag,
    query: contract.productQuery,
    response: productPage,
    handler: async ({ query }) => {
      const read = { group, key: ['products', query], maxAgeMs: MAX_AGE_MS, schema: productPage };
      return ok(await deps.cache.read(read, () => listProducts(deps.database.fork(), query)));
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/products/:id',
    access: permissions.read,
    summary: 'Read a product',
    tag,
    params: contract.idParams,
    response: contract.productView,
    handler: async ({ params }) => ok(await readProduct(deps.database.fork(), params.id)),
  }),
  route({
    method: 'post',
    path: '/api/v1/products',
    access: permissions['manage-catalogue'],
    summary: 'Add a product',
    tag,
    body: contract.productInput,
    response: contract.productView,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['name_taken'],
    handler: async ({ body, context }) => {
      const product = await createProduct(deps, context, body);
      await deps.cache.forget(group);
      return created(product, `/api/v1/products/${product.id}`);
    },
  }),
  route({
    method: 'patch',
    path: '/api/v1/products/:id',
    access: permissions['manage-catalogue'],
    summary: 'Change a product, take it off sale or put it on sale',
    description: 'Orders that were sold keep its name, price and category of then.',
    tag,
    params: contract.idParams,
    body: contract.productChanges,
    response: contract.productView,
    versioned: true,
    problems: ['name_taken'],
    handler: async ({ params: { id }, body, context, ifMatch }) => {
      const product = await updateProduct(deps, context, { id, ifMatch }, body);
      await deps.cache.forget(group);
      return ok(product);
    },
  }),
];
