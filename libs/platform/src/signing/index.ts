export { createSigner, type Signer } from './signer.ts';
export { signingKeyRoute } from './signing-key.routes.ts';
